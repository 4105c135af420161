import { rateLimited } from './rate-limited.ts';

/** Limits requests: a few at a time, none while GitHub asks to wait. */
export interface Gate {
  /**
   * The result of `work`, begun when a place is free and no pause is on.
   * @throws RateLimitedError when the pause is longer than we are willing to wait.
   */
  pass<T>(work: () => Promise<T>): Promise<T>;
  /** No request leaves before `ms` have passed; a longer pause already set stays. */
  pause(ms: number): void;
}

/** One gate for one credential, because GitHub counts by credential. */
export function createGate(settings: {
  readonly concurrency: number;
  readonly maxWaitMs: number;
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}): Gate {
  const waiting: (() => void)[] = [];
  let free = settings.concurrency;
  let quietUntil = 0;

  const quiet = async (): Promise<void> => {
    for (let seen = 0; seen !== quietUntil; ) {
      seen = quietUntil;
      const wait = quietUntil - settings.now();
      if (wait > settings.maxWaitMs) throw rateLimited(quietUntil, null);
      if (wait > 0) await settings.sleep(wait);
    }
  };

  return {
    async pass(work) {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      try {
        await quiet();
        return await work();
      } finally {
        const next = waiting.shift();
        if (next) next();
        else free += 1;
      }
    },
    pause(ms) {
      quietUntil = Math.max(quietUntil, settings.now() + ms);
    },
  };
}
