import { MOST_GROUPS, requireAffordable, toSyncRange } from '@flightdeck/app';
import { DIMENSIONS, FACTS, MEASUREMENT_BREAKS, METRICS, PANELS, REPORTS } from '@flightdeck/catalog';
import { metricQuerySchema, parseQuery, type QueryResult } from '@flightdeck/query';
import { z } from 'zod';
import { authorize } from '../access.ts';
import { type Problem, toProblem } from '../http/problem.ts';
import { RECONCILE_ROUTES } from './reconcile.ts';
import { RESTATEMENT_ROUTES } from './restatements.ts';
import { type Call, type Route, route } from './route.ts';
import { answerRows } from './rows.ts';
import { parseRowsQuery, ROWS_PARAMETERS, type RowsQuery } from './rows-query.ts';

const catalog = {
  dimensions: DIMENSIONS,
  metrics: METRICS,
  facts: FACTS,
  panels: PANELS,
  reports: Object.values(REPORTS),
  breaks: MEASUREMENT_BREAKS,
};

/** Groups all questions of a page may have together. */
const MOST_GROUPS_OF_PAGE = 2 * MOST_GROUPS;

const queriesSchema = z.strictObject({ queries: z.array(z.unknown()).min(1).max(40) });
const syncSchema = z.strictObject({
  from: z.string().optional().describe('Only days from this one on, YYYY-MM-DD.'),
  to: z.string().optional().describe('Only days up to this one, YYYY-MM-DD.'),
});

/** Answers of all queries of a page, in their order. */
interface Page {
  readonly results: readonly ({ readonly result: unknown } | { readonly problem: Problem })[];
}

/** Dimensions whose values are people: by id, and by the name on a bill. */
const PERSONAL: ReadonlySet<string> = new Set(
  DIMENSIONS.filter(({ name, kind }) => kind === 'person' || name === 'billed_user').map(({ name }) => name),
);

/** Answers one query; naming people needs its own right. */
async function answer(
  { app, who, signal }: Pick<Call<unknown>, 'app' | 'who' | 'signal'>,
  input: unknown,
): Promise<QueryResult> {
  const query = parseQuery(input);
  const named = [...query.by, ...query.where.map((filter) => filter.dimension)];
  if (named.some((name) => PERSONAL.has(name))) authorize(who, 'read_people');
  return await app.answer(query, who, signal);
}

/** Every route of the API, in the order of the document. */
export const ROUTES: readonly Route[] = Object.freeze([
  route({
    method: 'post',
    path: '/api/v1/query',
    right: 'read_aggregates',
    says: 'Answers one metric query.',
    body: metricQuerySchema,
    heavy: true,
    cacheable: () => true,
    handle: ({ body, ...call }) => answer(call, body),
  }),
  route({
    method: 'post',
    path: '/api/v1/queries',
    right: 'read_aggregates',
    says: "Answers all queries of a page; one query's error leaves the others whole.",
    body: queriesSchema,
    heavy: true,
    // A query that failed may succeed when asked again.
    cacheable: (page) => (page as Page).results.every((result) => 'result' in result),
    async handle({ body, ...call }): Promise<Page> {
      let groups = 0;
      const answerWithin = async (query: unknown): Promise<QueryResult> => {
        groups += await call.app.cost(parseQuery(query));
        requireAffordable(groups, MOST_GROUPS_OF_PAGE);
        return await answer(call, query);
      };
      const results = body.queries.map(
        (query): Promise<Page['results'][number]> =>
          answerWithin(query).then(
            (result) => ({ result }),
            (error: unknown) => ({ problem: toProblem(error, 'see the answer') }),
          ),
      );
      return { results: await Promise.all(results) };
    },
  }),
  route<RowsQuery>({
    method: 'get',
    path: '/api/v1/rows',
    right: 'read_aggregates',
    says: 'Answers one metric query written in the URL, as flat rows: for Grafana, spreadsheets and scripts.',
    body: null,
    search: { parameters: ROWS_PARAMETERS, parse: parseRowsQuery },
    heavy: true,
    cacheable: () => true,
    handle: ({ body, ...call }) => answerRows(body, (query) => answer(call, query)),
  }),
  route({
    method: 'get',
    path: '/api/v1/catalog',
    right: 'probe',
    says: 'Dimensions, metrics, facts, panels, reports and measurement breaks.',
    body: null,
    heavy: false,
    cacheable: null,
    handle: async () => catalog,
  }),
  route({
    method: 'get',
    path: '/api/v1/status',
    right: 'read_status',
    says: 'Scopes, hosts, freshness, spans of days in the same state, colour slots and the last run.',
    body: null,
    heavy: false,
    cacheable: null,
    handle: ({ app }) => app.status(),
  }),
  route({
    method: 'get',
    path: '/api/v1/ledger',
    right: 'read_status',
    says: 'Every day of every report, counts of lines, rejects, unknown fields, restatements and runs.',
    body: null,
    heavy: false,
    cacheable: null,
    handle: ({ app }) => app.ledger(),
  }),
  route({
    method: 'post',
    path: '/api/v1/sync',
    right: 'run_sync',
    says: 'Starts a sync now, unless one is running; /api/v1/status tells how it goes. With a range only those days.',
    body: syncSchema,
    heavy: false,
    cacheable: null,
    handle: async ({ app, body }) => ({ started: app.startSync(toSyncRange(body)) }),
  }),
  ...RECONCILE_ROUTES,
  ...RESTATEMENT_ROUTES,
]);
