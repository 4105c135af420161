import type { QueryResult, ScanRow } from '@flightdeck/query';

/** Answers kept as long as they are true: the key holds the data version. */
export interface RowCache<T> {
  get(key: string): T | undefined;
  set(key: string, answer: T): void;
}

/** Keeps the answers used last, up to a number of answers and a total number of rows. */
function createRowCache<T>(sizeOf: (answer: T) => number, maxAnswers: number, maxRows: number): RowCache<T> {
  const answers = new Map<string, T>();
  let rows = 0;
  const drop = (key: string): void => {
    const old = answers.get(key);
    if (old === undefined) return;
    answers.delete(key);
    rows -= sizeOf(old);
  };
  return {
    get(key) {
      const answer = answers.get(key);
      if (answer === undefined) return undefined;
      answers.delete(key);
      answers.set(key, answer);
      return answer;
    },
    set(key, answer) {
      drop(key);
      if (sizeOf(answer) > maxRows / 4) return;
      answers.set(key, answer);
      rows += sizeOf(answer);
      for (const oldest of answers.keys()) {
        if (answers.size <= maxAnswers && rows <= maxRows) break;
        drop(oldest);
      }
    },
  };
}

/** Answers of whole queries. */
export const createAnswerCache = (maxAnswers = 2000, maxRows = 200_000): RowCache<QueryResult> =>
  createRowCache((result) => 1 + result.rows.length + (result.comparison?.rows.length ?? 0), maxAnswers, maxRows);

/** Rows of scans: other pages with the same figures, the next page of a list, another order and a search ask the store nothing again. */
export const createScanCache = (maxScans = 4000, maxRows = 400_000): RowCache<readonly ScanRow[]> =>
  createRowCache((rows) => 1 + rows.length, maxScans, maxRows);
