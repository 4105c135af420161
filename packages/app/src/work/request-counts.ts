import type { RequestEvent } from '@flightdeck/github';

/** Upper ends of the classes that times of requests are counted in, in seconds. */
export const REQUEST_SECONDS = Object.freeze([0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]);

/** Requests to GitHub since the start. */
export interface RequestCounts {
  note(event: RequestEvent): void;
  /** Number by status; `none` where no answer came. */
  readonly byStatus: ReadonlyMap<string, number>;
  /** How many took at most as long as each of `REQUEST_SECONDS`, in that order. */
  readonly within: readonly number[];
  readonly count: number;
  /** Seconds of all of them together. */
  readonly seconds: number;
}

/** None was made yet. */
export function createRequestCounts(): RequestCounts {
  const byStatus = new Map<string, number>();
  const within = REQUEST_SECONDS.map(() => 0);
  let count = 0;
  let seconds = 0;
  return {
    byStatus,
    within,
    get count() {
      return count;
    },
    get seconds() {
      return seconds;
    },
    note({ status, durationMs }) {
      const key = status === null ? 'none' : String(status);
      byStatus.set(key, (byStatus.get(key) ?? 0) + 1);
      count += 1;
      seconds += durationMs / 1000;
      for (const [at, most] of REQUEST_SECONDS.entries())
        if (durationMs / 1000 <= most) within[at] = (within[at] ?? 0) + 1;
    },
  };
}
