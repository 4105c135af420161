/** Remembers ids for a time, so that each is accepted once. */
export interface Once {
  /** True the first time an id is seen, false while it is remembered. */
  take(id: string, now: Date): boolean;
}

/** Remembers at most `most` ids for `ms` milliseconds; with more, the oldest are forgotten. */
export function createOnce(ms: number, most: number): Once {
  const until = new Map<string, number>();
  return {
    take(id, now) {
      for (const [old, end] of until) {
        if (end > now.getTime() && until.size < most) break;
        until.delete(old);
      }
      if (until.has(id)) return false;
      until.set(id, now.getTime() + ms);
      return true;
    },
  };
}
