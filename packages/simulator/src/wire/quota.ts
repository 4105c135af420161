import { type Answer, failure } from './answer.ts';

/** The primary rate limit. Its hour runs on the real clock, because clients wait on theirs. */
export interface Quota {
  /** Headers of the next answer after paying `cost`; `exceeded` when there was nothing left to pay with. */
  spend(cost: number): { readonly headers: Readonly<Record<string, string>>; readonly exceeded: Answer | null };
  /** The body of `GET /rate_limit`; from API version 2026-03-10 on without the field `rate`. */
  overview(version: string): Record<string, unknown>;
}

/** A quota of `limit` calls an hour. */
export function createQuota(limit: number): Quota {
  let used = 0;
  let resetsAt = 0;
  const remaining = () => limit - used;
  const renew = () => {
    const seconds = Math.floor(Date.now() / 1000);
    if (seconds < resetsAt) return;
    used = 0;
    resetsAt = seconds + 3600;
  };
  return {
    spend(cost) {
      renew();
      const exceeded = remaining() < cost;
      if (!exceeded) used += cost;
      return {
        headers: {
          'x-ratelimit-limit': String(limit),
          'x-ratelimit-remaining': String(remaining()),
          'x-ratelimit-used': String(used),
          'x-ratelimit-reset': String(resetsAt),
          'x-ratelimit-resource': 'core',
        },
        exceeded: exceeded ? failure(403, 'API rate limit exceeded.') : null,
      };
    },
    overview(version) {
      renew();
      const core = { limit, used, remaining: remaining(), reset: resetsAt };
      const search = { limit: 30, used: 0, remaining: 30, reset: resetsAt };
      return { resources: { core, search }, ...(version < '2026-03-10' && { rate: core }) };
    },
  };
}
