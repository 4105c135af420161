import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { LOCAL, type Principal } from '@flightdeck/access';
import { isLoopback, toAddress } from '@flightdeck/app';
import { InputError } from '@flightdeck/catalog';

/**
 * Says who sends a request; every right, cache key and sign-off rests on this one answer. Null: nobody who is known.
 * @throws InputError `bad_identity` where that is not said clearly.
 */
export type Identify = (request: IncomingMessage) => Promise<Principal | null>;

/**
 * Whoever shows the server's own key from this machine, as commands do, is the local user; of others `otherwise` says who. A key
 * found in a backup opens nothing from elsewhere.
 */
export function createIdentify(localKey: string | null, otherwise: Identify): Identify {
  return async (request) => (isFromHere(request) && isBearer(request, localKey) ? LOCAL : otherwise(request));
}

/** True when a socket's ends are on one machine: on loopback, or both at the address it listens on. */
function isFromHere({ socket }: IncomingMessage): boolean {
  const peer = toAddress(socket.remoteAddress ?? '');
  return peer !== null && (isLoopback(peer) || peer === toAddress(socket.localAddress ?? ''));
}

/** Who asks. @throws InputError `not_signed_in`. */
export function requireKnown(who: Principal | null): Principal {
  if (who !== null) return who;
  throw new InputError('You are not signed in.', {
    code: 'not_signed_in',
    hint: 'Open the page again to sign in; a program sends a token.',
  });
}

/** True when the request carries the secret as its bearer token, and no second one. */
export function isBearer(request: IncomingMessage, secret: string | null): boolean {
  const [, sent] = /^Bearer (\S{1,500})$/i.exec(request.headers.authorization ?? '') ?? [];
  return secret !== null && sent !== undefined && timesSent(request, 'authorization') === 1 && isSame(sent, secret);
}

/** How many times a header was sent, by its name in lower case. */
export function timesSent({ rawHeaders }: Pick<IncomingMessage, 'rawHeaders'>, name: string): number {
  return rawHeaders.filter((header, index) => index % 2 === 0 && header.toLowerCase() === name).length;
}

/** Compares in a time that says nothing of where they differ. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
