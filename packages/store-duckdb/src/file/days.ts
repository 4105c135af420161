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

/** Width of what a row of a rollup stands for. */
export type Bucket = 'day' | 'week' | 'month';

/** First day of the bucket that the day is in. */
export function firstDayOf(day: Day, bucket: Bucket): Day {
  return bucket === 'day' ? day : bucket === 'week' ? weekOf(day) : monthOf(day);
}

/** First day of the bucket after that which begins on the day. */
export function nextBucket(first: Day, bucket: Bucket): Day {
  const days = { day: 1, week: 7, month: 31 }[bucket];
  return firstDayOf(addDays(firstDayOf(first, bucket), days), bucket);
}

/** First days of the buckets that the days are in, each once, in order. */
export function bucketsOf(days: readonly Day[], bucket: Bucket): Day[] {
  return [...new Set(days.map((day) => firstDayOf(day, bucket)))].sort();
}

/** Every day of the buckets that begin on these days. */
export function daysOfBuckets(firsts: readonly Day[], bucket: Bucket): Day[] {
  return firsts.flatMap((from) => eachDay({ from, to: addDays(nextBucket(from, bucket), -1) }));
}
