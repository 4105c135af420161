import { type Day, type DayRange, eachDay, REPORTS } from '@flightdeck/catalog';
import type { Status, StatusSpan } from './status.ts';

/** True for days that have rows. */
export const isLoaded = ({ state }: Pick<StatusSpan, 'state'>): boolean =>
  state === 'present' || state === 'provisional';

/** True for a report that GitHub makes anew every day. */
export const isDaily = ({ report }: Pick<StatusSpan, 'report'>): boolean => REPORTS[report].window === '1-day';

/** True for what records how things stood when it was taken. */
export const isSnapshot = ({ report }: Pick<StatusSpan, 'report'>): boolean => REPORTS[report].window === 'snapshot';

/** True for what files of an older API, or a dashboard made of it, brought. */
export const isHistory = ({ report }: Pick<StatusSpan, 'report'>): boolean => REPORTS[report].origin === 'older API';

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
  spans.some((span) => isHistory(span) && isLoaded(span));

/** First and last day of what was imported of GitHub's older APIs for some scopes; null when there is nothing. */
export const historyExtent = ({ spans }: Pick<Status, 'spans'>, scopes: readonly string[]): DayRange | null =>
  extentOfSpans(spans.filter((span) => isHistory(span) && isLoaded(span) && scopes.includes(span.scope)));

/** Keys of the scopes with imported history. */
export const historyScopes = ({ spans }: Pick<Status, 'spans'>): ReadonlySet<string> =>
  new Set(spans.filter((span) => isHistory(span) && isLoaded(span)).map(({ scope }) => scope));
