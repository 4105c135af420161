import type { DuckDBConnection } from '@duckdb/node-api';
import { monthOf } from '@flightdeck/catalog';
import { refillRollup } from './refresh-rollups.ts';
import { ROLLUPS, rollupKinds, rollupTable } from './rollup.ts';
import { readStaleBuckets, unmarkStale } from './stale-buckets.ts';

/** How long adding up may keep a write waiting, but for the last rollup and month begun: little ones are done together. */
const STEP_MS = 200;

/**
 * Adds up some of what is stale, inside a transaction that the caller has begun. Answers stay the same. False when
 * nothing is stale.
 */
export async function settleSome(connection: DuckDBConnection): Promise<boolean> {
  const over = performance.now() + STEP_MS;
  let isAnyDone = false;
  while (await settleNext(connection)) {
    isAnyDone = true;
    if (performance.now() > over) break;
  }
  return isAnyDone;
}

/** What is stale of one rollup and scope in one month. */
async function settleNext(connection: DuckDBConnection): Promise<boolean> {
  const stale = await readStaleBuckets(connection);
  const [first] = stale;
  if (!first) return false;
  const together = stale.filter(
    ({ rollup, scope, day }) => rollup === first.rollup && scope === first.scope && monthOf(day) === monthOf(first.day),
  );
  for (const rollup of ROLLUPS) {
    for (const kind of rollupKinds(rollup)) {
      if (rollupTable(rollup, kind) !== first.rollup) continue;
      await refillRollup(
        connection,
        rollup,
        kind,
        first.scope,
        together.map(({ day }) => day),
      );
    }
  }
  await unmarkStale(connection, together);
  return true;
}
