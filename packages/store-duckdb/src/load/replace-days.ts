import type { DuckDBConnection } from '@duckdb/node-api';
import { type Day, FACTS } from '@flightdeck/catalog';
import type { BatchDay, DayBatch, DayOutcome } from '@flightdeck/store';
import { compileDays } from '../file/days.ts';
import type { FaultPoint } from '../file/fault-point.ts';
import { execute, readRows, toNumber, toText } from '../file/session.ts';
import { createBinder } from '../file/sql.ts';
import { refreshRollups } from '../rollup/refresh-rollups.ts';
import { assignSlots } from './entity-slots.ts';
import { keepDays, keepLedgerDays } from './history.ts';
import { deleteDays, insertDays } from './load-facts.ts';
import { learnNames } from './names.ts';
import { compareDaySums, readDaySums, recordRestatements } from './restate.ts';

/** What the ledger says of a day that has rows. */
interface LoadedDay {
  readonly sha256: string | null;
  readonly source: string;
  readonly restated: number;
  readonly fetchedAt: string;
}

/** Replaces the days of the batch, inside a transaction that the caller has begun. What stood there goes to the history. */
export async function replaceDaysWithin(
  connection: DuckDBConnection,
  batch: DayBatch,
  faultPoint: FaultPoint,
): Promise<readonly DayOutcome[]> {
  const known = await readLoadedDays(connection, batch);
  const decided = batch.days.map((day) => ({ day, outcome: decide(batch, day, known.get(day.day)) }));
  const fresh = decided.filter(({ outcome }) => outcome === 'loaded').map(({ day }) => day.day);
  const facts = FACTS.filter(({ report }) => report === batch.report);
  const restated = fresh.filter((day) => known.has(day));
  const before = await readDaySums(connection, facts, batch.scope, restated);
  if (fresh.length > 0) {
    await keepDays(
      connection,
      facts,
      batch.scope,
      batch.days.flatMap(({ day, fetchedAt }) => {
        const version = restated.includes(day) ? known.get(day) : undefined;
        return version ? { day, receivedAt: version.fetchedAt, replacedAt: fetchedAt } : [];
      }),
    );
    await deleteDays(connection, facts, batch.scope, fresh);
    faultPoint('after_delete');
    await insertDays(connection, batch, facts, fresh);
    await refreshRollups(connection, batch.report, batch.scope, fresh, faultPoint);
    await learnNames(connection, facts, batch.scope, fresh);
    await assignSlots(connection, facts, batch.scope, fresh);
  }
  const after = await readDaySums(connection, facts, batch.scope, restated);
  const restatements = compareDaySums(before, after, batch);
  await recordRestatements(connection, restatements);
  await writeLedgerDays(
    connection,
    batch,
    decided.filter(({ outcome }) => outcome !== 'kept'),
    (day) => (known.get(day)?.restated ?? 0) + (restatements.some((row) => row.day === day) ? 1 : 0),
  );
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
    `SELECT CAST(day AS VARCHAR), sha256, source, restated, fetched_at FROM ledger_day
     WHERE scope = $1 AND report = $2 AND state IN ('present', 'provisional')`,
    [batch.scope, batch.report],
  );
  return new Map(
    rows.map(([day, sha256, source, restated, fetchedAt]) => [
      String(day),
      {
        sha256: toText(sha256),
        source: String(source),
        restated: Number(toNumber(restated)),
        fetchedAt: String(fetchedAt),
      },
    ]),
  );
}

async function writeLedgerDays(
  connection: DuckDBConnection,
  batch: DayBatch,
  days: readonly { readonly day: BatchDay; readonly outcome: DayOutcome['outcome'] }[],
  restatedOf: (day: Day) => number,
): Promise<void> {
  for (const isFinal of [true, false]) {
    const same = days.filter(({ day, outcome }) => outcome === 'unchanged' && day.final === isFinal);
    if (same.length === 0) continue;
    const binder = createBinder();
    const state = binder.bind(isFinal ? 'present' : 'provisional');
    const times = same.map(
      ({ day }) => `(CAST(${binder.bind(day.day)} AS DATE), ${isFinal ? binder.bind(day.fetchedAt) : 'NULL'})`,
    );
    await execute(
      connection,
      `UPDATE ledger_day AS l SET state = ${state}, final_at = v.final_at
       FROM (VALUES ${times.join(', ')}) AS v(day, final_at) WHERE l.day = v.day
       AND l.scope = ${binder.bind(batch.scope)} AND l.report = ${binder.bind(batch.report)} AND l.state <> ${state}`,
      binder.values,
    );
  }
  const fresh = days.filter(({ outcome }) => outcome === 'loaded').map(({ day }) => day);
  if (fresh.length === 0) return;
  await keepLedgerDays(connection, batch, fresh);
  const old = createBinder();
  const where = compileDays(
    'l',
    batch.scope,
    fresh.map(({ day }) => day),
    old,
  );
  await execute(
    connection,
    `DELETE FROM ledger_day AS l WHERE l.report = ${old.bind(batch.report)} AND ${where}`,
    old.values,
  );
  const binder = createBinder();
  const rows = fresh.map(({ day, final, sha256, fetchedAt, records }) => {
    const cells = [batch.source, batch.via, sha256, fetchedAt, records, restatedOf(day)].map(binder.bind);
    const times = `${binder.bind(fetchedAt)}, ${final ? binder.bind(fetchedAt) : 'NULL'}`;
    const key = `${binder.bind(batch.scope)}, ${binder.bind(batch.report)}, CAST(${binder.bind(day)} AS DATE)`;
    return `(${key}, ${binder.bind(final ? 'present' : 'provisional')}, ${cells.join(', ')}, NULL, NULL, ${times})`;
  });
  await execute(connection, `INSERT INTO ledger_day VALUES ${rows.join(', ')}`, binder.values);
}
