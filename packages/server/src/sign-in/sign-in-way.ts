import type { IncomingMessage } from 'node:http';
import type { Principal } from '@flightdeck/access';
import type { App, Reach, SignIn } from '@flightdeck/app';
import type { Hono } from 'hono';
import type { Env } from '../http/env.ts';
import type { Identify } from '../http/identify.ts';
import type { IsTrusted } from '../http/reach/client-address.ts';

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
