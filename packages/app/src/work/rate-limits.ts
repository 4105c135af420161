import type { RequestEvent } from '@flightdeck/github';
import { createRequestCounts, type RequestCounts } from './request-counts.ts';

/** Rate limit as the last answer of a host of GitHub stated it. */
export interface HostRequests {
  /** Requests left of the hour; null when the host never said. */
  readonly requestsLeft: number | null;
  /** When it answered last (ISO instant); null when it never has. */
  readonly answeredAt: string | null;
}

/** What is left of one of a host's limits. */
export interface LimitLeft {
  readonly host: string;
  /** As GitHub names it; `core` where the answer did not say. */
  readonly resource: string;
  readonly left: number;
}

/** Remembers the rate limits of hosts, from start to stop. */
export interface RateLimits {
  note(host: string, event: RequestEvent): void;
  of(host: string): HostRequests;
  /** Every limit that an answer has named. */
  limits(): readonly LimitLeft[];
  /** All requests since the start. */
  readonly counts: RequestCounts;
}

/** No host has answered yet. */
export function createRateLimits(now: () => Date): RateLimits {
  const counts = createRequestCounts();
  const limits = new Map<string, LimitLeft>();
  const hosts = new Map<string, HostRequests>();
  const of = (host: string): HostRequests => hosts.get(host) ?? { requestsLeft: null, answeredAt: null };
  return {
    counts,
    limits: () => [...limits.values()],
    note(host, event) {
      const { status, rateLimitRemaining, rateLimitResource } = event;
      counts.note(event);
      if (status === null) return;
      const resource = rateLimitResource ?? 'core';
      if (rateLimitRemaining !== null) limits.set(`${host} ${resource}`, { host, resource, left: rateLimitRemaining });
      hosts.set(host, {
        requestsLeft: rateLimitRemaining ?? of(host).requestsLeft,
        answeredAt: now().toISOString(),
      });
    },
    of,
  };
}
