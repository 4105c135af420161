import type { Principal } from '@flightdeck/access';
import { InputError } from '@flightdeck/catalog';
import { metricQuerySchema } from '@flightdeck/query';
import { findSource, RECONCILABLE, type ReconcileRequest, SOURCES } from '@flightdeck/reconcile';
import { z } from 'zod';
import { checks, receivedFile } from '../answers/checks.ts';
import { reconciliation, signOff } from '../answers/reconciliation.ts';
import { peopleInComparison } from './people-named.ts';
import { route } from './route.ts';

const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);
const range = z.strictObject({ from: day, to: day });
const scope = z.strictObject({
  dimension: z.enum(['enterprise', 'organization']),
  names: z.array(z.string().max(400)).min(1).max(1000),
});
const instant = z.iso.datetime({ offset: true });
const window = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('days'), range }),
  z.strictObject({ kind: z.literal('rolling'), days: z.number().int().min(1).max(366), to: day }),
  z.strictObject({ kind: z.literal('month'), to: day }),
]);

/** The shape of a request on the wire. */
const requestSchema = z.strictObject({
  metric: z.string().max(64),
  range,
  scope,
  where: metricQuerySchema.shape.where,
  share: z
    .strictObject({ dimension: z.string().max(64), values: z.array(z.string().max(400)).min(1).max(100) })
    .exactOptional(),
  asOf: instant.exactOptional(),
  against: z.strictObject({
    source: z
      .string()
      .max(64)
      .describe(`One of ${SOURCES.map(({ name }) => name).join(', ')}.`),
    text: z.string().max(40).optional().describe('The other number as it is shown: 12,345 or 31.2 % or 1.2k.'),
    readAt: instant.optional().describe('When the other number was read or exported.'),
    window: window.optional(),
    scope: scope.optional().describe('Scope it is of; the same as ours unless given.'),
    people: z
      .enum(['prompts', 'reported'])
      .optional()
      .describe(
        'Who counts as active in it: who sent a prompt, or everyone GitHub reports. Left out: whichever leaves less unexplained.',
      ),
    organizations: z.array(z.string().max(400)).max(1000).optional(),
    file: z.uuid().optional().describe('Id of a file handed over at /api/v1/reconcile/files.'),
  }),
});

const signOffSchema = z.strictObject({
  month: z.string().max(7).describe('The month the numbers are of: 2026-10.'),
  comment: z.string().max(2000),
  tolerance: z
    .number()
    .min(0)
    .describe('What may be left unexplained, in the unit of the metric; of a rate as a ratio.'),
  request: requestSchema,
});

/** Bytes of a file handed over for comparison. */
const FILE_LIMIT = 300_000_000;

/** Routes that explain differences. */
export const RECONCILE_ROUTES = [
  route({
    method: 'get',
    path: '/api/v1/reconcile/sources',
    right: 'know',
    spans: 'nothing',
    says: 'Sources a number can be compared with, and the metrics that can be.',
    body: null,
    answer: z.strictObject({
      sources: z.array(
        z.strictObject({ name: z.string(), label: z.string(), says: z.string(), needs: z.array(z.string()) }),
      ),
      metrics: z.array(z.string()),
    }),
    heavy: false,
    cacheable: null,
    handle: async () => ({
      sources: SOURCES.map(({ name, label, says, needs }) => ({ name, label, says, needs })),
      metrics: RECONCILABLE,
    }),
  }),
  route({
    method: 'get',
    path: '/api/v1/checks',
    right: 'read_changes',
    spans: 'everything',
    says: "Standing checks: pairs of GitHub's own numbers, why they differ, and what no cause explains.",
    body: null,
    answer: checks,
    heavy: true,
    cacheable: () => true,
    handle: ({ app }) => app.checker.run(),
  }),
  route({
    method: 'post',
    path: '/api/v1/reconcile',
    right: 'read_aggregates',
    spans: 'whole_scopes',
    says: 'Explains step by step why another number is not ours.',
    body: requestSchema,
    answer: reconciliation,
    heavy: true,
    cacheable: null,
    async handle({ app, who, body, signal, names }) {
      const answer = await app.reconciler.reconcile(checkFile(body), who, signal);
      names(peopleInComparison(body, answer));
      return answer;
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/sign-offs',
    right: 'read_people',
    spans: 'everything',
    says: 'Every sign-off with its evidence, newest first.',
    body: null,
    answer: z.strictObject({ signOffs: z.array(signOff) }),
    heavy: false,
    cacheable: null,
    async handle({ app, names }) {
      const signOffs = await app.signOffs.list();
      for (const { request, reconciliation } of signOffs) names(peopleInComparison(request, reconciliation));
      return { signOffs };
    },
  }),
  route({
    method: 'post',
    path: '/api/v1/sign-offs',
    right: 'sign_off',
    spans: 'whole_scopes',
    says: 'Compares once more and keeps question, answer and evidence for ever.',
    body: signOffSchema,
    answer: signOff,
    heavy: true,
    cacheable: null,
    async handle({ app, who, body, signal, names }) {
      const reconciliation = await app.reconciler.reconcile(checkFile(body.request), who, signal);
      names(peopleInComparison(body.request, reconciliation));
      return app.signOffs.add({ ...body, reconciliation, by: signerOf(who), byId: who.id });
    },
  }),
  route({
    method: 'post',
    path: '/api/v1/reconcile/files',
    right: 'hand_over_file',
    spans: 'whole_scopes',
    says: 'Takes a report file, NDJSON or JSON, compressed or not, to compare with; it is dropped when newer files need its place.',
    body: null,
    search: {
      parameters: [
        { name: 'scope', says: 'Whose rows it holds: org:NAME or enterprise:NAME.', required: true },
        { name: 'name', says: 'What to call it.' },
      ],
      parse: (search) => ({
        scope: search.get('scope') ?? '',
        name: (search.get('name') ?? 'Exported file').slice(0, 200),
      }),
    },
    fileLimit: FILE_LIMIT,
    changesNothing: true,
    answer: receivedFile,
    heavy: true,
    cacheable: null,
    handle: ({ app, who, body, file, signal }) =>
      app.reconciler.receive(file ?? '', body.scope, body.name, who, signal),
  }),
] as const;

/** Who signs, by name. That of a token is free text, so it stands behind that of who made it. */
const signerOf = ({ name, makerName }: Principal): string =>
  makerName === undefined ? name : `${makerName}, by the token "${name}"`;

function checkFile(request: ReconcileRequest): ReconcileRequest {
  const needsFile = findSource(request.against.source)?.needs.includes('rows') === true;
  if (needsFile && request.against.file === undefined) {
    throw new InputError('There is no file to compare with.', {
      code: 'no_file',
      hint: 'POST it to /api/v1/reconcile/files first and name the id of the answer as against.file.',
    });
  }
  return request;
}
