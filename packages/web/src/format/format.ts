import { addDays, type Day, type DayRange } from '@flightdeck/catalog';
import { plural } from '@flightdeck/query';
import * as words from '../text/format.ts';

export {
  type Change,
  changeOf,
  formatChange,
  formatCount,
  formatDigits,
  formatExact,
  formatPercent,
  formatShareChange,
  formatShort,
  formatSize,
  formatValue,
  plural,
  signed,
  splitValue,
  tickWriter,
} from '@flightdeck/query';

/** `Nov` of a day. */
export const monthName = (day: Day): string => words.months[Number(day.slice(5, 7)) - 1] ?? '';

/** `18 Nov`, with the year when it is not this one. */
export function formatDay(day: Day, thisYear?: string): string {
  const year = day.slice(0, 4);
  const text = `${Number(day.slice(8))} ${monthName(day)}`;
  return thisYear === undefined || thisYear === year ? text : `${text} ${year}`;
}

/** `Mon 9 Nov 2026`. */
export function formatLongDay(day: Day): string {
  return `${words.weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? ''} ${formatDay(day)} ${day.slice(0, 4)}`;
}

/** True on Saturday and Sunday (UTC). */
export function isWeekend(day: Day): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}

/** `25 Oct – 21 Nov`, the month once where it is the same (`19–21 Nov`), years when they differ. */
export function formatRange(range: DayRange): string {
  if (range.from === range.to) return formatDay(range.from);
  if (range.from.slice(0, 7) === range.to.slice(0, 7)) return `${Number(range.from.slice(8))}–${formatDay(range.to)}`;
  const year = range.from.slice(0, 4) === range.to.slice(0, 4) ? undefined : '';
  return `${formatDay(range.from, year)} – ${formatDay(range.to, year)}`;
}

/** `14 min ago`, `3 h ago`, `2 days ago`. */
export function formatAgo(instant: string, now: Date): string {
  const minutes = Math.max(0, Math.round((now.getTime() - Date.parse(instant)) / 60_000));
  if (minutes < 1) return words.justNow;
  if (minutes < 90) return words.minutesAgo({ minutes });
  const hours = Math.round(minutes / 60);
  return hours < 48 ? words.hoursAgo({ hours }) : words.daysAgo({ days: Math.round(hours / 24) });
}

/** `09:46` UTC of an instant, with its day when it is not today's. */
export function formatTime(instant: string, now: Date): string {
  const iso = new Date(instant).toISOString();
  const time = iso.slice(11, 16);
  return iso.slice(0, 10) === now.toISOString().slice(0, 10) ? time : `${formatDay(iso.slice(0, 10))} ${time}`;
}

/** Runs of days named before the rest is counted. */
const RUNS_NAMED = 3;

/** `5 Jun, 8–10 Nov` of days in order, neighbours in one; `and 4 more days` after three; empty of none. */
export function formatDays(days: readonly Day[]): string {
  const runs: DayRange[] = [];
  for (const day of days) {
    const last = runs.at(-1);
    if (last && addDays(last.to, 1) === day) runs[runs.length - 1] = { from: last.from, to: day };
    else runs.push({ from: day, to: day });
  }
  const named = runs.slice(0, RUNS_NAMED);
  const end = named.at(-1)?.to ?? '';
  const more = days.filter((day) => day > end).length;
  const shown = named.map(formatRange).join(', ');
  return more > 0 ? words.andMore({ days: shown, more: plural(more, words.moreDay) }) : shown;
}

/** `2026-11-22 09:58 UTC`. */
export const minuteOf = (at: Date): string => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
