import type { DuckDBConnection } from '@duckdb/node-api';
import { DataError, type Day, FACTS, type ReportKind } from '@flightdeck/catalog';
import { compileDays, monthsOf, weeksOf, wholeWeeksOf } from './days.ts';
import type { FaultPoint } from './fault-point.ts';
import {
  compileRollupFill,
  isOfMonths,
  isOfTeams,
  ROLLUPS,
  type Rollup,
  type RollupKind,
  rollupKinds,
  rollupTable,
} from './rollup.ts';
import { execute } from './session.ts';
import { createBinder, identifier } from './sql.ts';
import { markStale } from './stale-months.ts';

/** Rollups follow the people's days; those of teams also follow the teams' members, which another report brings. */
export async function refreshRollups(
  connection: DuckDBConnection,
  report: ReportKind,
  scope: string,
  days: readonly Day[],
  faultPoint: FaultPoint,
): Promise<void> {
  const bringsMembers = FACTS.some((fact) => fact.name === 'user_team_day' && fact.report === report);
  const stale: string[] = [];
  for (const rollup of ROLLUPS) {
    const bringsFacts = rollup.fact.report === report;
    for (const kind of rollupKinds(rollup)) {
      if (!bringsFacts && !(isOfTeams(kind) && bringsMembers)) continue;
      if (isOfMonths(kind)) stale.push(rollupTable(rollup, kind));
      else await refreshRollup(connection, rollup, kind, scope, days);
      faultPoint('in_rollups');
    }
  }
  if (stale.length > 0) await markStale(connection, stale, scope, monthsOf(days));
}

async function refreshRollup(
  connection: DuckDBConnection,
  rollup: Rollup,
  kind: RollupKind,
  scope: string,
  days: readonly Day[],
): Promise<void> {
  const table = identifier(rollupTable(rollup, kind));
  const old = createBinder();
  const [rows, source] = kind === 'week' ? [weeksOf(days), wholeWeeksOf(days)] : [days, days];
  const replaced = compileDays('f', scope, rows, old);
  await execute(connection, `DELETE FROM ${table} AS f WHERE ${replaced}`, old.values);
  const fresh = createBinder();
  const read = compileDays('f', scope, source, fresh);
  try {
    await execute(connection, compileRollupFill(rollup, kind, read), fresh.values);
  } catch (cause) {
    throw explainOverflow(cause, rollup);
  }
}

/** A sum beyond 64 bit is no use of Copilot; it is refused by name rather than rounded. */
function explainOverflow(error: unknown, { fact }: Rollup): unknown {
  if (!(error instanceof Error) || !/out of range|overflow|cast/i.test(error.message)) return error;
  return new DataError(`The numbers of ${fact.name} add up to more than 64 bit can hold.`, {
    code: 'overflow',
    report: fact.report,
    hint: 'Nothing of the batch was loaded. Look for an impossible number in the report.',
    cause: error,
  });
}
