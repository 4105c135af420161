import type { SignIn } from '@flightdeck/app';
import { createSessionWay } from '../pages/session-way.ts';
import { createProxiedFetch } from '../proxied-fetch.ts';
import type { SignInWay, SignInWayParts } from '../sign-in-way.ts';
import { createProvider } from './provider.ts';
import { mountProviderLogout } from './provider-logout.ts';

/** Sign-in with OpenID Connect, with sessions. @throws Error for settings that a start refuses (`requireWholeSignIn`). */
export function createOidcWay(parts: SignInWayParts, { oidc }: Pick<SignIn, 'oidc'>): SignInWay {
  const { app, isTrusted, now } = parts;
  const { publicUrl } = parts.reach;
  const { issuer, clientId, credential, groupsClaim, scopes } = oidc;
  if (publicUrl === null || issuer === null || clientId === null || credential === null || !('kind' in credential))
    throw new Error('Sign-in with OpenID Connect is not whole.');
  const home = publicUrl.origin + publicUrl.base;
  const provider = createProvider({
    issuer,
    clientId,
    credential,
    groupsClaim,
    scopes,
    fetch: createProxiedFetch(issuer, app.config.proxy),
    redirectUri: `${home}auth/callback`,
    signedOutUri: home,
  });
  return createSessionWay(parts, publicUrl, provider, (http) =>
    mountProviderLogout(http, { app, provider, issuer, isTrusted, now }),
  );
}
