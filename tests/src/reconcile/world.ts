import { type Day, type DayRange, eachDay, parseScope } from '@flightdeck/catalog';
import type { Ask } from '@flightdeck/reconcile';
import {
  type AggregateRecord,
  createOrganization,
  type ScopeName,
  type Settled,
  seatsOf,
  settledAt,
  type TeamRecord,
  type UserRecord,
} from '@flightdeck/simulator';
import { createAsk, load, openBench } from './loading.ts';

/** Two months with a change of measurement in them (28 July). */
const HISTORY: DayRange = { from: '2026-07-01', to: '2026-08-31' };
/** When the older exports were made: three days are not out yet, four are not final. */
export const EXPORTED = '2026-08-29T22:00:00.000Z';
const SETTLED = '2026-09-06T22:00:00.000Z';
/** Final days that GitHub restates after the export. */
const RESTATED: ReadonlySet<Day> = new Set(['2026-08-04', '2026-08-12', '2026-08-20']);
/** Every so many people send no telemetry, whatever their seat says. */
const SILENT = 11;

export const ORGANIZATIONS = ['aurora-works', 'aurora-labs', 'aurora-retail'] as const;
export const ENTERPRISE = 'aurora';
const SCOPES = [...ORGANIZATIONS.map((slug) => `org:${slug}`), `enterprise:${ENTERPRISE}`];

const simulation = createOrganization({
  seed: 20260901,
  people: 60,
  days: 62,
  lastDay: HISTORY.to,
  organizations: ORGANIZATIONS.length,
});

/** What was known: the final reports, or those of the export. */
export type Version = 'final' | 'exported';

/** A seat, as far as the tests look. */
export interface Seat {
  readonly id: number | null;
  readonly lastActive: Day | null;
}

const nameOf = (scope: string): ScopeName => parseScope(scope);
const people = new Map<string, readonly UserRecord[]>();
const teams = new Map<string, readonly TeamRecord[]>();

/** Rows of users-1-day as they were known; none for days that were not out. */
export function usersOf(scope: string, day: Day, version: Version): readonly UserRecord[] {
  const key = `${scope} ${day} ${version}`;
  let rows = people.get(key);
  if (!rows) {
    rows = [...simulate(scope, day, version)];
    people.set(key, rows);
  }
  return rows;
}

function* simulate(scope: string, day: Day, version: Version): Generator<UserRecord> {
  const isOut = day < EXPORTED.slice(0, 10);
  if (version === 'exported' && !isOut) return;
  const settled: Settled = version === 'final' ? 3 : settledAt(day, new Date(EXPORTED));
  for (const record of simulation.userRecords(nameOf(scope), day, settled)) {
    if (isSilent(record.user_id)) continue;
    // Of a day that GitHub restates later, every fifth person is missing at first.
    if (version === 'exported' && RESTATED.has(day) && record.user_id % 5 === 0) continue;
    yield record;
  }
}

const isSilent = (id: number): boolean => id % SILENT === 3;

/** Days with GitHub's own totals, in which silent people are counted. */
export const TOTALS: readonly Day[] = eachDay({ from: '2026-08-22', to: '2026-08-28' });

/** The object of enterprise-1-day or organization-1-day. */
export const totalsOf = (scope: string, day: Day): AggregateRecord => simulation.aggregateRecord(nameOf(scope), day);

/** Rows of people who send no telemetry, as they would have been. */
export function silentOf(scope: string, day: Day): readonly UserRecord[] {
  return [...simulation.userRecords(nameOf(scope), day)].filter((record) => isSilent(record.user_id));
}

/** Rows of user-teams-1-day. */
export function teamsOf(scope: string, day: Day): readonly TeamRecord[] {
  const key = `${scope} ${day}`;
  const rows = teams.get(key) ?? [...simulation.teamRecords(nameOf(scope), day)];
  teams.set(key, rows);
  return rows;
}

/** Seats on the last day of the history. */
export function seatsIn(scope: string): readonly Seat[] {
  return seatRecords(scope).map((seat) => {
    const assignee = seat.assignee as { readonly id: number } | null;
    const last = seat.last_activity_at as string | null;
    return { id: assignee?.id ?? null, lastActive: last?.slice(0, 10) ?? null };
  });
}

const seatRecords = (scope: string) =>
  seatsOf(simulation, nameOf(scope), new Date(`${HISTORY.to}T22:00:00Z`), 'https://github.test');

/** A store with the enterprise and its organizations, what was known at the export kept in its history. */
export interface World {
  readonly ask: Ask;
  /** Answers from the rows of the export alone, without the days given. */
  fileWithout(days: readonly Day[]): Promise<Ask>;
  /** Answers from a file of GitHub's own totals of an organization. */
  totalsFile(scope: string): Promise<Ask>;
  close(): Promise<void>;
}

export async function openWorld(): Promise<World> {
  const bench = openBench();
  const days = eachDay(HISTORY);
  const tools = await bench.open();
  for (const scope of SCOPES) {
    const out = days.filter((day) => day < EXPORTED.slice(0, 10));
    await load(tools, scope, 'users-1-day', out, EXPORTED, (day) => usersOf(scope, day, 'exported'));
    await load(tools, scope, 'user-teams-1-day', days, EXPORTED, (day) => teamsOf(scope, day));
    await load(tools, scope, 'users-1-day', days, SETTLED, (day) => usersOf(scope, day, 'final'));
    await load(tools, scope, 'aggregate-1-day', TOTALS, SETTLED, (day) => [totalsOf(scope, day)]);
    await load(tools, scope, 'seats', [HISTORY.to], SETTLED, (day) => seatLines(scope, day));
  }
  return {
    ask: await createAsk(tools.store),
    async fileWithout(missing) {
      const other = await bench.open();
      for (const scope of SCOPES) {
        const held = days.filter((day) => day < EXPORTED.slice(0, 10) && !missing.includes(day));
        await load(other, scope, 'users-1-day', held, EXPORTED, (day) => usersOf(scope, day, 'exported'));
        await load(other, scope, 'user-teams-1-day', held, EXPORTED, (day) => teamsOf(scope, day));
      }
      return createAsk(other.store);
    },
    async totalsFile(scope) {
      const other = await bench.open();
      await load(other, scope, 'aggregate-1-day', TOTALS, SETTLED, (day) => [totalsOf(scope, day)]);
      return createAsk(other.store);
    },
    close: () => bench.close(),
  };
}

function seatLines(scope: string, day: Day): readonly object[] {
  const seats = seatRecords(scope);
  return [
    { day, line: 0, list: { total_seats: seats.length } },
    ...seats.map((seat, index) => ({ day, line: index + 1, seat })),
  ];
}
