import { type Day, dayNumber } from './day.ts';

/** Which days people work on. */
export interface WorkCalendar {
  /** Days of the week, 1 for Monday to 7 for Sunday. */
  readonly weekdays: readonly number[];
  /** Days off whatever the day of the week is, in order. */
  readonly off: readonly Day[];
}

/** Monday to Friday, the default. */
export const USUAL_CALENDAR: WorkCalendar = Object.freeze({
  weekdays: Object.freeze([1, 2, 3, 4, 5]),
  off: Object.freeze([]),
});

/** True for a day people work on. */
export function isWorkingDay(day: Day, { weekdays, off }: WorkCalendar = USUAL_CALENDAR): boolean {
  return weekdays.includes(weekdayOf(day)) && !off.includes(day);
}

/** 1 for Monday to 7 for Sunday. Asked for each day of each group of an answer, so it is remembered. */
function weekdayOf(day: Day): number {
  const known = WEEKDAYS.get(day);
  if (known !== undefined) return known;
  const weekday = ((dayNumber(day) + 3) % 7) + 1;
  if (WEEKDAYS.size >= MOST_REMEMBERED) WEEKDAYS.clear();
  WEEKDAYS.set(day, weekday);
  return weekday;
}

/** Some thirty years of days. */
const MOST_REMEMBERED = 10_000;
const WEEKDAYS = new Map<Day, number>();
