import { CapabilityError } from '@flightdeck/catalog';
import { type MetricQueryInput, mergeQueries, ORGANIZATIONS_ADDED, type QueryResult } from '@flightdeck/query';

/** Answers queries, each in its place: the answerer that everything uses. */
export type Ask = (queries: readonly MetricQueryInput[]) => Promise<readonly QueryResult[]>;

/** Answers one query. */
export type AskOne = (query: MetricQueryInput) => Promise<QueryResult>;

/** Queries asked in the same breath go out together: each question once, those that differ in their metrics as one. */
export function createBatch(ask: Ask): AskOne {
  let waiting: MetricQueryInput[] = [];
  let flushed: Promise<AskOne> | null = null;
  const known = new Map<string, Promise<QueryResult>>();

  async function flush(): Promise<AskOne> {
    const queries = waiting;
    waiting = [];
    flushed = null;
    const { queries: merged, places } = mergeQueries(queries);
    const answers = await askAll(ask, merged);
    return async (query) => {
      const answer = answers[places[queries.indexOf(query)] ?? -1];
      if (!answer) throw new Error('A query was left without an answer');
      if (answer instanceof CapabilityError) throw answer;
      return answer;
    };
  }

  return (query) => {
    const key = JSON.stringify(query);
    const before = known.get(key);
    if (before) return before;
    flushed ??= Promise.resolve().then(flush);
    waiting.push(query);
    const answer = flushed.then((answerOf) => answerOf(query));
    known.set(key, answer);
    return answer;
  };
}

/** The same answerer; `said` gets what an answer says of activity that is added over organizations. */
export const hearAdded =
  (ask: Ask, said: Set<string>): Ask =>
  async (queries) => {
    const answers = await ask(queries);
    for (const { notes } of answers)
      for (const { code, message } of notes) if (code === ORGANIZATIONS_ADDED) said.add(message);
    return answers;
  };

/** The same answerer, each question asked once; what one cannot be answered does not concern the others. */
export function remember(ask: Ask): Ask {
  const known = new Map<string, Promise<QueryResult | CapabilityError>>();
  return async (queries) => {
    const keys = queries.map((query) => JSON.stringify(query));
    const unknown = queries.filter((_, index) => !known.has(keys[index] ?? ''));
    const fresh = unknown.length > 0 ? askAll(ask, unknown) : Promise.resolve([]);
    for (const [index, query] of unknown.entries())
      known.set(
        JSON.stringify(query),
        fresh.then((answers) => answers[index] ?? Promise.reject(new Error('A query was left without an answer'))),
      );
    const answers = await Promise.all(keys.map((key) => known.get(key)));
    return answers.map((answer) => {
      if (answer === undefined || answer instanceof CapabilityError) throw answer;
      return answer;
    });
  };
}

/** One query that a store cannot answer does not take the others with it. */
async function askAll(
  ask: Ask,
  queries: readonly MetricQueryInput[],
): Promise<readonly (QueryResult | CapabilityError)[]> {
  try {
    return await ask(queries);
  } catch (error) {
    if (!(error instanceof CapabilityError)) throw error;
    if (queries.length === 1) return [error];
    return (await Promise.all(queries.map((query) => askAll(ask, [query])))).flat();
  }
}
