import type { DuckDBConnection } from '@duckdb/node-api';
import { addDays, type Day, type DayRange } from '@flightdeck/catalog';
import { bucketOf, literal, nextBucket } from '@flightdeck/store/shared';
import type { Bucket } from '../file/days.ts';
import { execute, readRows } from '../file/session.ts';
import { createBinder } from '../file/sql.ts';

/** A day, week or month whose rollup has not caught up with its days; the fact answers for it. */
export interface StaleBucket {
  /** Table of the rollup. */
  readonly rollup: string;
  readonly scope: string;
  /** First day of the bucket. */
  readonly day: Day;
}

/** No bucket is stale. */
export const NONE_STALE: readonly StaleBucket[] = Object.freeze([]);

/** DDL of the list of stale buckets. */
export const STALE_BUCKETS_TABLE =
  'CREATE TABLE IF NOT EXISTS stale_bucket (rollup VARCHAR NOT NULL, scope VARCHAR NOT NULL, day DATE NOT NULL)';

/** The stale buckets of the rollups, by rollup, scope and day; of all rollups when none is named. */
export async function readStaleBuckets(
  connection: DuckDBConnection,
  rollups?: readonly string[],
): Promise<readonly StaleBucket[]> {
  const some = rollups === undefined ? '' : ` WHERE rollup IN (${rollups.map(literal).join(', ') || 'NULL'})`;
  const rows = await readRows(
    connection,
    `SELECT rollup, scope, CAST(day AS VARCHAR) FROM stale_bucket${some} ORDER BY rollup, scope, day`,
  );
  return rows.map(([rollup, scope, day]) => ({ rollup: String(rollup), scope: String(scope), day: String(day) }));
}

/** Marks buckets as stale. Loading does not refresh them: a day would cost its whole month. */
export async function markStale(connection: DuckDBConnection, buckets: readonly StaleBucket[]): Promise<void> {
  if (buckets.length === 0) return;
  const binder = createBinder();
  const rows = buckets.map(
    ({ rollup, scope, day }) => `(${binder.list([rollup, scope])}, CAST(${binder.bind(day)} AS DATE))`,
  );
  await execute(
    connection,
    `INSERT INTO stale_bucket SELECT * FROM (VALUES ${rows.join(', ')}) EXCEPT SELECT * FROM stale_bucket`,
    binder.values,
  );
}

/** Marks every bucket of a rollup's fact as stale. */
export async function markAllStale(
  connection: DuckDBConnection,
  rollup: string,
  fact: string,
  bucket: Bucket,
): Promise<void> {
  await execute(connection, 'DELETE FROM stale_bucket WHERE rollup = $1', [rollup]);
  await execute(
    connection,
    `INSERT INTO stale_bucket SELECT DISTINCT ${literal(rollup)}, scope, date_trunc('${bucket}', day)::DATE FROM "${fact}" ORDER BY ALL`,
  );
}

/** Removes the mark of the buckets. */
export async function unmarkStale(connection: DuckDBConnection, buckets: readonly StaleBucket[]): Promise<void> {
  const binder = createBinder();
  const rows = buckets.map(
    ({ rollup, scope, day }) => `(${binder.list([rollup, scope])}, CAST(${binder.bind(day)} AS DATE))`,
  );
  await execute(
    connection,
    `DELETE FROM stale_bucket WHERE (rollup, scope, day) IN (VALUES ${rows.join(', ')})`,
    binder.values,
  );
}

/** A range of days, split by where its rows are read. */
export interface SplitRange {
  /** Whole buckets that the rollup holds. */
  readonly rolled: readonly DayRange[];
  /** Days to be read from the fact. */
  readonly rest: readonly DayRange[];
}

/** The range split at its whole buckets (`whole` lies within it); neighbours are joined. */
export function splitRange(range: DayRange, whole: DayRange, bucket: Bucket, stale: ReadonlySet<Day>): SplitRange {
  const rolled: DayRange[] = [];
  const rest: DayRange[] = [];
  const add = (list: DayRange[], { from, to }: DayRange): void => {
    if (from > to) return;
    const last = list.at(-1);
    if (last && addDays(last.to, 1) === from) list[list.length - 1] = { from: last.from, to };
    else list.push({ from, to });
  };
  add(rest, { from: range.from, to: addDays(whole.from, -1) });
  let next = whole.from;
  for (const day of [...stale].filter((first) => first >= whole.from && first <= whole.to).sort()) {
    add(rolled, { from: next, to: addDays(day, -1) });
    next = nextBucket(bucket, day);
    add(rest, { from: day, to: addDays(next, -1) });
  }
  add(rolled, { from: next, to: whole.to });
  add(rest, { from: addDays(whole.to, 1), to: range.to });
  return { rolled, rest };
}

/** Whole buckets inside the range, from the first day of the first to the last of the last; null when none is. */
export function wholeBuckets({ from, to }: DayRange, bucket: Bucket): DayRange | null {
  const first = bucketOf(bucket, from) === from ? from : nextBucket(bucket, from);
  const last = addDays(bucketOf(bucket, addDays(to, 1)), -1);
  return first <= last ? { from: first, to: last } : null;
}
