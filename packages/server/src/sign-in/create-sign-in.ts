import type { IncomingMessage } from 'node:http';
import { keyOf, type Principal } from '@flightdeck/access';
import type { App, Reach, SignIn } from '@flightdeck/app';
import type { Hono } from 'hono';
import type { Env } from '../http/env.ts';
import type { Identify } from '../http/identify.ts';
import type { IsTrusted } from '../http/reach/client-address.ts';
import { toLocation } from '../http/reply/to-location.ts';
import { createOwnCookie } from './cookies.ts';
import { createProxyHeaders, readEasyAuth } from './headers-of-proxy.ts';
import { createProxyIdentify } from './identify-proxy.ts';
import { createProvider } from './oidc/provider.ts';
import { mountSignInPages } from './oidc/sign-in-pages.ts';
import { toReturnPath } from './return-to.ts';

/** The one way people sign in at a server. */
export interface SignInWay {
  readonly identify: Identify;
  /** Key of the session a request says it belongs to; null where there are none. */
  sessionKey(request: IncomingMessage): string | null;
  /** Serves what is below /auth/. */
  mount(http: Hono<Env>): void;
}

/** What a way to sign in is made of. */
export interface SignInWayParts {
  readonly app: App;
  readonly signIn: SignIn | undefined;
  readonly reach: Reach;
  readonly everybody: Principal;
  readonly isTrusted: IsTrusted;
  readonly now: () => Date;
}

/** The way of the settings. @throws Error for settings that a start refuses (`requireWholeSignIn`). */
export function createSignInWay(parts: SignInWayParts): SignInWay {
  const { app, signIn, reach, isTrusted, everybody } = parts;
  if (signIn?.mode === 'oidc') return createOidcWay(parts, signIn);
  const identify: Identify =
    signIn === undefined || signIn.mode === 'none'
      ? async () => everybody
      : createProxyIdentify({
          isTrusted,
          read: signIn.mode === 'easyauth' ? readEasyAuth : createProxyHeaders(signIn.userHeader, signIn.groupsHeader),
          roles: signIn.roles,
          log: app.log,
        });
  return {
    identify,
    sessionKey: () => null,
    // Whoever signs people in before the server has done so when this is reached.
    mount: (http) =>
      http.get('/auth/sign-in', (context) => {
        const path = toReturnPath(context.req.query('return_to') ?? null);
        return context.body(null, 303, { Location: toLocation({ path }, reach.publicUrl?.base ?? '/') });
      }),
  };
}

function createOidcWay({ app, reach, isTrusted, now }: SignInWayParts, { oidc }: SignIn): SignInWay {
  const { publicUrl } = reach;
  const { issuer, clientId, clientSecret, groupsClaim, scopes } = oidc;
  if (publicUrl === null || issuer === null || clientId === null || clientSecret === null)
    throw new Error('Sign-in with OpenID Connect is not whole.');
  const home = publicUrl.origin + publicUrl.base;
  const provider = createProvider({
    issuer,
    clientId,
    clientSecret,
    groupsClaim,
    scopes,
    redirectUri: `${home}auth/callback`,
    signedOutUri: home,
  });
  const session = createOwnCookie('session', publicUrl);
  const transaction = createOwnCookie('sign-in', publicUrl);
  return {
    async identify(request) {
      const secret = session.read(request);
      return secret === null ? null : ((await app.sessions.find(secret))?.who ?? null);
    },
    sessionKey: (request) => keyOf(session.read(request) ?? ''),
    mount: (http) => mountSignInPages(http, { app, provider, issuer, publicUrl, isTrusted, now, session, transaction }),
  };
}
