import { type Day, type DayRange, eachDay, REPORTS, type ReportKind } from '@flightdeck/catalog';
import { scopesOf } from './scopes.ts';
import type { Status, StatusSpan } from './status.ts';

/** True for days that have rows. */
export const isLoaded = ({ state }: Pick<StatusSpan, 'state'>): boolean =>
  state === 'present' || state === 'provisional';

/** True for a report that GitHub makes anew every day. */
export const isDaily = ({ report }: Pick<StatusSpan, 'report'>): boolean => report.endsWith('1-day');

/** True for what tells how things stood when it was taken. */
export const isSnapshot = ({ report }: Pick<StatusSpan, 'report'>): boolean => REPORTS[report].window === 'snapshot';

/** First and last day of some spans; null of none. */
export function extentOfSpans(spans: readonly DayRange[]): DayRange | null {
  const [first] = spans;
  if (!first) return null;
  return spans.reduce<DayRange>(
    (all, { from, to }) => ({ from: from < all.from ? from : all.from, to: to > all.to ? to : all.to }),
    first,
  );
}

/** The spans that touch a range, cut by it. */
export function cutSpans<Span extends DayRange>(spans: readonly Span[], range: DayRange): readonly Span[] {
  return spans
    .filter(({ from, to }) => from <= range.to && to >= range.from)
    .map((span) => ({
      ...span,
      from: span.from < range.from ? range.from : span.from,
      to: span.to > range.to ? range.to : span.to,
    }));
}

/** Every day of some spans, each once. */
export const daysOfSpans = (spans: readonly DayRange[]): ReadonlySet<Day> =>
  new Set(spans.flatMap(({ from, to }) => eachDay({ from, to })));

/** Spans of days whose report was asked for and did not arrive. */
export const failedSpans = ({ spans }: Pick<Status, 'spans'>): readonly StatusSpan[] =>
  spans.filter(({ state }) => state === 'failed');

/** True when files of GitHub's older APIs, or a dashboard made of them, were imported. */
export const hasHistory = ({ spans }: Pick<Status, 'spans'>): boolean =>
  spans.some((span) => span.report.startsWith('legacy-') && isLoaded(span));

/** Reports of which some day has rows, of the scopes a choice means. */
export function loadedReports(
  status: Pick<Status, 'scopes' | 'spans'>,
  chosen: string | null,
): ReadonlySet<ReportKind> {
  const scopes = new Set(scopesOf(status, chosen).map(({ scope }) => scope));
  return new Set(status.spans.filter((span) => isLoaded(span) && scopes.has(span.scope)).map(({ report }) => report));
}
