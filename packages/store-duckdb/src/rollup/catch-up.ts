import type { DuckDBConnection } from '@duckdb/node-api';
import { monthOf } from '@flightdeck/catalog';
import { refillRollup } from './refresh-rollups.ts';
import { ROLLUPS, rollupKinds, rollupTable } from './rollup.ts';
import { readStaleBuckets, type StaleBucket, unmarkStale } from './stale-buckets.ts';

/**
 * How long catching up may keep a write waiting, beyond the rollup and month it is at: small ones are done together.
 */
const STEP_MS = 200;

/**
 * Catches up with some of the stale buckets, inside a transaction that the caller has begun. Answers stay the same.
 * False when nothing is stale.
 */
export async function catchUpSome(connection: DuckDBConnection): Promise<boolean> {
  const over = performance.now() + STEP_MS;
  const done: StaleBucket[] = [];
  for (const together of groupByMonth(await readStaleBuckets(connection))) {
    await refill(connection, together);
    done.push(...together);
    if (performance.now() > over) break;
  }
  if (done.length > 0) await unmarkStale(connection, done);
  return done.length > 0;
}

/** The buckets of one rollup and scope in one month, which are cheaper together. */
function groupByMonth(stale: readonly StaleBucket[]): readonly (readonly StaleBucket[])[] {
  const groups = new Map<string, StaleBucket[]>();
  for (const bucket of stale) {
    const key = JSON.stringify([bucket.rollup, bucket.scope, monthOf(bucket.day)]);
    groups.set(key, [...(groups.get(key) ?? []), bucket]);
  }
  return [...groups.values()];
}

async function refill(connection: DuckDBConnection, buckets: readonly StaleBucket[]): Promise<void> {
  const [first] = buckets;
  for (const rollup of first ? ROLLUPS : []) {
    for (const kind of rollupKinds(rollup)) {
      if (rollupTable(rollup, kind) !== first?.rollup) continue;
      const days = buckets.map(({ day }) => day);
      await refillRollup(connection, rollup, kind, first.scope, days);
    }
  }
}
