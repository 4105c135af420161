import { addDays, type Day, SETTLING_DAYS } from '@flightdeck/catalog';
import type { DayVersion, RestatementRow, Store } from '@flightdeck/store';

/** Share of a day's final value known on each following day. */
export interface SettlingCurve {
  readonly scope: string;
  /** What the curve is of, for people. */
  readonly label: string;
  /** `fact.column` or `fact.rows`. */
  readonly measure: string;
  /** Final days that were watched before they became final. */
  readonly days: number;
  readonly points: readonly SettlingPoint[];
}

/** Shares of the final value known at the end of a UTC day, 1 = all of it; more than 1 where it was revised down. */
export interface SettlingPoint {
  /** 1: the day after. */
  readonly daysAfter: number;
  /** Days that had been received by then. */
  readonly days: number;
  readonly median: number;
  /** Eight of ten days lie between `low` and `high`. */
  readonly low: number;
  readonly high: number;
}

/** Columns of the people's report that are watched. */
const SETTLING_MEASURES: readonly { readonly measure: string; readonly label: string }[] = [
  { measure: 'user_day.rows', label: 'People' },
  { measure: 'user_day.user_initiated_interaction_count', label: 'Prompts' },
  { measure: 'user_day.code_acceptance_activity_count', label: 'All outputs accepted' },
  { measure: 'user_day.loc_added_sum', label: 'All lines added' },
];

const REPORT = 'users-1-day';
const LAST_POINT = 7;

/** One curve a scope and measure, of the scopes that have days watched before they became final. */
export async function readSettling({ ledger }: Store, scope?: string): Promise<readonly SettlingCurve[]> {
  const filter = { report: REPORT, ...(scope === undefined ? {} : { scope }) } as const;
  const measures = SETTLING_MEASURES.map(({ measure }) => measure);
  const [versions, rows] = await Promise.all([
    ledger.versions(filter),
    ledger.restatements(Number.MAX_SAFE_INTEGER, { ...filter, measures }),
  ]);
  const scopes = [...new Set(versions.map((version) => version.scope))];
  return scopes.flatMap((key) => {
    const ofScope = versions.filter((version) => version.scope === key);
    return SETTLING_MEASURES.flatMap(({ measure, label }) => {
      const changes = rows.filter((row) => row.scope === key && row.measure === measure);
      const { days, points } = toCurve(ofScope, changes);
      return points.length === 0 ? [] : [{ scope: key, label, measure, days, points }];
    });
  });
}

/**
 * The curve of one measure, from the versions of one (scope, report) and the changes between them. Only days that are
 * final, came from their own report and were first received while they could still settle; a day that was not received
 * by a point says nothing about it.
 */
export function toCurve(
  versions: readonly DayVersion[],
  changes: readonly RestatementRow[],
): Pick<SettlingCurve, 'days' | 'points'> {
  const byDay = group(versions, ({ day }) => day);
  const changesOf = group(changes, ({ day }) => day);
  const shares = [...byDay].flatMap(([day, ofDay]) => {
    const sorted = ofDay.toSorted((a, b) => (a.receivedAt < b.receivedAt ? -1 : 1));
    const known = isWatched(day, sorted) ? sharesOf(day, sorted, changesOf.get(day) ?? []) : null;
    return known === null ? [] : [known];
  });
  const points = Array.from({ length: LAST_POINT }, (_, index) => index + 1).flatMap((daysAfter): SettlingPoint[] => {
    const known = shares.flatMap(({ [daysAfter - 1]: share }) => share ?? []).sort((a, b) => a - b);
    if (known.length === 0) return [];
    const at = (part: number): number => quantile(known, part);
    return [{ daysAfter, days: known.length, median: at(0.5), low: at(0.1), high: at(0.9) }];
  });
  return { days: shares.length, points };
}

function isWatched(day: Day, versions: readonly DayVersion[]): boolean {
  const [first] = versions;
  const last = versions.at(-1);
  const isOwn = versions.every(({ source, report, via }) => source === report && via !== 'import');
  return isOwn && first !== undefined && last?.finalAt !== null && first.receivedAt < endOf(day, SETTLING_DAYS);
}

/** The share known at each point, null before the first version; null when the day ends with nothing. */
function sharesOf(
  day: Day,
  versions: readonly DayVersion[],
  changes: readonly RestatementRow[],
): readonly (number | null)[] | null {
  const sorted = changes.toSorted((a, b) => (a.at < b.at ? -1 : 1));
  const final = sorted.at(-1)?.after;
  if (sorted.length > 0 && !final) return null;
  if (versions.at(-1)?.records === 0) return null;
  return Array.from({ length: LAST_POINT }, (_, index) => {
    const end = endOf(day, index + 1);
    if ((versions[0]?.receivedAt ?? end) >= end) return null;
    if (!final) return 1;
    const next = sorted.find(({ at }) => at >= end);
    return next ? (next.before ?? 0) / final : 1;
  });
}

/** The first instant after the day that many days later. */
function endOf(day: Day, daysAfter: number): string {
  return `${addDays(day, daysAfter + 1)}T00:00:00.000Z`;
}

/** The value below which a part of the sorted values lies, between neighbours in proportion. */
function quantile(sorted: readonly number[], part: number): number {
  const place = (sorted.length - 1) * part;
  const [low, high] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0];
  return low + (high - low) * (place - Math.floor(place));
}

function group<Row>(rows: readonly Row[], keyOf: (row: Row) => Day): ReadonlyMap<Day, readonly Row[]> {
  const groups = new Map<Day, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const known = groups.get(key);
    if (known) known.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
