import { addDays, type Day, type DayRange, dayNumber } from '@flightdeck/catalog';
import type { View } from '../../view/view.ts';
import type { Asked } from '../hooks.ts';
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

/** Where snapshots that were imported end and those that Flightdeck took begin. */
export interface SnapshotSeam {
  /** Last day with an imported one in the range. */
  readonly importedTo: Day;
  /** First day with one of our own in the range; null when there is none. */
  readonly ownFrom: Day | null;
  /** True for days whose last snapshot, of any of the scopes, was imported. */
  readonly isImported: (range: DayRange) => boolean;
}

/** The seam in a range, of the chosen scope or of all; null where nothing was imported. */
export function snapshotSeam(
  status: Pick<Status, 'spans'>,
  scope: string | null,
  within: DayRange,
): SnapshotSeam | null {
  const seats = status.spans.filter(
    (span) => span.report === 'seats' && span.state === 'present' && (scope === null || span.scope === scope),
  );
  const taken = cutSpans(seats, within);
  const imported = extentOfSpans(taken.filter((span) => span.imported));
  if (imported === null) return null;
  return {
    importedTo: imported.to,
    ownFrom: extentOfSpans(taken.filter((span) => !span.imported))?.from ?? null,
    isImported(range) {
      const lasts = new Map(cutSpans(taken, range).map((span) => [span.scope, span]));
      return [...lasts.values()].some((span) => span.imported);
    },
  };
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
