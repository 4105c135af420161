import type { Checks } from '@flightdeck/app/status';
import type { ReceivedFile } from '@flightdeck/reconcile';
import { z } from 'zod';
import { describes } from './described.ts';
import { causeName, count, instant, range, scopeKey, unit } from './shared.ts';

const shares = z.strictObject({ from: z.number(), to: z.number() });

/** The standing checks of all scopes. */
export const checks = describes<Checks>()(
  'Checks',
  z.strictObject({
    at: instant,
    results: z.array(
      z.strictObject({
        check: z.string(),
        label: z.string(),
        says: z.string(),
        scope: scopeKey,
        metric: z.string(),
        metricLabel: z.string(),
        unit,
        source: z.string(),
        range,
        theirs: z.number().nullable(),
        ours: z.number().nullable(),
        difference: z.number().nullable(),
        unexplained: z.number().nullable(),
        verdict: z.enum(['equal', 'explained', 'unexplained', 'untold']),
        causes: z.array(z.strictObject({ cause: causeName, label: z.string(), amount: z.number() })),
        why: z.string().nullable(),
      }),
    ),
    shifts: z.array(
      z.strictObject({
        scope: scopeKey,
        from: z.string(),
        to: z.string(),
        range,
        versions: z.array(z.strictObject({ ide: z.string(), kind: z.enum(['editor', 'plugin']), version: z.string() })),
        before: shares,
        after: shares,
        compared: z.strictObject({ before: range, after: range }),
        sentence: z.string(),
      }),
    ),
  }),
);

/** What an uploaded file holds. */
export const receivedFile = describes<ReceivedFile>()(
  'ReceivedFile',
  z.strictObject({
    id: z.string(),
    name: z.string(),
    records: count,
    range: range.nullable().describe('Null when no day of it could be loaded.'),
    notices: z.array(z.string()),
  }),
);
