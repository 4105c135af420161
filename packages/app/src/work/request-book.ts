import type { RequestEvent } from '@flightdeck/github';

/** What the last answers of a host of GitHub said. */
export interface HostRequests {
  /** Requests left of the hour; null when the host never said. */
  readonly requestsLeft: number | null;
  /** When it answered last (ISO instant); null when it never has. */
  readonly answeredAt: string | null;
}

/** Remembers, from start to stop, what hosts said of their rate limits. */
export interface RequestBook {
  note(host: string, event: RequestEvent): void;
  of(host: string): HostRequests;
}

/** An empty book. */
export function createRequestBook(now: () => Date): RequestBook {
  const hosts = new Map<string, HostRequests>();
  const of = (host: string): HostRequests => hosts.get(host) ?? { requestsLeft: null, answeredAt: null };
  return {
    note(host, { status, rateLimitRemaining }) {
      if (status === null) return;
      hosts.set(host, {
        requestsLeft: rateLimitRemaining ?? of(host).requestsLeft,
        answeredAt: now().toISOString(),
      });
    },
    of,
  };
}
