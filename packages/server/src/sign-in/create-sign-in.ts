import type { Identify } from '../http/identify.ts';
import { toLocation } from '../http/reply/to-location.ts';
import { createEasyAuthHeaders, createProxyHeaders } from './headers-of-proxy.ts';
import { createLocalIdentify } from './identify-local.ts';
import { createProxyIdentify } from './identify-proxy.ts';
import { toReturnPath } from './return-to.ts';
import type { SignInWay, SignInWayParts } from './sign-in-way.ts';

/** The way to sign in that settings choose. @throws Error for settings that a start refuses (`requireWholeSignIn`). */
export async function createSignInWay(parts: SignInWayParts): Promise<SignInWay> {
  const { app, signIn, reach, isTrusted, everybody } = parts;
  if (signIn?.mode === 'oidc') {
    // Imported only here, so that the library is not loaded unless it is used.
    const { createOidcWay } = await import('./oidc/oidc-way.ts');
    return createOidcWay(parts, signIn);
  }
  if (signIn?.mode === 'github') {
    const { createGithubWay } = await import('./github/github-way.ts');
    return createGithubWay(parts, signIn);
  }
  const identify: Identify =
    signIn === undefined || signIn.mode === 'none'
      ? createLocalIdentify(everybody, app)
      : createProxyIdentify({
          isTrusted,
          read:
            signIn.mode === 'easyauth'
              ? createEasyAuthHeaders(signIn.easyAuthProvider)
              : createProxyHeaders(signIn.proxyName, signIn.userHeader, signIn.groupsHeader),
          people: app.people,
          log: app.log,
        });
  return {
    identify,
    sessionKey: () => null,
    // The proxy has signed the person in by the time this is reached.
    mount: (http) =>
      http.get('/auth/sign-in', (context) => {
        const path = toReturnPath(context.req.query('return_to') ?? null);
        return context.body(null, 303, { Location: toLocation({ path }, reach.publicUrl?.base ?? '/') });
      }),
  };
}
