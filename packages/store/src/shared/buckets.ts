import { addDays, type Day, monthOf, weekOf } from '@flightdeck/catalog';

/** First day of the time bucket (`day`, `week`, `month`) that the day is in. */
export function bucketOf(grain: string, day: Day): Day {
  return grain === 'week' ? weekOf(day) : grain === 'month' ? monthOf(day) : day;
}

/** First day of the bucket after that which begins on the day. */
export function nextBucket(grain: string, first: Day): Day {
  return bucketOf(grain, addDays(first, grain === 'week' ? 7 : grain === 'month' ? 31 : 1));
}

/** Last day of the bucket that begins on the day. */
export const bucketEnd = (grain: string, first: Day): Day => addDays(nextBucket(grain, first), -1);
