import { CapabilityError, dayCount, findDimension } from '@flightdeck/catalog';
import { formatCount, type Plan, type Scan } from '@flightdeck/query';
import type { LedgerDay } from '@flightdeck/store';

/** Groups one question may have; sorted and written they take seconds and some hundred MB. */
export const MOST_GROUPS = 1_000_000;

/** Rows of people's reports: those of the range, and of its fullest day. */
interface People {
  readonly personDays: number;
  readonly people: number;
}

type Loaded = Pick<LedgerDay, 'scope' | 'report' | 'day' | 'records'>;

/** Estimated number of groups of a plan's scans, from the ledger, before any scan runs; errs on the low side. */
export function groupsOf(plan: Plan, days: readonly Loaded[]): number {
  const { range } = plan.query;
  const known = countPeople(plan, days);
  return Math.max(0, ...plan.rows.map((scan) => groupsOfScan(scan, dayCount(range), known)));
}

/** People of the teams one may see, where those of their organization are not theirs to learn. */
const TEAM_SIZE = 500;

/** The ledger as if each report had the rows of teams only, so that no refusal says how many people the others are. */
export function withTeamSize<T extends Loaded>(days: readonly T[]): readonly T[] {
  return days.map((day) => (day.records > 0 ? { ...day, records: TEAM_SIZE } : day));
}

/** @throws CapabilityError `too_costly` when a question would have more groups than can be answered. */
export function requireAffordable(groups: number, most = MOST_GROUPS): void {
  if (groups <= most) return;
  throw new CapabilityError(
    `The answer would have about ${formatCount(Math.round(groups / 1000) * 1000)} rows; ${formatCount(most)} are possible.`,
    {
      code: 'too_costly',
      hint: 'Ask for a shorter range, a coarser grain, fewer dimensions or fewer questions at once.',
    },
  );
}

function countPeople({ scopes, query: { range } }: Plan, days: readonly Loaded[]): People {
  const wanted = new Set(scopes);
  const byDay = new Map<string, number>();
  for (const { scope, report, day, records } of days) {
    if (report !== 'users-1-day' || !wanted.has(scope) || day < range.from || day > range.to) continue;
    byDay.set(day, (byDay.get(day) ?? 0) + records);
  }
  const counts = [...byDay.values()];
  return { personDays: counts.reduce((sum, count) => sum + count, 0), people: Math.max(0, ...counts) };
}

/** Least number of values of a dimension for one person, and over all people. */
const LEAST = { ofPerson: 2, ofAll: 10 } as const;
/** Dimensions whose values cross; any more are properties of what is grouped, such as the policies of an organization or the dates of a seat. */
const MOST_CROSSED = 2;
const DAYS_OF_BUCKET: ReadonlyMap<string, number> = new Map([
  ['day', 1],
  ['week', 7],
  ['month', 30],
]);

function groupsOfScan({ by }: Scan, days: number, { personDays, people }: People): number {
  const ofPeople = by.includes('user');
  const width = by.map((name) => DAYS_OF_BUCKET.get(name)).find((found) => found !== undefined);
  const buckets = width === undefined ? 1 : Math.ceil(days / width);
  const base = ofPeople ? Math.min(personDays, people * buckets) : buckets;
  const others = by.filter(
    (name) => name !== 'user' && !['time', 'scope'].includes(findDimension(name)?.kind ?? 'time'),
  );
  return base * (ofPeople ? LEAST.ofPerson : LEAST.ofAll) ** Math.min(others.length, MOST_CROSSED);
}
