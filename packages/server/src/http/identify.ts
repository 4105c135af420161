import { createHash, timingSafeEqual } from 'node:crypto';
import { LOCAL, type Principal } from '@flightdeck/app';

/** Says who sends a request; every right, cache key and sign-off rests on this one answer. */
export type Identify = (request: Request) => Principal;

/** Whom requests are taken for. */
export interface Identities {
  /** Who everybody is without sign-in. */
  readonly everybody: Principal;
  /** What commands on this machine send as a bearer token to be the local user; null: nothing does. */
  readonly localKey: string | null;
}

/** Without sign-in everybody is the same; only whoever may read the server's own key is more. */
export function createIdentify({ everybody, localKey }: Identities): Identify {
  return (request) => {
    const [, sent] = /^Bearer (\S{1,200})$/i.exec(request.headers.get('authorization') ?? '') ?? [];
    return localKey !== null && sent !== undefined && isSame(sent, localKey) ? LOCAL : everybody;
  };
}

/** Compares in a time that says nothing of where they differ. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
