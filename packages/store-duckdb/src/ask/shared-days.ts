import type { DuckDBConnection } from '@duckdb/node-api';
import { type DayRange, FACTS } from '@flightdeck/catalog';
import { addedColumns, NO_SHARED_DAYS, type SharedDays } from '@flightdeck/query';
import { identifier } from '@flightdeck/store/shared';
import { readRows, toText } from '../file/session.ts';
import { createBinder } from '../file/sql.ts';
import { compileRange, compileScopes } from './reach.ts';

/** Counters of a person's day: those that are added up anywhere. */
const COUNTERS = (FACTS.find(({ name }) => name === 'user_day')?.columns ?? [])
  .map(({ name }) => name)
  .filter((name) => addedColumns('user_day').has(name))
  .map((name) => `f.${identifier(name)}`);

/** Person-days with activity in two or more of the scopes; a counter that one of them does not know differs from none. */
export async function readSharedDays(
  connection: DuckDBConnection,
  scopes: readonly string[],
  range: DayRange,
): Promise<SharedDays> {
  const binder = createBinder();
  const reach = `${compileScopes({ scopes: [...scopes] }, binder)} AND ${compileRange(range, binder)}`;
  const isActive = COUNTERS.map((name) => `coalesce(${name}, 0) > 0`).join(' OR ');
  const isEqual = COUNTERS.map((name) => `coalesce(min(${name}) = max(${name}), true)`).join(' AND ');
  const [row] = await readRows(
    connection,
    `SELECT count(*) FILTER (is_equal), count(*) FILTER (NOT is_equal), CAST(min(day) AS VARCHAR), CAST(max(day) AS VARCHAR)
     FROM (SELECT f.user_id, f.day, ${isEqual} AS is_equal FROM user_day AS f
           WHERE ${reach} AND (${isActive}) GROUP BY f.user_id, f.day HAVING count(*) > 1) AS shared`,
    binder.values,
  );
  if (!row) return NO_SHARED_DAYS;
  const [equal, different, from, to] = row;
  return { equal: Number(equal), different: Number(different), from: toText(from), to: toText(to) };
}
