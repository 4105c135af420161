/** Remembers ids for a time, so that each is taken once. */
export interface Once {
  /** True the first time an id comes. */
  take(id: string, now: Date): boolean;
}

/** Ids that are remembered for `ms`, at most so many: with more the oldest are taken again. */
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
