import {
  type Day,
  type DayRange,
  findDimension,
  isWorkingDay,
  monthOf,
  parseScope,
  type ReportKind,
  scopeLabel,
  type WorkCalendar,
  weekOf,
} from '@flightdeck/catalog';
import type { DayCounts } from '../evaluate/formula.ts';
import type { Group, RunScan } from '../evaluate/groups.ts';
import type { Scan } from '../scan.ts';
import type { Plan } from './plan.ts';
import type { ReportedDays } from './reported-days.ts';

/** Days that count for a group. */
export type CountDays = (group: Pick<Group, 'keys'>) => DayCounts;

/** Of each metric that divides by days, how many of them a group has. */
export type DaysOfMetrics = ReadonlyMap<string, CountDays>;

/** One side of an answer: its range, what it is grouped by, and the scans its groups come from. */
export interface Side {
  readonly range: DayRange;
  readonly by: readonly string[];
  readonly scans: readonly Scan[];
}

/** Days of the range on which a scope has all of the reports. */
export function daysWithReports(
  scope: string,
  reports: readonly ReportKind[],
  { from, to }: DayRange,
  reported: ReportedDays,
): readonly Day[] {
  const [first, ...others] = reports.map((report) => reported(scope, report));
  if (first === undefined) return [];
  return [...first].filter((day) => day >= from && day <= to && others.every((days) => days.has(day))).sort();
}

/** Days of the range on which any of the scopes has all of the reports. */
export function countReported(
  scopes: readonly string[],
  reports: readonly ReportKind[],
  range: DayRange,
  reported: ReportedDays,
  calendar: WorkCalendar,
): DayCounts {
  return toCounts(new Set(scopes.flatMap((scope) => daysWithReports(scope, reports, range, reported))), calendar);
}

/**
 * The days that count for each group: those of its time bucket and scope on which the reports the metric reads have been
 * loaded. Where scopes have different days, each person counts with the days of the scopes they were reported in, and the
 * group with the mean over its people, so that people × days is the days on which they could have been active.
 */
export async function countDays(
  plan: Pick<Plan, 'perDay' | 'scopes' | 'calendar'>,
  side: Side,
  reported: ReportedDays,
  run: RunScan,
): Promise<DaysOfMetrics> {
  const counters = new Map<string, Promise<CountDays>>();
  const ofMetrics = plan.perDay.map(async ({ metric, reports, fact }) => {
    const key = JSON.stringify([reports, fact]);
    const counter = counters.get(key) ?? createCounter(plan, reports, fact, side, reported, run);
    counters.set(key, counter);
    return [metric, await counter] as const;
  });
  return new Map(await Promise.all(ofMetrics));
}

async function createCounter(
  { scopes, calendar }: Pick<Plan, 'scopes' | 'calendar'>,
  reports: readonly ReportKind[],
  fact: string | null,
  side: Side,
  reported: ReportedDays,
  run: RunScan,
): Promise<CountDays> {
  const { range, by } = side;
  const timeAt = by.findIndex((name) => findDimension(name)?.kind === 'time');
  const scopeAt = by.findIndex((name) => findDimension(name)?.kind === 'scope');
  const bucketOf = toBucket(timeAt < 0 ? null : (by[timeAt] ?? null));
  const bucketIn = (keys: Group['keys']): string => (timeAt < 0 ? '' : (keys[timeAt] ?? ''));
  const ofScope = new Map(
    scopes.map((scope) => [labelOf(scope), byBucket(daysWithReports(scope, reports, range, reported), bucketOf)]),
  );
  if (scopeAt >= 0) {
    return ({ keys }) => toCounts(ofScope.get(keys[scopeAt] ?? '')?.get(bucketIn(keys)) ?? [], calendar);
  }
  const together = new Map<string, { readonly days: ReadonlySet<Day>; readonly alike: boolean }>();
  for (const bucket of new Set([...ofScope.values()].flatMap((days) => [...days.keys()]))) {
    // A scope without a report in the bucket has no rows in it.
    const lists = [...ofScope.values()].flatMap((days) => days.get(bucket) ?? []);
    const each = [...ofScope.values()].flatMap((days) => (days.has(bucket) ? [days.get(bucket)?.join()] : []));
    together.set(bucket, { days: new Set(lists), alike: new Set(each).size <= 1 });
  }
  const scan = side.scans.find((each) => each.fact === fact);
  const ofPeople =
    scan === undefined || [...together.values()].every(({ alike }) => alike)
      ? null
      : await countOfPeople(scan, by, ofScope, bucketIn, run, calendar);
  return ({ keys }) => {
    const found = together.get(bucketIn(keys));
    const mean = found?.alike === false ? ofPeople?.get(JSON.stringify(keys)) : undefined;
    return mean ?? toCounts(found?.days ?? [], calendar);
  };
}

/** The mean over the people of each group of the days on which the scopes they were reported in have reports. */
async function countOfPeople(
  scan: Scan,
  by: readonly string[],
  ofScope: ReadonlyMap<string, ReadonlyMap<string, readonly Day[]>>,
  bucketIn: (keys: Group['keys']) => string,
  run: RunScan,
  calendar: WorkCalendar,
): Promise<ReadonlyMap<string, DayCounts>> {
  const kind = parseScope(scan.scopes[0] ?? '').kind;
  const personAt = by.indexOf('user');
  const rows = await run({
    ...scan,
    id: `days:${scan.id}`,
    by: [...by, ...(personAt < 0 ? ['user'] : []), kind === 'org' ? 'organization' : 'enterprise'],
    once: false,
    measures: [{ name: 'rows', aggregate: 'rows', column: null, when: [] }],
  });
  const groups = new Map<string, { readonly bucket: string; readonly people: Map<string, Set<string>> }>();
  for (const { keys } of rows) {
    const own = keys.slice(0, by.length);
    const key = JSON.stringify(own);
    const group = groups.get(key) ?? { bucket: bucketIn(own), people: new Map<string, Set<string>>() };
    const person = JSON.stringify(keys[personAt < 0 ? by.length : personAt] ?? null);
    const scopes = group.people.get(person) ?? new Set<string>();
    groups.set(key, group);
    group.people.set(person, scopes.add(keys.at(-1) ?? ''));
  }
  return new Map(
    [...groups].map(([key, { bucket, people }]) => {
      const sum = { all: 0, working: 0 };
      for (const labels of people.values()) {
        const days = toCounts(new Set([...labels].flatMap((label) => ofScope.get(label)?.get(bucket) ?? [])), calendar);
        sum.all += days.all;
        sum.working += days.working;
      }
      return [key, { all: sum.all / people.size, working: sum.working / people.size }];
    }),
  );
}

const labelOf = (scope: string): string => scopeLabel(parseScope(scope));

function toBucket(grain: string | null): (day: Day) => string {
  if (grain === null) return () => '';
  return grain === 'week' ? weekOf : grain === 'month' ? monthOf : (day) => day;
}

function byBucket(days: readonly Day[], bucketOf: (day: Day) => string): ReadonlyMap<string, readonly Day[]> {
  const buckets = new Map<string, Day[]>();
  for (const day of days) buckets.set(bucketOf(day), [...(buckets.get(bucketOf(day)) ?? []), day]);
  return buckets;
}

function toCounts(days: Iterable<Day>, calendar: WorkCalendar): DayCounts {
  const list = [...days];
  return { all: list.length, working: list.filter((day) => isWorkingDay(day, calendar)).length };
}
