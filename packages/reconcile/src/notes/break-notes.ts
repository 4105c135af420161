import { MEASUREMENT_BREAKS } from '@flightdeck/catalog';
import { formatDay, rangeOf, type Window } from '../window.ts';

/** Changes of measurement that one window has more of behind it than the other: part of what the window is worth. */
export function breakNotes(metric: string, theirs: Window, ours: Window): readonly string[] {
  const [a, b] = [rangeOf(theirs), rangeOf(ours)];
  if (a.from === b.from && a.to === b.to) return [];
  const [first, last] = [a.from < b.from ? a.from : b.from, a.to > b.to ? a.to : b.to];
  return MEASUREMENT_BREAKS.filter(
    ({ day, metrics }) => day > first && day <= last && (metrics.length === 0 || metrics.some((one) => one === metric)),
  ).map(
    ({ day, says }) =>
      `Since ${formatDay(day)}: ${says}. The windows differ, and so does the share of their days after it.`,
  );
}
