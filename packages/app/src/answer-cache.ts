import type { QueryResult } from '@flightdeck/query';

/** Answers kept as long as they are true: the key holds the data version. */
export interface AnswerCache {
  get(key: string): QueryResult | undefined;
  set(key: string, result: QueryResult): void;
}

/** Keeps the answers asked for last, up to a number of answers and of rows in all. */
export function createAnswerCache(maxAnswers = 500, maxRows = 200_000): AnswerCache {
  const answers = new Map<string, QueryResult>();
  let rows = 0;
  const sizeOf = (result: QueryResult): number => 1 + result.rows.length + (result.comparison?.rows.length ?? 0);
  const drop = (key: string): void => {
    const old = answers.get(key);
    if (!old) return;
    answers.delete(key);
    rows -= sizeOf(old);
  };
  return {
    get(key) {
      const result = answers.get(key);
      if (!result) return undefined;
      answers.delete(key);
      answers.set(key, result);
      return result;
    },
    set(key, result) {
      drop(key);
      if (sizeOf(result) > maxRows / 4) return;
      answers.set(key, result);
      rows += sizeOf(result);
      for (const oldest of answers.keys()) {
        if (answers.size <= maxAnswers && rows <= maxRows) break;
        drop(oldest);
      }
    },
  };
}
