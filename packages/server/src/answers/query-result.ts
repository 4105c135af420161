import type { QueryResult, ResultRow } from '@flightdeck/query';
import { z } from 'zod';
import type { Problem } from '../http/problem.ts';
import type { Rows } from '../routes/rows.ts';
import { describes } from './described.ts';
import { count, day, filter, range, scopeKey, value } from './shared.ts';

const row = describes<ResultRow>()(
  'Row',
  z.record(z.string(), z.union([z.string(), value])).describe('Values by name of dimension and metric.'),
);

const query = z
  .strictObject({
    metrics: z.array(z.string()),
    by: z.array(z.string()),
    range,
    where: z.array(filter),
    scopes: z.array(scopeKey).describe('Scopes that answered.'),
    asOf: z.string().exactOptional().describe('The answer is as known at this instant; left out: now.'),
  })
  .meta({ id: 'ResolvedQuery', description: 'The query as it was understood.' });

const coverage = z
  .strictObject({
    finalTo: day.nullable().describe('Last day all of whose reports are final.'),
    provisional: z.array(day).describe('Loaded, may still change.'),
    missing: z.array(day).describe('Never received, failed, or lacking.'),
    lacking: z.array(day).exactOptional().describe('Missing days that were received and whose rows are lacking now.'),
    onlyInWindow: z.array(day).exactOptional().describe('Missing days that a 28-day report covers.'),
    noReport: z.array(day).describe('GitHub said there is no report.'),
  })
  .meta({ id: 'Coverage', description: 'Which days of the range the answer rests on.' });

const note = z
  .strictObject({
    code: z.string(),
    message: z.string(),
    metric: z.string().nullable().describe('The metric it is about; null: all.'),
  })
  .meta({ id: 'Note', description: 'What a reader must know to read the rows right.' });

const rowCount = count.describe('Rows there are before limit and offset.');
const notes = z.array(note);

/** The answer to one query. */
export const queryResult = describes<QueryResult>()(
  'QueryResult',
  z.strictObject({
    query,
    rows: z.array(row),
    rowCount,
    total: row.nullable().describe('Whole selection, each person once; null when not asked.'),
    comparison: z
      .strictObject({ range, rows: z.array(row), total: row.nullable() })
      .nullable()
      .describe('The same rows for the range compared with; null when not asked.'),
    coverage,
    reportedDays: z
      .strictObject({ all: count, working: count })
      .describe('Days of the range, and Mondays to Fridays among them, that have the reports the answer reads.'),
    notes,
  }),
);

/** The same as flat rows. */
export const rowsResult = describes<Rows>()(
  'Rows',
  z.strictObject({ query, rows: z.array(row), rowCount, coverage, notes }),
);

/** What went wrong, on the wire. */
export const problem = describes<Problem>()(
  'Problem',
  z.strictObject({
    type: z.literal('about:blank'),
    title: z.string(),
    status: z.number().int(),
    code: z.string().describe('Stable.'),
    hint: z.string().nullable().describe('What to do about it.'),
    requestId: z.string().describe('Finds the line in the log.'),
  }),
);
