import type { DuckDBConnection } from '@duckdb/node-api';
import type { Day, Fact } from '@flightdeck/catalog';
import { totalOfNone } from '@flightdeck/query';
import type { DayBatch, RestatementRow } from '@flightdeck/store';
import { compileTotal, countedColumns, identifier } from '@flightdeck/store/shared';
import { compileDays } from '../file/days.ts';
import { execute, readRows, toNumber, toText } from '../file/session.ts';
import { createBinder } from '../file/sql.ts';

/** Row count, counter sums and rows with a flag of each day, as `fact.column` → value. */
export type DaySums = ReadonlyMap<Day, ReadonlyMap<string, number | bigint | null>>;

/** Sums of the days as they stand in the facts. */
export async function readDaySums(
  connection: DuckDBConnection,
  facts: readonly Fact[],
  scope: string,
  days: readonly Day[],
): Promise<DaySums> {
  const sums = new Map<Day, Map<string, number | bigint | null>>(days.map((day) => [day, new Map()]));
  if (days.length === 0) return sums;
  for (const fact of facts) {
    const binder = createBinder();
    const where = compileDays('f', scope, days, binder);
    const columns = countedColumns(fact);
    const values = ['count(*)', ...columns.map((column) => compileTotal(column, `f.${identifier(column.name)}`))];
    const rows = await readRows(
      connection,
      `SELECT CAST(f.day AS VARCHAR), ${values.join(', ')} FROM ${identifier(fact.name)} AS f WHERE ${where} GROUP BY f.day`,
      binder.values,
    );
    const names = ['rows', ...columns.map(({ name }) => name)].map((name) => `${fact.name}.${name}`);
    for (const row of rows) {
      const day = sums.get(toText(row[0]) ?? '');
      names.forEach((name, index) => {
        day?.set(name, toNumber(row[index + 1]));
      });
    }
  }
  return sums;
}

/**
 * One row for each measure whose total differs, dated with the instant at which the new version was received; a fact
 * without rows has 0 rows and unknown sums.
 */
export function compareDaySums(before: DaySums, after: DaySums, batch: DayBatch): readonly RestatementRow[] {
  const { scope, report } = batch;
  const receivedAt = new Map(batch.days.map(({ day, fetchedAt }) => [day, fetchedAt]));
  return [...before].flatMap(([day, was]) => {
    const is = after.get(day) ?? new Map<string, number | bigint | null>();
    return [...new Set([...was.keys(), ...is.keys()])].flatMap((measure) => {
      const none = totalOfNone(measure);
      const [a, b] = [was.get(measure) ?? none, is.get(measure) ?? none];
      if (a === b) return [];
      const [from, to] = [a, b].map((value) => (value === null ? null : Number(value)));
      return { at: receivedAt.get(day) ?? '', scope, report, day, measure, before: from ?? null, after: to ?? null };
    });
  });
}

/** Writes restatements to the ledger. */
export async function recordRestatements(connection: DuckDBConnection, rows: readonly RestatementRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const binder = createBinder();
    const values = rows.slice(from, from + ROWS_AT_ONCE).map(({ at, scope, report, day, measure, before, after }) => {
      const amounts = [before, after].map((amount) => (amount === null ? 'NULL' : `CAST(${amount} AS DOUBLE)`));
      return `(${binder.list([at, scope, report])}, CAST(${binder.bind(day)} AS DATE), ${binder.bind(measure)}, ${amounts.join(', ')})`;
    });
    await execute(connection, `INSERT INTO restatement VALUES ${values.join(', ')}`, binder.values);
  }
}

/** A day can change in some two hundred measures; one statement for each would cost more than the day. */
const ROWS_AT_ONCE = 500;
