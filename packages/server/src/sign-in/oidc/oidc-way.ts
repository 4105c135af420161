import { keyOf } from '@flightdeck/access';
import type { SignIn } from '@flightdeck/app';
import { createOwnCookie } from '../cookies.ts';
import { mountSignInPages } from '../pages/sign-in-pages.ts';
import type { SignInWay, SignInWayParts } from '../sign-in-way.ts';
import { createProvider } from './provider.ts';
import { mountProviderLogout } from './provider-logout.ts';
import { createProxiedFetch } from './proxied-fetch.ts';

/** Sign-in with OpenID Connect, kept in sessions. @throws Error for settings that a start refuses (`requireWholeSignIn`). */
export function createOidcWay({ app, reach, isTrusted, now }: SignInWayParts, { oidc }: SignIn): SignInWay {
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
    fetch: createProxiedFetch(issuer, app.config.proxy),
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
    mount(http) {
      mountSignInPages(http, { app, provider, publicUrl, isTrusted, now, session, transaction });
      mountProviderLogout(http, { app, provider, issuer, isTrusted, now });
    },
  };
}
