import type { IncomingMessage } from 'node:http';
import { toAddress } from '@flightdeck/app';

/** Says whether a socket's address is one of the proxies whose headers are believed. */
export type IsTrusted = (address: string | undefined) => boolean;

/** Entries of X-Forwarded-For looked through, from the nearest. */
const MOST_HOPS = 16;

/**
 * The address a request came from: the socket's, or, where that is a trusted proxy, the nearest one in X-Forwarded-For that
 * is not. What stands before it was sent by a stranger and is not looked at.
 */
export function clientAddress(request: IncomingMessage, isTrusted: IsTrusted): string {
  const peer = toAddress(request.socket.remoteAddress ?? '') ?? 'unknown';
  if (!isTrusted(peer)) return peer;
  const header = request.headers['x-forwarded-for'];
  const hops = (typeof header === 'string' ? header : '').split(',').slice(-MOST_HOPS).reverse();
  let client = peer;
  for (const hop of hops) {
    const address = toAddress(hop.trim());
    if (address === null) return client;
    client = address;
    if (!isTrusted(address)) return client;
  }
  return client;
}
