import type { DuckDBConnection } from '@duckdb/node-api';
import type { Scan } from '@flightdeck/query';
import { groupsBy, lower, onlyTeams, toQuestion } from '@flightdeck/store/shared';
import { readRows } from '../file/session.ts';
import { createBinder } from '../file/sql.ts';
import { findRollup } from '../rollup/rollup.ts';
import { compileTeamsNamed } from './filter.ts';

/** True when the scan asks for the members of teams that may turn out to be one; @throws CapabilityError as `toQuestion`. */
export function mayBeOfOneTeam(scan: Scan): boolean {
  const question = toQuestion(scan);
  return !scan.once && !groupsBy(question, 'team') && onlyTeams(question) !== null && !!findRollup(scan.fact);
}

/**
 * True when the names asked for mean no more than one team in each scope. Then nobody is in two of them, and the
 * figures added up by team are those of the members.
 */
export async function readIsOfOneTeam(connection: DuckDBConnection, scan: Scan): Promise<boolean> {
  const question = toQuestion(scan);
  const binder = createBinder();
  const teams = compileTeamsNamed(question, binder.list(lower(onlyTeams(question) ?? [])), binder);
  const rows = await readRows(
    connection,
    `SELECT coalesce(max(teams), 0) <= 1 FROM (SELECT count(*) AS teams FROM (${teams}) AS f
     GROUP BY f.scope)`,
    binder.values,
  );
  return rows[0]?.[0] === true;
}
