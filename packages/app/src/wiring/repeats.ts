/** Lines of one kind that are written in a second; the others are counted. */
const MOST_PER_SECOND = 10;
const SECOND_MS = 1000;

/** Lets the first lines of a kind through and counts the rest. */
export interface Repeats {
  /** True when a line of this kind is to be written; else it is counted, and `onMore` learns the count when the second is over. */
  admits(kind: string, onMore: (count: number) => void): boolean;
}

/** At most `most` lines of each kind in any second that begins with its first line. */
export function createRepeats(most = MOST_PER_SECOND): Repeats {
  const kinds = new Map<string, { count: number; report: (count: number) => void }>();
  return {
    admits(kind, onMore) {
      const known = kinds.get(kind);
      if (known !== undefined) {
        known.count += 1;
        known.report = onMore;
        return known.count <= most;
      }
      const begun = { count: 1, report: onMore };
      kinds.set(kind, begun);
      const end = setTimeout(() => {
        kinds.delete(kind);
        if (begun.count > most) begun.report(begun.count - most);
      }, SECOND_MS);
      // A process that is done does not wait for the count.
      end.unref?.();
      return true;
    },
  };
}
