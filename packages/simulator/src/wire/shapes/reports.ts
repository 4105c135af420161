import {
  addDays,
  type Day,
  dayReportOf,
  HISTORY_DAYS,
  isDay,
  REPORTS,
  type ReportKind,
  toDay,
} from '@flightdeck/catalog';
import { type Settled, settledAt } from '../../world/history.ts';
import { chance, mixText } from '../../world/random.ts';
import type { ScopeName, Shard, Simulation, UsersGrain } from '../../world/simulation.ts';
import { type NewField, withNewFields } from './new-fields.ts';

/** One file of a report as it stood at one instant. */
export interface ReportFile {
  readonly scope: ScopeName;
  readonly kind: ReportKind;
  /** The day, or the last day of the window. */
  readonly day: Day;
  readonly settled: Settled;
  readonly shard: Shard;
  readonly grain: UsersGrain;
}

/** Report kind of the path segment after `copilot/metrics/reports/`; null for an unknown one. */
export function reportKindOf(segment: string, scope: ScopeName['kind']): ReportKind | null {
  return Object.values(REPORTS).find(({ endpoint }) => endpoint?.[scope] === segment)?.kind ?? null;
}

/** Hours after the end of a day until its report is built, 2–20; the same for every question. @source GitHub: within two full UTC days. */
function buildHours(scope: ScopeName, kind: ReportKind, day: Day): number {
  return 2 + Math.floor(chance(mixText(`${scope.kind} ${scope.slug} ${kind} ${day}`), 41) ** 3 * 19);
}

/** Whether there is a report of a day at all; false for a day on which nobody used Copilot or the policy was off. */
export type Offers = (scope: ScopeName, kind: ReportKind, day: Day) => boolean;

/** What GitHub says of a report day at an instant. */
export type Availability = 'ready' | 'not-yet' | 'out-of-history';

/** Whether GitHub has a day's report at an instant: built, inside the history and at most `historyDays` old. */
export function availabilityOf(
  simulation: Simulation,
  scope: ScopeName,
  kind: ReportKind,
  day: Day,
  now: Date,
  { historyDays = HISTORY_DAYS, offers = () => true }: { readonly historyDays?: number; readonly offers?: Offers } = {},
): Availability {
  if (!isDay(day)) return 'out-of-history';
  const oldest = [REPORTS[kind].firstDay[scope.kind], simulation.firstDay, addDays(toDay(now), -historyDays)]
    .sort()
    .at(-1);
  if (oldest !== undefined && day < oldest) return 'out-of-history';
  const builtAt = Date.parse(`${addDays(day, 1)}T00:00:00Z`) + buildHours(scope, kind, day) * 3_600_000;
  const isBuilt = day <= simulation.lastDay && now.getTime() >= builtAt;
  return isBuilt && offers(scope, kind, day) ? 'ready' : 'not-yet';
}

/** Last day of the newest 28-day report at an instant; null before the first. */
export function latestDay(simulation: Simulation, scope: ScopeName, now: Date, offers?: Offers): Day | null {
  const yesterday = addDays(toDay(now), -1);
  for (
    let day = yesterday < simulation.lastDay ? yesterday : simulation.lastDay;
    day >= simulation.firstDay;
    day = addDays(day, -1)
  ) {
    if (availabilityOf(simulation, scope, 'aggregate-1-day', day, now, offers && { offers }) === 'ready') return day;
  }
  return null;
}

/** How settled a day is at an instant, or final when late telemetry is switched off. */
export function settledOf(day: Day, now: Date, lateTelemetry: boolean): Settled {
  return lateTelemetry ? settledAt(day, now) : 3;
}

/** The lines of a report file, each with its line end. */
export function* reportLines(
  simulation: Simulation,
  file: ReportFile,
  newFields: readonly NewField[] = [],
  offers?: Offers,
): Generator<string> {
  for (const record of reportRecords(simulation, file, offers)) {
    yield `${JSON.stringify(withNewFields(record, file.kind, file.day, newFields))}\n`;
  }
}

/** True when a file has a row; GitHub lists no files without one. */
export function hasRows(simulation: Simulation, file: ReportFile, offers?: Offers): boolean {
  return !reportRecords(simulation, file, offers).next().done;
}

function* reportRecords(
  simulation: Simulation,
  { scope, kind, day, settled, shard, grain }: ReportFile,
  offers: Offers = () => true,
): Generator<object> {
  switch (kind) {
    case 'users-1-day':
      return yield* simulation.userRecords(scope, day, settled, shard);
    case 'user-teams-1-day':
      return yield* simulation.teamRecords(scope, day, shard);
    case 'repos-1-day':
      return yield* simulation.repoRecords(scope, day);
    case 'aggregate-1-day':
      return yield simulation.aggregateRecord(scope, day, settled);
    case 'aggregate-28-day': {
      const window = simulation.aggregate28(scope, day, settled);
      const totals = window.day_totals as readonly { readonly day: Day }[];
      return yield { ...window, day_totals: totals.filter((one) => offers(scope, 'aggregate-1-day', one.day)) };
    }
    case 'users-28-day':
      for (const record of simulation.users28(scope, day, { grain, settled, shard })) {
        if (grain === 'user' || offers(scope, 'users-28-day', String(record.day))) yield record;
      }
  }
}

/** Number of files a report is split into: rows by person are, single objects are not. */
export function shardCount(kind: ReportKind, people: number, wished: number): number {
  return REPORTS[dayReportOf(kind)].subject?.sharded ? Math.max(wished, Math.ceil(people / 10_000)) : 1;
}
