import { addDays, type DayRange, weekOf } from '@flightdeck/catalog';
import type { ResultRow } from '@flightdeck/query';
import { numberOf } from '../../data/number-of.ts';

const WEEKS = 12;

/** The last twelve whole weeks that end on the day or before it, from a Monday to a Sunday. */
export function lastWeeks(last: string): DayRange {
  const to = addDays(weekOf(addDays(last, 1)), -1);
  return { from: addDays(to, 1 - WEEKS * 7), to };
}

/** A metric of twelve weeks by the values of a dimension, the oldest first; a week without a row is null, never 0. */
export function prepareWeeks(
  rows: readonly ResultRow[],
  dimension: string,
  metric: string,
  { from }: DayRange,
): ReadonlyMap<string, readonly (number | null)[]> {
  const weeks = Array.from({ length: WEEKS }, (_, index) => addDays(from, index * 7));
  const byValue = new Map<string, (number | null)[]>();
  for (const row of rows) {
    const place = weeks.indexOf(String(row.week));
    if (place < 0) continue;
    const value = String(row[dimension]);
    const values = byValue.get(value) ?? weeks.map(() => null);
    values[place] = numberOf(row[metric]);
    byValue.set(value, values);
  }
  return byValue;
}
