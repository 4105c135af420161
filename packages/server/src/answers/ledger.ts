import type { Restatements, SettlingCurve, StatusLedger } from '@flightdeck/app/status';
import { z } from 'zod';
import { describes } from './described.ts';
import { count, day, instant, report, scopeKey } from './shared.ts';
import { dayState, run } from './status.ts';

const change = {
  measure: z.string().describe('fact.column or fact.rows.'),
  before: z.number().nullable(),
  after: z.number().nullable(),
};

/** What the ledger has day by day and line by line. */
export const ledger = describes<StatusLedger>()(
  'Ledger',
  z.strictObject({
    days: z.array(
      z.strictObject({
        scope: scopeKey,
        report,
        day,
        state: dayState,
        records: count,
        restated: count.describe('Times the content changed after its first load.'),
        fetchedAt: instant,
        code: z.string().nullable(),
        message: z.string().nullable(),
      }),
    ),
    counts: z
      .strictObject({ files: count, lines: count, loaded: count, rejected: count, blank: count, unknownFields: count })
      .describe('lines = loaded + rejected + blank.'),
    rejectedLines: z
      .array(
        z.strictObject({
          file: z.string(),
          scope: scopeKey,
          report,
          line: z.number().int().min(1),
          code: z.string(),
          path: z.string().nullable(),
          message: z.string(),
          sample: z.string(),
        }),
      )
      .describe('Newest first, at most 100.'),
    rejectedByCode: z.record(z.string(), count),
    rejectedByReport: z.record(z.string(), count).describe('Of every file received; reports without any are left out.'),
    unknownFields: z.array(
      z.strictObject({
        report,
        path: z.string(),
        count,
        example: z.string().nullable(),
        type: z.enum(['text', 'number', 'flag', 'list', 'object']).nullable(),
        firstSeen: z.string(),
        lastSeen: z.string(),
      }),
    ),
    restatements: z
      .array(z.strictObject({ at: instant, scope: scopeKey, report, day, ...change }))
      .describe('Newest first, at most 200; empty for whom may read no figures.'),
    runs: z.array(run).describe('Newest first, at most 50.'),
  }),
);

/** Days that a newer version replaced. */
export const restatements = describes<Restatements>()(
  'Restatements',
  z.strictObject({
    days: z.array(
      z.strictObject({
        at: instant,
        scope: scopeKey,
        report,
        day,
        cause: z.enum(['late', 'restated', 'seed', 'import']),
        changes: z.array(z.strictObject(change)),
      }),
    ),
    hasMore: z.boolean(),
  }),
);

/** How fast days become final, for one scope and measure. */
export const settlingCurve = describes<SettlingCurve>()(
  'SettlingCurve',
  z.strictObject({
    scope: scopeKey,
    label: z.string(),
    measure: z.string(),
    days: count,
    points: z.array(
      z.strictObject({
        daysAfter: z.number().int().min(1),
        days: count,
        median: z.number(),
        low: z.number(),
        high: z.number(),
      }),
    ),
  }),
);
