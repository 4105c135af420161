import { addDays, type Day, isDay, toDay } from '@flightdeck/catalog';

/** `ok`, or why a day cannot be loaded. */
export type DayVerdict = 'ok' | 'bad_day' | 'future_day';

/** Copilot did not exist before; an earlier day is a broken clock or an empty field. */
const FIRST_DAY = '2021-01-01';

/** Judges days against the calendar and the clock; one day of the future is granted for clocks that differ. */
export function createDayCheck(now: Date): (day: string) => DayVerdict {
  const last: Day = addDays(toDay(now), 1);
  return (day) => {
    if (!isDay(day) || day < FIRST_DAY) return 'bad_day';
    return day > last ? 'future_day' : 'ok';
  };
}

/** The same for days as numbers `YYYYMMDD`, remembering what it found: a file names the same day thousands of times. */
export function createFastDayCheck(now: Date): (compact: number) => boolean {
  const check = createDayCheck(now);
  const known = new Map<number, boolean>();
  return (compact) => {
    const found = known.get(compact);
    if (found !== undefined) return found;
    const ok = check(expandDay(compact)) === 'ok';
    if (known.size < 10_000) known.set(compact, ok);
    return ok;
  };
}

/** 20260507 → `2026-05-07`. */
export function expandDay(compact: number): string {
  const text = String(compact).padStart(8, '0');
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
}
