import { MOST_GROUPS, requireAffordable } from '@flightdeck/app';
import { csvLines, type MetricQueryInput, metricQuerySchema, parseQuery, type QueryResult } from '@flightdeck/query';
import { z } from 'zod';
import { problem, queryResult, rowsResult } from '../answers/query-result.ts';
import { type Problem, toProblem } from '../http/problem.ts';
import { streamOf } from './answer-shape.ts';
import { peopleInAnswer } from './people-named.ts';
import { type Call, route } from './route.ts';
import { answerRows, refuseUnseen } from './rows.ts';
import { parseRowsQuery, ROWS_PARAMETERS } from './rows-query.ts';

/** Groups all questions of a page may have together. */
const MOST_GROUPS_OF_PAGE = 2 * MOST_GROUPS;

/** Answers in the order of queries. */
export const page = z
  .strictObject({
    results: z.array(z.union([z.strictObject({ result: queryResult }), z.strictObject({ problem })])),
  })
  .describe('Answers in the order of the queries.');

/** Checked only when it is answered, so that the error of one does not stop the others. */
export const anyQuery = z.custom<MetricQueryInput>().describe('A metric query, as /api/v1/query takes it.');

/** Answers one query as far as its asker may see. */
async function answer(
  { app, who, signal, names }: Pick<Call<unknown>, 'app' | 'who' | 'signal' | 'names'>,
  input: unknown,
): Promise<QueryResult> {
  const query = parseQuery(input);
  const result = await app.answer(query, who, signal);
  names(peopleInAnswer(query, result));
  return result;
}

/** Routes that answer metric queries. */
export const QUERY_ROUTES = [
  route({
    method: 'post',
    path: '/api/v1/query',
    right: 'read_aggregates',
    spans: 'narrowed',
    says: 'Answers one metric query.',
    body: metricQuerySchema,
    answer: queryResult,
    heavy: true,
    cacheable: () => true,
    handle: ({ body, ...call }) => answer(call, body),
  }),
  route({
    method: 'post',
    path: '/api/v1/queries',
    right: 'read_aggregates',
    spans: 'narrowed',
    says: 'Answers all queries of a page; the error of one does not stop the others.',
    body: z.strictObject({ queries: z.array(anyQuery).min(1).max(40) }),
    answer: page,
    heavy: true,
    // A query that failed may succeed when asked again.
    cacheable: ({ results }) => results.every((result) => 'result' in result),
    async handle({ body, ...call }) {
      let groups = 0;
      const answerWithin = async (query: unknown): Promise<QueryResult> => {
        groups += await call.app.cost(parseQuery(query), call.who);
        requireAffordable(groups, MOST_GROUPS_OF_PAGE);
        return await answer(call, query);
      };
      const results = body.queries.map((query) =>
        answerWithin(query).then(
          (result): { readonly result: QueryResult } => ({ result }),
          async (error: unknown): Promise<{ readonly problem: Problem }> => {
            // Where the refusal cannot be written down, that is the problem of this question alone.
            const why = await call.failed(error, query).then(
              () => error,
              (trouble: unknown) => trouble,
            );
            return { problem: toProblem(why, 'see the answer') };
          },
        ),
      );
      return { results: await Promise.all(results) };
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/rows',
    right: 'read_aggregates',
    spans: 'narrowed',
    says: 'Answers one metric query written in the URL, as flat rows: for Grafana, spreadsheets and scripts; refused where nothing of it can be answered for what its asker may see.',
    body: null,
    search: { parameters: ROWS_PARAMETERS, parse: parseRowsQuery },
    answer: rowsResult,
    heavy: true,
    cacheable: () => true,
    handle: ({ body, ...call }) =>
      answerRows(body, async (query) => {
        const result = await answer(call, query);
        refuseUnseen(parseQuery(query), result);
        return result;
      }),
  }),
  route({
    method: 'post',
    path: '/api/v1/query/csv',
    right: 'read_aggregates',
    spans: 'narrowed',
    says: 'Answers one metric query as a CSV file, line by line.',
    body: metricQuerySchema,
    answer: streamOf('text/csv; charset=utf-8'),
    heavy: true,
    cacheable: null,
    handle: async ({ body, ...call }) => ({
      fileName: 'flightdeck.csv',
      pieces: csvLines(await answer(call, body)),
    }),
  }),
] as const;
