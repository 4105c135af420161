import { type MetricQueryInput, mergeQueries, type QueryResult } from '@flightdeck/query';

/** Answers queries, each in its place: the answerer that everything uses. */
export type Ask = (queries: readonly MetricQueryInput[]) => Promise<readonly QueryResult[]>;

/** Answers one query. */
export type AskOne = (query: MetricQueryInput) => Promise<QueryResult>;

/** Queries asked in the same breath go out together: each question once, those that differ in their metrics as one. */
export function createBatch(ask: Ask): AskOne {
  let waiting: { readonly query: MetricQueryInput; readonly answer: Promise<QueryResult> }[] = [];
  let flushed: Promise<readonly QueryResult[]> | null = null;

  function flush(): Promise<readonly QueryResult[]> {
    const queries = waiting.map(({ query }) => query);
    waiting = [];
    flushed = null;
    const merged = mergeQueries(queries);
    return ask(merged.queries).then((answers) =>
      merged.places.map((place) => {
        const answer = answers[place];
        if (!answer) throw new Error('A query was left without an answer');
        return answer;
      }),
    );
  }

  const known = new Map<string, Promise<QueryResult>>();
  return (query) => {
    const key = JSON.stringify(query);
    const before = known.get(key);
    if (before) return before;
    flushed ??= Promise.resolve().then(flush);
    const place = waiting.length;
    const answer = flushed.then((answers) => {
      const found = answers[place];
      if (!found) throw new Error('A query was left without an answer');
      return found;
    });
    waiting.push({ query, answer });
    known.set(key, answer);
    return answer;
  };
}
