import type { Answer } from './ask.ts';

/** What became of many requests. */
export interface Tally {
  add(answer: Answer): void;
  readonly count: number;
  /** Connections closed before the answer was whole. */
  readonly closed: number;
  /** Answers that are none of 200, 304, and 503 with Retry-After. */
  readonly bad: number;
  /** How long each whole answer took, in milliseconds; those that were refused are left out. */
  readonly took: readonly number[];
  /** The same of requests sent between two instants of `performance.now()`. */
  between(from: number, to: number): readonly number[];
  /** How often each status came. */
  describe(): string;
}

const ANSWERED: ReadonlySet<number | null> = new Set([200, 304]);

/** An empty tally. */
export function createTally(): Tally {
  const answers: Answer[] = [];
  const answered = (): readonly Answer[] => answers.filter(({ status }) => ANSWERED.has(status));
  return {
    add: (answer) => void answers.push(answer),
    get count() {
      return answers.length;
    },
    get closed() {
      return answers.filter(({ status }) => status === null).length;
    },
    get bad() {
      return answers.filter(
        ({ status, hasRetryAfter }) => status !== null && !ANSWERED.has(status) && !(status === 503 && hasRetryAfter),
      ).length;
    },
    get took() {
      return answered().map(({ ms }) => ms);
    },
    between: (from, to) =>
      answered().flatMap(({ startedAt, ms }) => (startedAt >= from && startedAt <= to ? [ms] : [])),
    describe() {
      const counts = new Map<string, number>();
      for (const { status } of answers) {
        const name = status === null ? 'closed' : String(status);
        counts.set(name, (counts.get(name) ?? 0) + 1);
      }
      return [...counts]
        .sort()
        .map(([status, count]) => `${count} × ${status}`)
        .join(', ');
    },
  };
}
