import type { DuckDBConnection } from '@duckdb/node-api';
import { DataError, type Day, FACTS, type ReportKind } from '@flightdeck/catalog';
import { identifier } from '@flightdeck/store/shared';
import { bucketsOf, compileDays, daysOfBuckets } from '../file/days.ts';
import type { FaultPoint } from '../file/fault-point.ts';
import { execute } from '../file/session.ts';
import { createBinder } from '../file/sql.ts';
import {
  bucketOf,
  compileRollupFill,
  isOfTeams,
  isPutOff,
  ROLLUPS,
  type Rollup,
  type RollupKind,
  rollupKinds,
  rollupTable,
} from './rollup.ts';
import { markStale, type StaleBucket } from './stale-buckets.ts';

/**
 * Rollups follow the people's days; those of teams also follow the teams' members, which another report brings. Only
 * the cheapest are refreshed at once; the others are marked as stale.
 */
export async function refreshRollups(
  connection: DuckDBConnection,
  report: ReportKind,
  scope: string,
  days: readonly Day[],
  faultPoint: FaultPoint,
): Promise<void> {
  const bringsMembers = FACTS.some((fact) => fact.name === 'user_team_day' && fact.report === report);
  const stale: StaleBucket[] = [];
  for (const rollup of ROLLUPS) {
    const bringsFacts = rollup.fact.report === report;
    for (const kind of rollupKinds(rollup)) {
      if (!bringsFacts && !(isOfTeams(kind) && bringsMembers)) continue;
      if (isPutOff(kind)) {
        const table = rollupTable(rollup, kind);
        stale.push(...bucketsOf(days, bucketOf(kind)).map((day) => ({ rollup: table, scope, day })));
      } else {
        await refillRollup(connection, rollup, kind, scope, days);
      }
      faultPoint('in_rollups');
    }
  }
  await markStale(connection, stale);
}

/** Adds up the buckets of one rollup anew that begin on these days. @throws DataError `overflow`. */
export async function refillRollup(
  connection: DuckDBConnection,
  rollup: Rollup,
  kind: RollupKind,
  scope: string,
  buckets: readonly Day[],
): Promise<void> {
  const table = identifier(rollupTable(rollup, kind));
  const old = createBinder();
  const replaced = compileDays('f', scope, buckets, old);
  await execute(connection, `DELETE FROM ${table} AS f WHERE ${replaced}`, old.values);
  const fresh = createBinder();
  const read = compileDays('f', scope, daysOfBuckets(buckets, bucketOf(kind)), fresh);
  try {
    await execute(connection, compileRollupFill(rollup, kind, read), fresh.values);
  } catch (cause) {
    throw explainOverflow(cause, rollup);
  }
}

/** No real use of Copilot adds up to more than 64 bit; such a sum is refused by name rather than rounded. */
function explainOverflow(error: unknown, { fact }: Rollup): unknown {
  if (!(error instanceof Error) || !/out of range|overflow|cast/i.test(error.message)) return error;
  return new DataError(`The numbers of ${fact.name} add up to more than 64 bit can hold.`, {
    code: 'overflow',
    report: fact.report,
    hint: 'Nothing of the batch was loaded. Look for an impossible number in the report.',
    cause: error,
  });
}
