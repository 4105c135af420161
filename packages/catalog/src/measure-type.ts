/** A test on one column of the fact's row. */
export type Condition =
  | { readonly column: string; readonly op: 'above'; readonly value: number }
  | { readonly column: string; readonly op: 'true' }
  | { readonly column: string; readonly op: 'in'; readonly values: readonly string[] };

/**
 * `sum` of a column · `people`: distinct people · `person_days`: distinct (person, day) · `latest`: the value of the
 * last day that has one, for figures GitHub has already aggregated; null over several scopes.
 */
export type Aggregate = 'sum' | 'people' | 'person_days' | 'latest';

/**
 * An aggregate over one of several facts that hold the same thing at different grain. Null when no row tells, never 0.
 * Additive over time and groups only when `sum`; person facts over several organizations are deduplicated, never added.
 */
export interface Measure {
  readonly name: string;
  readonly aggregate: Aggregate;
  /** The summed or latest column; null for `people` and `person_days`. */
  readonly column: string | null;
  /** Candidates, the cheapest first; the first that has all dimensions asked for answers. */
  readonly facts: readonly string[];
  /** Rows that count. */
  readonly when: readonly Condition[];
}
