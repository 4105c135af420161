import { addDays, type Day, dayNumber, eachDay, monthOf, weekOf } from '@flightdeck/catalog';
import type { Binder } from './sql.ts';

/** SQL that selects rows of one scope on the days: a range, which skips blocks, and the list when it has gaps. */
export function compileDays(table: string, scope: string, days: readonly Day[], binder: Binder): string {
  const sorted = [...days].sort();
  const date = (day: Day): string => `CAST(${binder.bind(day)} AS DATE)`;
  const first = sorted[0];
  const last = sorted.at(-1);
  if (first === undefined || last === undefined) return 'false';
  const hasGaps = dayNumber(last) - dayNumber(first) + 1 !== sorted.length;
  return [
    `${table}.scope = ${binder.bind(scope)}`,
    `${table}.day BETWEEN ${date(first)} AND ${date(last)}`,
    ...(hasGaps ? [`${table}.day IN (${sorted.map(date).join(', ')})`] : []),
  ].join(' AND ');
}

/** Every day of the months that the days are in. */
export function wholeMonthsOf(days: readonly Day[]): Day[] {
  return monthsOf(days).flatMap((from) => eachDay({ from, to: addDays(monthOf(addDays(from, 31)), -1) }));
}

/** Every day of the ISO weeks that the days are in. */
export function wholeWeeksOf(days: readonly Day[]): Day[] {
  return weeksOf(days).flatMap((from) => eachDay({ from, to: addDays(from, 6) }));
}

/** Mondays of the ISO weeks that the days are in, each once, in order. */
export function weeksOf(days: readonly Day[]): Day[] {
  return [...new Set(days.map(weekOf))].sort();
}

/** First days of the months that the days are in, each once, in order. */
export function monthsOf(days: readonly Day[]): Day[] {
  return [...new Set(days.map(monthOf))].sort();
}
