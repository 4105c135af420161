import { addDays, type Day, dayNumber, SETTLING_DAYS, toDay } from '@flightdeck/catalog';
import type { LandedEvent } from './events.ts';

/** True when the day was over for more than three full UTC days at that instant, so that GitHub no longer revises it. */
export function isFinal(day: Day, at: Date): boolean {
  return dayNumber(toDay(at)) - dayNumber(day) > SETTLING_DAYS;
}

/**
 * The latest instant whose knowledge a landing can hold: when GitHub made it, else the day after its window ended, else
 * when it was received. An export may be imported long after it was made, and its last three days were not final then.
 */
export function knownAt({
  fetchedAt,
  reportEnd,
  exportedAt,
}: Pick<LandedEvent, 'fetchedAt' | 'reportEnd' | 'exportedAt'>): Date {
  const made = exportedAt ?? (reportEnd === undefined ? fetchedAt : `${addDays(reportEnd, 1)}T00:00:00.000Z`);
  return new Date(made < fetchedAt ? made : fetchedAt);
}
