import {
  addDays,
  type Day,
  type DayRange,
  HISTORY_DAYS,
  REPORTS,
  type ReportKind,
  type Scope,
  toDay,
} from '@flightdeck/catalog';

/** The report that shows whether GitHub has anything of a day: the totals are there whenever anything is. */
export const LEAD_REPORT: ReportKind = 'aggregate-1-day';

/**
 * Days GitHub can have of a 1-day report: from its first day, at most a year back, to yesterday; within `range` when
 * one is given. Null when that leaves none.
 */
export function daysOnOffer(
  scope: Scope,
  report: ReportKind,
  now: Date,
  range: Partial<DayRange> = {},
): DayRange | null {
  const today = toDay(now);
  const from = latest(REPORTS[report].firstDay[scope.kind], addDays(today, -HISTORY_DAYS), range.from ?? '');
  const yesterday = addDays(today, -1);
  const to = range.to !== undefined && range.to < yesterday ? range.to : yesterday;
  return from <= to ? { from, to } : null;
}

function latest(...days: readonly Day[]): Day {
  return days.reduce((a, b) => (a > b ? a : b));
}
