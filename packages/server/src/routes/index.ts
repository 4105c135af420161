import { DIMENSIONS, FACTS, MEASUREMENT_BREAKS, METRICS, PANELS, REPORTS } from '@flightdeck/catalog';
import { metricQuerySchema, parseQuery } from '@flightdeck/query';
import { z } from 'zod';
import { authorize } from '../access.ts';
import { toProblem } from '../http/problem.ts';
import { type Call, type Route, route } from './route.ts';

const catalog = {
  dimensions: DIMENSIONS,
  metrics: METRICS,
  facts: FACTS,
  panels: PANELS,
  reports: Object.values(REPORTS),
  breaks: MEASUREMENT_BREAKS,
};

const queriesSchema = z.strictObject({ queries: z.array(z.unknown()).min(1).max(40) });
const noBody = z.strictObject({});

/** Answers one query; naming people needs its own right. */
async function answer({ app, who, signal }: Omit<Call<unknown>, 'body'>, input: unknown): Promise<unknown> {
  const query = parseQuery(input);
  if ([...query.by, ...query.where.map((filter) => filter.dimension)].includes('user')) authorize(who, 'read_people');
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
    handle: ({ body, ...call }) => answer(call, body),
  }),
  route({
    method: 'post',
    path: '/api/v1/queries',
    right: 'read_aggregates',
    says: "Answers all queries of a page; one query's error leaves the others whole.",
    body: queriesSchema,
    heavy: true,
    async handle({ body, ...call }) {
      const results = body.queries.map((query) =>
        answer(call, query).then(
          (result) => ({ result }),
          (error: unknown) => ({ problem: toProblem(error, 'see the answer') }),
        ),
      );
      return { results: await Promise.all(results) };
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/catalog',
    right: 'probe',
    says: 'Dimensions, metrics, facts, panels, reports and measurement breaks.',
    body: null,
    heavy: false,
    handle: async () => catalog,
  }),
  route({
    method: 'get',
    path: '/api/v1/status',
    right: 'read_status',
    says: 'Scopes, freshness, day states, counts, rejects, unknown fields, restatements and runs.',
    body: null,
    heavy: false,
    handle: ({ app }) => app.status(),
  }),
  route({
    method: 'post',
    path: '/api/v1/sync',
    right: 'run_sync',
    says: 'Starts a sync now, unless one is running; /api/v1/status tells how it goes.',
    body: noBody,
    heavy: false,
    handle: async ({ app }) => ({ started: app.startSync() }),
  }),
]);
