import type { Freshness, Integrity, Status } from '@flightdeck/app/status';
import type { RunRow } from '@flightdeck/store';
import { z } from 'zod';
import { describes } from './described.ts';
import { count, day, instant, range, report, scopeKey } from './shared.ts';

export const dayState = z
  .enum(['present', 'provisional', 'no_report', 'failed'])
  .describe('Loaded and final, loaded and open to revision, without a report at GitHub, or failed.');

export const run = describes<RunRow>()(
  'Run',
  z.strictObject({
    id: z.string(),
    kind: z.enum(['sync', 'import', 'rebuild']),
    startedAt: instant,
    endedAt: instant,
    result: z.enum(['ok', 'partial', 'failed']),
    daysLoaded: count,
    daysFailed: count,
    requests: count,
    message: z.string().nullable(),
  }),
);

const freshness = describes<Freshness>()(
  'Freshness',
  z.strictObject({
    finalTo: day.nullable().describe('Last day whose loaded reports are all final.'),
    provisional: z.array(day).describe('Loaded days that GitHub may still revise.'),
    syncedAt: instant.nullable().describe('End of the last sync that loaded or confirmed something.'),
    importedAt: instant.nullable().describe('End of the last import that loaded or confirmed something.'),
    nextSyncAt: instant.nullable(),
    running: z
      .strictObject({
        kind: z.enum(['sync', 'import', 'rebuild']),
        startedAt: instant,
        done: count,
        total: count.describe('0 while it is not known.'),
        message: z.string(),
      })
      .nullable()
      .describe('The work under way; null when idle.'),
  }),
);

const integrity = describes<Integrity>()(
  'Integrity',
  z.strictObject({
    gaps: z.array(
      z.strictObject({
        scope: scopeKey,
        report,
        days: z.array(day),
        earlier: z.array(day).describe('Days of which only another version is lacking.'),
        fetchedAt: instant,
        files: z.array(z.string()),
        code: z.enum(['archive_missing', 'archive_changed', 'not_loaded', 'rows_lost']),
        message: z.string(),
        isAccepted: z.boolean().describe('A person decided to go on without.'),
      }),
    ),
    archive: z
      .strictObject({
        files: count,
        bytes: count,
        sizesAt: instant,
        checksumsAt: instant.nullable(),
        faults: z.array(
          z.strictObject({
            file: z.string(),
            state: z.enum(['missing', 'changed', 'extra']),
            message: z.string(),
            scope: scopeKey.nullable(),
            report: z.string().nullable(),
            days: range.nullable(),
            isAccepted: z.boolean(),
          }),
        ),
      })
      .nullable(),
    otherFiles: z.array(z.strictObject({ file: z.string(), message: z.string() })),
  }),
);

/** State of the system. */
export const status = describes<Status>()(
  'Status',
  z.strictObject({
    version: z.string(),
    demo: z.boolean().describe('True while the made-up organization is shown.'),
    scopes: z.array(
      z.strictObject({ scope: scopeKey, label: z.string(), kind: z.enum(['org', 'enterprise']), host: z.string() }),
    ),
    hosts: z.array(
      z.strictObject({
        host: z.string(),
        configured: z.boolean().describe('There are credentials for it.'),
        scopes: z.array(scopeKey),
        requestsLeft: count.nullable().describe('Of the hour, as it last said.'),
        answeredAt: instant.nullable(),
      }),
    ),
    dataVersion: z.string().describe('Changes whenever an answer may change.'),
    store: z.strictObject({
      engine: z.string(),
      role: z.enum(['sole', 'leader', 'standby']),
      leader: z.string().nullable(),
    }),
    range: range.nullable().describe('First and last loaded day.'),
    freshness,
    atRisk: z
      .array(z.strictObject({ scope: scopeKey, report, from: day, to: day, forgottenOn: day }))
      .describe('Missing days that GitHub deletes within two weeks.'),
    organizationRows: z.array(
      z.strictObject({
        host: z.string(),
        reading: z.enum(['attributed', 'within']),
        equal: count,
        different: count,
        from: day.nullable(),
        to: day.nullable(),
        message: z.string(),
      }),
    ),
    acceptanceTarget: z.number().nullable().describe('Acceptance rate of completions to reach, 0 to 1; null: none.'),
    seatPrices: z
      .strictObject({ business: count, enterprise: count, other: count.exactOptional() })
      .describe('US cents a month; other: of every other plan, left out where it has no price.'),
    spans: z
      .array(
        z.strictObject({
          scope: scopeKey,
          report,
          from: day,
          to: day,
          state: dayState,
          code: z.string().nullable(),
          message: z.string().nullable(),
          imported: z
            .literal(true)
            .exactOptional()
            .describe('Snapshots that a file or another dashboard brought, not taken by Flightdeck.'),
        }),
      )
      .describe('Consecutive days of one scope and report with the same state.'),
    slots: z.array(z.strictObject({ dimension: z.string(), value: z.string(), slot: z.number().int().min(1).max(10) })),
    lastRun: run.nullable(),
    disk: z
      .strictObject({ code: z.string(), message: z.string(), hint: z.string().nullable() })
      .nullable()
      .describe('What prevents new data from being written.'),
    backup: z
      .strictObject({
        schedule: z.string().nullable(),
        nextAt: instant.nullable(),
        last: z.strictObject({ at: instant, folder: z.string() }).nullable(),
        failed: z.strictObject({ at: instant, message: z.string() }).nullable(),
      })
      .nullable()
      .describe('How backups go; null when none is scheduled and none was made.'),
    integrity,
  }),
);
