import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Day } from '@flightdeck/catalog';
import { isLoaded, type LedgerEntry, readLedgerDays } from '../ledger/ledger-days.ts';
import type { Turn } from '../ledger/turn.ts';
import type { HeldDay } from './annotate.ts';
import { type FactRows, rowsOf } from './fact-rows.ts';
import type { Loading, Unit } from './loading.ts';
import { MEMBERS, PEOPLE, placeAgain, type Standing } from './plan-load.ts';
import { type Annotations, rereadRows } from './units.ts';
import { readRows } from './workbench.ts';

/** People's days whose documents must say something else now: other teams, or no other scope any more. */
export async function planOthers(loading: Loading, turn: Turn, own: Unit): Promise<readonly Unit[]> {
  const { cluster, prefix, connection } = loading;
  const reading = { cluster, prefix, commit: turn.base };
  const again = async (
    scope: string,
    days: readonly Day[],
    standingOf: (days: readonly Day[]) => Promise<Standing>,
  ): Promise<Unit[]> => {
    const entries = await readLedgerDays(cluster, prefix, turn.base, { scope, report: PEOPLE, days }, true);
    const units: Unit[] = [];
    for (const some of toPortions(entries.filter(isLoaded))) {
      const chosen = some.map(({ row }) => row.day);
      const folder = await mkdtemp(join(loading.folder, 'again-'));
      units.push({
        scope,
        report: PEOPLE,
        entries: some,
        standing: await standingOf(chosen),
        rows: () => rereadRows(connection, reading, { scope, report: PEOPLE, days: chosen }, folder),
        done: () => rm(folder, { recursive: true, force: true }),
      });
    }
    return units;
  };
  if (own.report === MEMBERS) {
    const days = own.entries.map(({ row }) => row.day);
    const rows = await own.rows();
    const members = await readNewMembers(connection, rows);
    return again(own.scope, days, (some) =>
      placeAgain(reading, own.scope, some, { members: members.filter(({ day }) => some.includes(day)) }),
    );
  }
  const byScope = new Map<string, HeldDay[]>();
  for (const orphan of own.standing.orphans) byScope.set(orphan.scope, [...(byScope.get(orphan.scope) ?? []), orphan]);
  const units: Unit[] = [];
  for (const [scope, orphans] of byScope) {
    const days = [...new Set(orphans.map(({ day }) => day))];
    const without = { scope: own.scope, orphans };
    units.push(...(await again(scope, days, (some) => placeAgain(reading, scope, some, { without }))));
  }
  return units;
}

/** Days of people written again at a time; they pass through files on this machine's disk. */
const PERSON_DAYS_AT_ONCE = 20_000;

/** Days in portions of so many people. */
function toPortions(entries: readonly LedgerEntry[]): readonly (readonly LedgerEntry[])[] {
  const portions: LedgerEntry[][] = [];
  let people = Number.POSITIVE_INFINITY;
  for (const entry of entries) {
    people += entry.row.records;
    if (people > PERSON_DAYS_AT_ONCE) {
      portions.push([]);
      people = entry.row.records;
    }
    portions.at(-1)?.push(entry);
  }
  return portions;
}

async function readNewMembers(connection: DuckDBConnection, { facts }: FactRows): Promise<Annotations['members']> {
  const fact = facts.find(({ name }) => name === 'user_team_day');
  if (!fact) return [];
  const found = await readRows(
    connection,
    `SELECT CAST(day AS VARCHAR), CAST(user_id AS VARCHAR), CAST(team_id AS VARCHAR), team_slug FROM ${rowsOf(fact)}`,
  );
  return found.map(([day, user, team, slug]) => ({
    day: String(day),
    user_id: String(user),
    team_id: String(team),
    team: String(slug ?? team),
  }));
}
