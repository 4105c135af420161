import { DuckDBInstance } from '@duckdb/node-api';
import { FACTS, type ReportKind } from '@flightdeck/catalog';
import { describe, expect, it } from 'vitest';
import { createWorkFolder, removeWorkFolder, writeTask } from '../testing.ts';
import { compileFact, compilePlannedFact } from './fact-sql.ts';
import { compileMerge } from './merge-sql.ts';
import { planTask } from './plan.ts';
import { literal } from './quote.ts';
import { compileReadColumns } from './read-columns.ts';

const RECORDS = { relation: 'lines', dayPath: 'day', scope: "o'octo" };

function sqlOf(factName: string): string {
  const fact = FACTS.find(({ name }) => name === factName);
  const source = fact?.sources[0];
  if (!fact || !source) throw new Error(`No fact ${factName}`);
  return compileFact(fact, source, RECORDS);
}

describe('the SELECT of a fact', () => {
  it('unnests a list, folds keys and lifts what comes from the record', () => {
    expect(sqlOf('user_day_model_feature')).toBe(
      `SELECT 'o''octo' AS scope, k0 AS day, k1 AS "user_id", ` +
        `coalesce(nullif(lower(e."model"), ''), 'unknown') AS "model", ` +
        `coalesce(nullif(lower(e."feature"), ''), 'unknown') AS "feature", ` +
        'e."user_initiated_interaction_count" AS "user_initiated_interaction_count", ' +
        'e."code_generation_activity_count" AS "code_generation_activity_count", ' +
        'e."code_acceptance_activity_count" AS "code_acceptance_activity_count", ' +
        'e."loc_suggested_to_add_sum" AS "loc_suggested_to_add_sum", ' +
        'e."loc_suggested_to_delete_sum" AS "loc_suggested_to_delete_sum", ' +
        'e."loc_added_sum" AS "loc_added_sum", e."loc_deleted_sum" AS "loc_deleted_sum"\n' +
        'FROM (SELECT r."day" AS k0, r."user_id" AS k1, unnest(r."totals_by_model_feature") AS e FROM lines AS r)\n' +
        'WHERE e IS NOT NULL',
    );
  });

  it('reads an object where it is there, with its constants', () => {
    expect(sqlOf('scope_day_surface')).toBe(
      `SELECT 'o''octo' AS scope, r."day" AS day, 'cli' AS "surface", ` +
        'r."totals_by_cli"."session_count" AS "session_count", r."totals_by_cli"."request_count" AS "request_count", ' +
        'r."totals_by_cli"."prompt_count" AS "prompt_count", ' +
        'r."totals_by_cli"."token_usage"."prompt_tokens_sum" AS "prompt_tokens_sum", ' +
        'r."totals_by_cli"."token_usage"."output_tokens_sum" AS "output_tokens_sum", ' +
        'CAST(NULL AS BIGINT) AS "total_user_messages"\n' +
        'FROM lines AS r\nWHERE r."totals_by_cli" IS NOT NULL',
    );
  });
});

describe('compiled SQL', () => {
  const kinds: readonly { readonly report: ReportKind; readonly userGrain?: 'day' | 'window' }[] = [
    { report: 'aggregate-1-day' },
    { report: 'aggregate-28-day' },
    { report: 'users-1-day' },
    { report: 'users-28-day', userGrain: 'day' },
    { report: 'users-28-day', userGrain: 'window' },
    { report: 'user-teams-1-day' },
    { report: 'repos-1-day' },
  ];

  it.each(kinds)('of $report $userGrain binds and has the columns of every fact in order', async (kind) => {
    const plan = planTask(kind);
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    const folder = await createWorkFolder();
    const { files } = await writeTask(folder, [], kind);
    const file = literal(files[0] ?? '');
    await connection.run(`CREATE TABLE lines AS FROM read_json(${file}, columns=${compileReadColumns(plan)})`);
    if (plan.wrapped) {
      await connection.run(
        `CREATE VIEW wrapped AS SELECT unnest(e) FROM (SELECT unnest("${plan.wrapped.at}") AS e FROM lines)`,
      );
    }
    const relations = [{ relation: 'lines', records: plan.lines }].concat(
      plan.wrapped ? [{ relation: 'wrapped', records: plan.wrapped.records }] : [],
    );
    for (const { relation, records } of relations) {
      for (const planned of records.facts) {
        const sql = compilePlannedFact(planned, { relation, dayPath: records.dayPath, scope: 's' });
        const expected = ['scope', 'day', ...planned.fact.columns.map(({ name }) => name)];
        expect((await connection.runAndReadAll(sql)).columnNames()).toEqual(expected);
        await connection.run(`CREATE OR REPLACE VIEW rows AS ${sql}`);
        const merge = await connection.runAndReadAll(compileMerge(planned.fact, 'rows'));
        expect(merge.columnNames()).toEqual(expected);
      }
    }
    connection.closeSync();
    instance.closeSync();
    await removeWorkFolder(folder);
  });

  it('says what is missing for a 28-day report of people', () => {
    expect(() => planTask({ report: 'users-28-day' })).toThrowError(
      expect.objectContaining({ code: 'missing_user_grain' }),
    );
  });
});
