import type { RequestEvent } from '@flightdeck/github';

/** Rate limit as the last answer of a host of GitHub stated it. */
export interface HostRequests {
  /** Requests left of the hour; null when the host never said. */
  readonly requestsLeft: number | null;
  /** When it answered last (ISO instant); null when it never has. */
  readonly answeredAt: string | null;
}

/** Remembers the rate limits of hosts, from start to stop. */
export interface RateLimits {
  note(host: string, event: RequestEvent): void;
  of(host: string): HostRequests;
}

/** No host has answered yet. */
export function createRateLimits(now: () => Date): RateLimits {
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
