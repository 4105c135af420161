import { keyOf } from '@flightdeck/access';
import type { PublicUrl } from '@flightdeck/app';
import type { Hono } from 'hono';
import type { Env } from '../../http/env.ts';
import { createOwnCookie } from '../cookies.ts';
import type { SignInWay, SignInWayParts } from '../sign-in-way.ts';
import type { Provider } from './provider.ts';
import { mountSignInPages } from './sign-in-pages.ts';

/** Sign-in with a provider, with sessions; `mountMore` serves what only some providers call. */
export function createSessionWay(
  { app, isTrusted, now }: SignInWayParts,
  publicUrl: PublicUrl,
  provider: Provider,
  mountMore: (http: Hono<Env>) => void = () => undefined,
): SignInWay {
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
      mountMore(http);
    },
  };
}
