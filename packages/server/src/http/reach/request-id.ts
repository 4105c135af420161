import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { parseTraceparent, toAddress } from '@flightdeck/app';
import type { IsTrusted } from './client-address.ts';

const ID = /^[A-Za-z0-9][A-Za-z0-9._:/=+-]{7,127}$/;

/** The id by which a request is found in the log: that of a trusted proxy, if it sends one that is an id; else a new one. */
export function requestIdOf(request: IncomingMessage, isTrusted: IsTrusted): string {
  const given = request.headers['x-request-id'];
  return isBelieved(request, isTrusted) && typeof given === 'string' && ID.test(given) ? given : randomUUID();
}

/**
 * The id by which lines of the audit log belong to one request. Proxies may pass on what a browser sent them, so it goes on with what
 * nobody can choose: else a line could be put beside that of somebody else's change, as how it ended.
 */
export function auditIdOf(requestId: string, { headers }: Pick<IncomingMessage, 'headers'>): string {
  return headers['x-request-id'] === requestId ? `${requestId}/${randomUUID().slice(0, 8)}` : requestId;
}

/** The span a trusted proxy works in, as it says; null for anybody else, who would write into the traces of others. */
export function callerOf(request: IncomingMessage, isTrusted: IsTrusted): ReturnType<typeof parseTraceparent> {
  const header = request.headers.traceparent;
  return isBelieved(request, isTrusted) && typeof header === 'string' ? parseTraceparent(header) : null;
}

const isBelieved = (request: IncomingMessage, isTrusted: IsTrusted): boolean =>
  isTrusted(toAddress(request.socket.remoteAddress ?? '') ?? undefined);
