import type { WorkCalendar } from '../base/working-days.ts';
import type { FactName, MeasureName } from '../names.ts';

/**
 * A test on one column of the fact's row. `above`, `true` and `in` need the column: where no row knows it, the measure is
 * null. `known`, `unknown` and `within` (known and at most the value) ask just whether it is known, so they always
 * apply, and so does `working_day`: Monday to Friday, or what the calendar says.
 */
export type Condition =
  | { readonly column: string; readonly op: 'above'; readonly value: number }
  | { readonly column: string; readonly op: 'true' }
  | { readonly column: string; readonly op: 'in'; readonly values: readonly string[] }
  | { readonly column: string; readonly op: 'known' }
  | { readonly column: string; readonly op: 'unknown' }
  | { readonly column: string; readonly op: 'within'; readonly value: number }
  | { readonly column: 'day'; readonly op: 'working_day'; readonly calendar?: WorkCalendar };

/**
 * `sum` of a column · `people`: distinct people · `person_days`: distinct (person, day) · `latest`: the value of the
 * last day that has one, for figures GitHub has already aggregated; null over several scopes, repositories or other
 * rows of a day · `latest_total`: the sum over the rows of the last day that has any, for people in groups that exclude
 * each other; null over several scopes · `rows`: how many rows · `min`: the least value of a column · `people_in_several`:
 * distinct people whose rows hold two or more values of the column.
 */
export type Aggregate =
  | 'sum'
  | 'people'
  | 'person_days'
  | 'latest'
  | 'latest_total'
  | 'rows'
  | 'min'
  | 'people_in_several';

/**
 * An aggregate over one of several facts that hold the same thing at different grain. Null, never 0, when no row has a value.
 * Additive over time and groups only when `sum`; person facts over several organizations are deduplicated, never added.
 */
export interface Measure {
  readonly name: MeasureName;
  readonly aggregate: Aggregate;
  /** Column the aggregate reads; null when it only counts rows. */
  readonly column: string | null;
  /** A sum of products: the column the summed one is multiplied with, as when GitHub gives means and their people. */
  readonly weight?: string;
  /** Candidates, the cheapest first; the first that has all dimensions asked for answers. */
  readonly facts: readonly FactName[];
  /** Rows that count. */
  readonly when: readonly Condition[];
}
