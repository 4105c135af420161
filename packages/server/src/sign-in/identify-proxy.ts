import type { People, Principal } from '@flightdeck/access';
import type { Logger } from '@flightdeck/app';
import type { Identify } from '../http/identify.ts';
import type { IsTrusted } from '../http/reach/client-address.ts';
import type { ReadHeaders } from './headers-of-proxy.ts';

/** What `createProxyIdentify` needs. */
export interface ProxyParts {
  readonly isTrusted: IsTrusted;
  readonly read: ReadHeaders;
  readonly people: Pick<People, 'principalOf' | 'remember'>;
  readonly log: Pick<Logger, 'warn'>;
}

/** Time between two log lines, so that repeated attempts fill no disk. */
const LOG_EVERY_MS = 10_000;

/** Identifies by the headers of a trusted proxy, known by the socket's address. From anybody else: null, and a log line. */
export function createProxyIdentify({ isTrusted, read, people, log }: ProxyParts): Identify {
  let quietUntil = 0;
  return async (request): Promise<Principal | null> => {
    const peer = request.socket.remoteAddress;
    if (isTrusted(peer)) {
      const identity = read(request);
      if (identity === null) return null;
      await people.remember(identity);
      return people.principalOf(identity);
    }
    // Whoever forges the headers learns only that they are not signed in.
    if (performance.now() >= quietUntil && hasIdentity(read, request)) {
      quietUntil = performance.now() + LOG_EVERY_MS;
      log.warn({ peer }, 'somebody who is no trusted proxy says who is asking; not believed');
    }
    return null;
  };
}

function hasIdentity(read: ReadHeaders, request: Parameters<ReadHeaders>[0]): boolean {
  try {
    return read(request) !== null;
  } catch {
    return true;
  }
}
