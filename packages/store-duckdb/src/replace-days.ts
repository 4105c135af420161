import type { DuckDBConnection } from '@duckdb/node-api';
import { type Day, FACTS, type ReportKind } from '@flightdeck/catalog';
import type { BatchDay, DayBatch, DayOutcome } from '@flightdeck/store';
import { compileDays } from './days.ts';
import { deleteDays, insertDays } from './load-facts.ts';
import { learnNames } from './names.ts';
import { compareDaySums, readDaySums, recordRestatements } from './restate.ts';
import { compileRollupFill, ROLLUPS, rollupTable } from './rollup.ts';
import { execute, readRows, toNumber, toText } from './session.ts';
import { createBinder, identifier } from './sql.ts';

/** Places at which a test may stop the process. */
export type FaultPoint = (name: string) => void;

/** What the ledger says of a day that has rows. */
interface LoadedDay {
  readonly sha256: string | null;
  readonly source: string;
  readonly restated: number;
}

/** Replaces the days of the batch, inside a transaction that the caller has begun. Pure of clock: `at` is given. */
export async function replaceDaysWithin(
  connection: DuckDBConnection,
  batch: DayBatch,
  at: string,
  faultPoint: FaultPoint,
): Promise<readonly DayOutcome[]> {
  const known = await readLoadedDays(connection, batch);
  const decided = batch.days.map((day) => ({ day, outcome: decide(batch, day, known.get(day.day)) }));
  const fresh = decided.filter(({ outcome }) => outcome === 'loaded').map(({ day }) => day.day);
  const facts = FACTS.filter(({ report }) => report === batch.report);
  const restated = fresh.filter((day) => known.has(day));
  const before = await readDaySums(connection, facts, batch.scope, restated);
  if (fresh.length > 0) {
    await deleteDays(connection, facts, batch.scope, fresh);
    faultPoint('after_delete');
    await insertDays(connection, batch, facts, fresh);
    await refreshRollups(connection, batch.report, batch.scope, fresh, faultPoint);
    await learnNames(connection, facts, batch.scope, fresh);
  }
  const after = await readDaySums(connection, facts, batch.scope, restated);
  const restatements = compareDaySums(before, after, { at, scope: batch.scope, report: batch.report });
  await recordRestatements(connection, restatements);
  for (const { day, outcome } of decided) {
    if (outcome === 'kept') continue;
    const changed = restatements.some((row) => row.day === day.day);
    await writeLedgerDay(connection, batch, day, outcome === 'unchanged', known.get(day.day), changed);
  }
  return decided.map(({ day, outcome }) => ({
    day: day.day,
    outcome,
    restatements: restatements.filter((row) => row.day === day.day),
  }));
}

function decide(batch: DayBatch, day: BatchDay, known: LoadedDay | undefined): DayOutcome['outcome'] {
  if (!known) return 'loaded';
  const isSeed = batch.source !== batch.report;
  if (isSeed && known.source === batch.report) return 'kept';
  return known.sha256 === day.sha256 && known.source === batch.source ? 'unchanged' : 'loaded';
}

async function readLoadedDays(connection: DuckDBConnection, batch: DayBatch): Promise<Map<Day, LoadedDay>> {
  const rows = await readRows(
    connection,
    `SELECT CAST(day AS VARCHAR), sha256, source, restated FROM ledger_day
     WHERE scope = $1 AND report = $2 AND state IN ('present', 'provisional')`,
    [batch.scope, batch.report],
  );
  return new Map(
    rows.map(([day, sha256, source, restated]) => [
      String(day),
      { sha256: toText(sha256), source: String(source), restated: Number(toNumber(restated)) },
    ]),
  );
}

/** Rollups follow the people's days; those of teams also follow the teams' members, which another report brings. */
async function refreshRollups(
  connection: DuckDBConnection,
  report: ReportKind,
  scope: string,
  days: readonly Day[],
  faultPoint: FaultPoint,
): Promise<void> {
  const bringsMembers = FACTS.some((fact) => fact.name === 'user_team_day' && fact.report === report);
  for (const rollup of ROLLUPS) {
    const bringsFacts = rollup.fact.report === report;
    for (const ofTeams of [false, true]) {
      if (!bringsFacts && !(ofTeams && bringsMembers)) continue;
      const binder = createBinder();
      const where = compileDays('f', scope, days, binder);
      const table = identifier(rollupTable(rollup, ofTeams));
      await execute(connection, `DELETE FROM ${table} AS f WHERE ${where}`, binder.values);
      await execute(connection, compileRollupFill(rollup, ofTeams, where), binder.values);
      faultPoint('in_rollups');
    }
  }
}

async function writeLedgerDay(
  connection: DuckDBConnection,
  batch: DayBatch,
  day: BatchDay,
  isUnchanged: boolean,
  known: LoadedDay | undefined,
  isRestated: boolean,
): Promise<void> {
  const key = [batch.scope, batch.report, day.day];
  const state = day.final ? 'present' : 'provisional';
  if (isUnchanged) {
    await execute(
      connection,
      'UPDATE ledger_day SET state = $4 WHERE scope = $1 AND report = $2 AND day = CAST($3 AS DATE) AND state <> $4',
      [...key, state],
    );
    return;
  }
  await execute(connection, 'DELETE FROM ledger_day WHERE scope = $1 AND report = $2 AND day = CAST($3 AS DATE)', key);
  await execute(
    connection,
    `INSERT INTO ledger_day VALUES ($1, $2, CAST($3 AS DATE), $4, $5, $6, $7, $8, $9, $10, NULL, NULL)`,
    [
      ...key,
      state,
      batch.source,
      batch.via,
      day.sha256,
      day.fetchedAt,
      day.records,
      (known?.restated ?? 0) + (isRestated ? 1 : 0),
    ],
  );
}
