import { isDay } from '@flightdeck/catalog';
import type { Checked } from './check-number.ts';
import type { ExactValue } from './exact.ts';

const LONGEST = 40;
const INSTANT =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:0\d|1[0-5]):?[0-5]\d)?)?$/;

/** The text itself when it is a point of time or a calendar day that exists, in a form the reader takes; else `bad_time`. */
export function checkInstant(value: ExactValue): Checked {
  if (typeof value !== 'string' || value.length > LONGEST) return { code: 'bad_time' };
  const day = INSTANT.exec(value)?.[1];
  return day === undefined || day < '0001' || !isDay(day) ? { code: 'bad_time' } : { value };
}
