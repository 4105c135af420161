import { type Day, dayNumber, eachDay } from '@flightdeck/catalog';
import { bucketEnd, bucketOf } from '@flightdeck/store/shared';
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

/** First days of the buckets that the days are in, each once, in order. */
export function bucketsOf(days: readonly Day[], bucket: Bucket): Day[] {
  return [...new Set(days.map((day) => bucketOf(bucket, day)))].sort();
}

/** Every day of the buckets that begin on these days. */
export function daysOfBuckets(firsts: readonly Day[], bucket: Bucket): Day[] {
  return firsts.flatMap((from) => eachDay({ from, to: bucketEnd(bucket, from) }));
}
