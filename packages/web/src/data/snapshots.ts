import { addDays, type Day, type DayRange, dayNumber } from '@flightdeck/catalog';
import type { View } from '../view/view.ts';
import type { Asked } from './hooks.ts';
import { cutSpans, extentOfSpans } from './spans.ts';
import type { Status } from './status.ts';

/** First and last day with a loaded snapshot of the seats, of the chosen scope or of all; null when there is none. */
export function snapshotRange(
  status: Pick<Status, 'spans'>,
  scope: string | null,
  within: DayRange = { from: '', to: '9999' },
): DayRange | null {
  const taken = status.spans.filter(
    (span) => span.report === 'seats' && span.state === 'present' && (scope === null || span.scope === scope),
  );
  return extentOfSpans(cutSpans(taken, within));
}

/**
 * The same question up to the last snapshot: it is taken today, while GitHub's reports end yesterday. Days that a reader
 * chose stay as they are.
 */
export function atSnapshots(asked: Asked, view: View, status: Pick<Status, 'spans'>): Asked {
  const taken = snapshotRange(status, view.scope);
  if (typeof view.range === 'object' || taken === null || taken.to <= asked.range.to) return asked;
  const ahead = dayNumber(taken.to) - dayNumber(asked.range.to);
  const move = (day: Day): Day => addDays(day, ahead);
  return { ...asked, range: { from: move(asked.range.from), to: move(asked.range.to) } };
}
