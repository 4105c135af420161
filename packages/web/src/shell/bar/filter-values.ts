import { isUnknownValue } from '@flightdeck/catalog';
import { plural } from '../../format/format.ts';

/** One value a filter offers. */
export interface FilterValue {
  readonly value: string;
  /** People (or seats, …) behind it in the current selection; null = none in these days and filters. */
  readonly count: number | null;
}

/** What the values of a dimension are counted by where it is not people with a row. */
const COUNTED_BY: ReadonlyMap<string, string> = new Map(
  Object.entries({
    repository: 'pull_requests_created',
    plan: 'seats',
    granting_team: 'seats',
    last_editor: 'seats',
    idle_band: 'seats',
  }),
);

/** The metric behind the counts of a dimension's values. */
export const countedBy = (dimension: string): string => COUNTED_BY.get(dimension) ?? 'reported_users';

/** A count of what a dimension's values are counted by: `312 people`, `1 seat`; null where it would say nothing. */
export function countText(dimension: string, count: number): string | null {
  const metric = countedBy(dimension);
  if (metric === 'seats') return plural(count, 'seat');
  return metric === 'reported_users' ? plural(count, 'person', 'people') : null;
}

/** Values in the order they are offered: those of the selection, Unknown after them, at the end those without data in it. */
export function offeredValues(
  dimension: string,
  found: readonly FilterValue[],
  known: readonly string[],
  chosen: ReadonlySet<string>,
): FilterValue[] {
  const here = new Set(found.map(({ value }) => value));
  const absent = [...new Set([...known, ...chosen])].filter((value) => !here.has(value)).sort();
  const rank = ({ value, count }: FilterValue): number =>
    (count === null ? 2 : 0) + (isUnknownValue(dimension, value) ? 1 : 0);
  return [...found, ...absent.map((value) => ({ value, count: null }))].sort((a, b) => rank(a) - rank(b));
}
