import type { SignOff } from '@flightdeck/app/status';
import type { Definition, ReconcileRequest, Reconciliation, ScopeChoice, Window } from '@flightdeck/reconcile';
import { z } from 'zod';
import { describes } from './described.ts';
import { causeName, day, filter, instant, metricName, range, unit } from './shared.ts';

const scopeChoice = describes<ScopeChoice>()(
  'ScopeChoice',
  z.strictObject({ dimension: z.enum(['enterprise', 'organization']), names: z.array(z.string()) }),
);
const window = describes<Window>()(
  'Window',
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('days'), range }),
    z.strictObject({ kind: z.literal('rolling'), days: z.number().int(), to: day }),
    z.strictObject({ kind: z.literal('month'), to: day }),
  ]),
);
const part = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('sum'), metric: metricName, where: z.array(filter) }),
    z.strictObject({
      kind: z.literal('people'),
      rule: z.enum(['seated', 'seat_active', 'measured', ...metricName.options]),
      where: z.array(filter),
    }),
    z.strictObject({ kind: z.literal('latest'), metric: metricName, where: z.array(filter) }),
  ])
  .meta({ id: 'Part', description: 'What is counted.' });
const knowledge = z.strictObject({ of: z.enum(['ours', 'theirs']), asOf: instant.nullable() });

const definition = describes<Definition>()(
  'Definition',
  z
    .strictObject({
      over: part,
      under: part.nullable().describe('What it is divided by; null for a count.'),
      window,
      scope: scopeChoice,
      counting: z.enum(['once', 'by_organization', 'by_team', 'in_teams']),
      missing: z.array(day),
      until: day.nullable(),
      known: z
        .strictObject({
          range,
          except: z.array(day),
          settled: knowledge,
          unsettled: knowledge,
          finalTo: day,
          at: instant,
        })
        .nullable(),
      asOf: instant.nullable(),
      breakdown: z.strictObject({ dimension: z.string(), unknown: z.boolean() }).nullable(),
      without: z.array(z.enum(['cli', 'app'])),
      features: z.enum(['all', 'completions', 'chat', 'agent_edits', 'without_completions']),
      rules: day.nullable(),
      where: z.array(filter),
    })
    .describe('How a number is made, apart from rounding.'),
);

const side = z
  .strictObject({
    source: z.string(),
    label: z.string(),
    value: z.number().nullable(),
    definition,
    window: z.string(),
    range,
    scope: scopeChoice,
    readAt: instant.nullable(),
  })
  .meta({ id: 'Side', description: 'A number, where it is from and how it is made.' });

const change = z.strictObject({ key: z.string(), before: z.number(), after: z.number() }).meta({ id: 'Change' });
const changes = z.array(change);

/** Why two numbers differ. */
export const reconciliation = describes<Reconciliation>()(
  'Reconciliation',
  z
    .strictObject({
      metric: z.string(),
      label: z.string(),
      unit,
      theirs: side,
      ours: side,
      difference: z.number().nullable(),
      steps: z.array(
        z.strictObject({
          cause: causeName,
          label: z.string(),
          amount: z.number(),
          running: z.number(),
          sentence: z.string(),
          evidence: z.strictObject({
            days: changes,
            people: changes,
            groups: changes,
            parts: changes,
            about: z.array(day),
          }),
        }),
      ),
      unexplained: z.number().nullable(),
      explained: z.number(),
      worthNothing: z.array(causeName),
      unanswered: z.array(z.strictObject({ cause: causeName, label: z.string(), why: z.string() })),
      reading: z
        .strictObject({
          people: z.enum(['prompts', 'reported']).nullable(),
          words: z.string(),
          others: z.array(z.strictObject({ words: z.string(), unexplained: z.number().nullable() })),
        })
        .exactOptional(),
      notes: z.array(z.string()),
    })
    .describe('theirs + all steps + unexplained = ours.'),
);

const request = describes<ReconcileRequest>()(
  'ReconcileRequest',
  z.strictObject({
    metric: z.string(),
    range,
    scope: scopeChoice,
    where: z.array(filter).exactOptional(),
    share: z.strictObject({ dimension: z.string(), values: z.array(z.string()) }).exactOptional(),
    asOf: instant.exactOptional(),
    against: z.strictObject({
      source: z.string(),
      text: z.string().optional(),
      readAt: instant.optional(),
      window: window.optional(),
      scope: scopeChoice.optional(),
      people: z.enum(['prompts', 'reported']).optional(),
      organizations: z.array(z.string()).optional(),
      file: z.string().optional(),
    }),
  }),
);

/** Somebody's word that the numbers of a month were looked at. */
export const signOff = describes<SignOff>()(
  'SignOff',
  z.strictObject({
    id: z.string(),
    at: instant,
    by: z.string(),
    byId: z.string().exactOptional().describe('Issuer and subject of who, or the id of a token.'),
    month: z.string(),
    comment: z.string(),
    tolerance: z.number().min(0),
    within: z.boolean(),
    request,
    reconciliation,
    version: z.string(),
  }),
);
