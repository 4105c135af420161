import type { DuckDBConnection } from '@duckdb/node-api';
import { addDays, type Day, type DayRange, monthOf } from '@flightdeck/catalog';
import { execute, readRows } from './session.ts';
import { createBinder, literal } from './sql.ts';

/** A month whose rows in a rollup by month are behind its days; the fact answers for it. */
export interface StaleMonth {
  /** Table of the rollup. */
  readonly rollup: string;
  readonly scope: string;
  /** First day of the month. */
  readonly month: Day;
}

/** No month is behind. */
export const NONE_STALE: readonly StaleMonth[] = Object.freeze([]);

/** DDL of the list of stale months. */
export const STALE_MONTHS_TABLE =
  'CREATE TABLE IF NOT EXISTS stale_month (rollup VARCHAR NOT NULL, scope VARCHAR NOT NULL, month DATE NOT NULL)';

/** The stale months, by rollup, scope and month. */
export async function readStaleMonths(connection: DuckDBConnection): Promise<readonly StaleMonth[]> {
  const rows = await readRows(
    connection,
    'SELECT rollup, scope, CAST(month AS VARCHAR) FROM stale_month ORDER BY rollup, scope, month',
  );
  return rows.map(([rollup, scope, month]) => ({
    rollup: String(rollup),
    scope: String(scope),
    month: String(month),
  }));
}

/** Notes that days of the months have changed. Loading does not add them up: a day would cost its whole month. */
export async function markStale(
  connection: DuckDBConnection,
  rollups: readonly string[],
  scope: string,
  months: readonly Day[],
): Promise<void> {
  const binder = createBinder();
  const rows = rollups.flatMap((rollup) =>
    months.map((month) => `(${binder.list([rollup, scope])}, CAST(${binder.bind(month)} AS DATE))`),
  );
  await execute(
    connection,
    `INSERT INTO stale_month SELECT * FROM (VALUES ${rows.join(', ')}) EXCEPT SELECT * FROM stale_month`,
    binder.values,
  );
}

/** Notes that nothing of a rollup is filled: every month that its fact has. */
export async function markAllStale(connection: DuckDBConnection, rollup: string, fact: string): Promise<void> {
  await execute(connection, 'DELETE FROM stale_month WHERE rollup = $1', [rollup]);
  await execute(
    connection,
    `INSERT INTO stale_month SELECT DISTINCT ${literal(rollup)}, scope, date_trunc('month', day)::DATE FROM "${fact}" ORDER BY ALL`,
  );
}

/** A range of days, told apart by where its rows are read. */
export interface SplitRange {
  /** Whole months that the rollup holds. */
  readonly settled: readonly DayRange[];
  /** Days to be read from the fact. */
  readonly rest: readonly DayRange[];
}

/** The range split at its whole months (`months` lies within it); neighbours are joined. */
export function splitRange(range: DayRange, months: DayRange, stale: ReadonlySet<Day>): SplitRange {
  const settled: DayRange[] = [];
  const rest: DayRange[] = [];
  const add = (list: DayRange[], { from, to }: DayRange): void => {
    if (from > to) return;
    const last = list.at(-1);
    if (last && addDays(last.to, 1) === from) list[list.length - 1] = { from: last.from, to };
    else list.push({ from, to });
  };
  add(rest, { from: range.from, to: addDays(months.from, -1) });
  for (let from = months.from; from <= months.to; from = monthOf(addDays(from, 31))) {
    add(stale.has(from) ? rest : settled, { from, to: addDays(monthOf(addDays(from, 31)), -1) });
  }
  add(rest, { from: addDays(months.to, 1), to: range.to });
  return { settled, rest };
}
