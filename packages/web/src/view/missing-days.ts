import { type DayRange, REPORTS, type ReportKind } from '@flightdeck/catalog';
import type { Coverage } from '@flightdeck/query';
import { scopesOf } from '../data/status/scopes.ts';
import { cutSpans, daysOfSpans, failedSpans } from '../data/status/spans.ts';
import type { Status } from '../data/status/status.ts';
import { formatDay, plural } from '../format/format.ts';
import * as words from '../text/view.ts';

/** What a range lacks: days whose report failed, of the scopes a choice means. */
export interface MissingDays {
  /** The days in order, each once. */
  readonly days: readonly string[];
  /** Scopes with such a day. */
  readonly scopes: readonly string[];
  /** Reports with such a day. */
  readonly reports: readonly ReportKind[];
  /** Why the newest of them failed, as GitHub or Flightdeck said it; null when nothing was said. */
  readonly why: string | null;
}

/** Days inside the range on which one of the reports that are read failed; null when none did. */
export function missingDays(
  status: Pick<Status, 'scopes' | 'spans'>,
  chosen: string | null,
  range: DayRange,
  read: readonly ReportKind[],
): MissingDays | null {
  const scopes = new Map(scopesOf(status, chosen).map(({ scope, label }) => [scope, label]));
  const own = failedSpans(status).filter(
    ({ scope, report }) => scopes.has(scope) && read.includes(report) && REPORTS[report].window === '1-day',
  );
  const failed = [...cutSpans(own, range)].sort((a, b) => (a.to < b.to ? -1 : 1));
  const newest = failed.at(-1);
  if (!newest) return null;
  return {
    days: [...daysOfSpans(failed)].sort(),
    scopes: [...new Set(failed.map(({ scope }) => scopes.get(scope) ?? scope))],
    reports: [...new Set(failed.map(({ report }) => report))].sort(),
    why: newest.message,
  };
}

/** Days named before they are counted. */
const NAMED = 3;

/** `No report for 3 Nov, 4 Nov and 2 more days.`, of the reports one panel reads; null when none is missing. */
export function lackedDays({ missing, noReport }: Pick<Coverage, 'missing' | 'noReport'>, year: string): string | null {
  const days = [...missing, ...noReport].sort();
  if (days.length === 0) return null;
  const named = days.slice(0, NAMED).map((day) => formatDay(day, year));
  const more = days.length - named.length;
  const shown = { days: named.join(', ') };
  return more > 0 ? words.noReportMore({ ...shown, more: plural(more, words.moreDay) }) : words.noReport(shown);
}
