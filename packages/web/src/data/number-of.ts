import type { ResultRow } from '@flightdeck/query';

/** A cell as a number; counters beyond 2^53 lose their last digits, which no chart can show. */
export function numberOf(value: ResultRow[string] | undefined): number | null {
  return value === null || value === undefined || typeof value === 'string' ? null : Number(value);
}

/** The values there are. */
export const known = (values: readonly (number | null)[]): number[] =>
  values.filter((value): value is number => value !== null);
