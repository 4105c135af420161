import { type Day, dayNumber, SETTLING_DAYS, toDay } from '@flightdeck/catalog';

/** True when the day was over for more than three full UTC days at that instant, so that GitHub no longer revises it. */
export function isFinal(day: Day, at: Date): boolean {
  return dayNumber(toDay(at)) - dayNumber(day) > SETTLING_DAYS;
}
