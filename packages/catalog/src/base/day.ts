import { InputError } from './errors.ts';

/** A UTC reporting day, `YYYY-MM-DD`. */
export type Day = string;

/** Inclusive UTC days. */
export interface DayRange {
  readonly from: Day;
  readonly to: Day;
}

const DAY_MS = 86_400_000;

/** Days since 1970-01-01 of a valid day. */
export function dayNumber(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS;
}

/** The day `count` days later (earlier when negative). */
export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);
}

/** The UTC day of an instant. */
export function toDay(instant: Date): Day {
  return instant.toISOString().slice(0, 10);
}

/** True for an existing calendar day written `YYYY-MM-DD`. */
export function isDay(text: unknown): text is Day {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
}

/**
 * The text itself, when it is a calendar day.
 * @throws InputError `bad_day`.
 */
export function parseDay(text: string): Day {
  if (isDay(text)) return text;
  throw new InputError(`"${text}" is not a day.`, { code: 'bad_day', hint: 'Write a calendar day as YYYY-MM-DD.' });
}

/** Number of days of an inclusive range, at least 1 for a valid one. */
export function dayCount(range: DayRange): number {
  return dayNumber(range.to) - dayNumber(range.from) + 1;
}

/** Every day of the range in order. */
export function eachDay(range: DayRange): Day[] {
  return Array.from({ length: Math.max(0, dayCount(range)) }, (_, index) => addDays(range.from, index));
}

/** Monday of the ISO week the day is in. */
export function weekOf(day: Day): Day {
  return addDays(day, -((dayNumber(day) + 3) % 7));
}

/** First day of the month the day is in. */
export function monthOf(day: Day): Day {
  return `${day.slice(0, 7)}-01`;
}
