import type { Condition, DayRange, FactName } from '@flightdeck/catalog';

/** A condition on a dimension. Teams by slug, people by login, scopes by label; an earlier slug or login is understood. */
export interface Filter {
  readonly dimension: string;
  readonly is: 'in' | 'not_in';
  readonly values: readonly string[];
}

/** What an engine computes in a group. `rows` counts rows and stands for distinct people where the grain makes them equal. */
export interface ScanMeasure {
  readonly name: string;
  readonly aggregate:
    | 'sum'
    | 'people'
    | 'person_days'
    | 'rows'
    | 'latest'
    | 'latest_total'
    | 'min'
    | 'people_in_several';
  readonly column: string | null;
  /** The column a summed one is multiplied with, row by row. */
  readonly weight?: string;
  /** All must hold for a row to count; a value is null when no row knows the columns tested. */
  readonly when: readonly Condition[];
  /** Where this is null in a group, it is 0 if the measure of that name, of another scan, counts anything in the group. */
  readonly noneWith?: string;
}

/** One aggregate question on one fact: everything an engine must do, nothing it must know of metrics. Serialisable. */
export interface Scan {
  readonly id: string;
  readonly fact: FactName;
  /** Scope keys (`org:acme`), at least one, all on one host: ids of people, teams and repositories are each host's own. */
  readonly scopes: readonly string[];
  readonly range: DayRange;
  /** Dimension names. Time buckets answer with their first day (ISO Monday for weeks), scopes with their label. */
  readonly by: readonly string[];
  readonly where: readonly Filter[];
  /**
   * True: several scopes, not grouped by scope. GitHub credits a person's activity to every organization, so rows of
   * one (person, day, remaining grain) are taken once, each counter at its highest unless `adds`.
   */
  readonly once: boolean;
  /** True, with `once`: rows of organizations are parts of a whole, so counters that are summed are added over scopes instead. */
  readonly adds?: boolean;
  /** True, over several scopes: teams as `acme/web`, whether or not another organization has a team of that name. */
  readonly fullTeamNames?: true;
  /** An instant in UTC: only what had been received by then (a landing's `fetchedAt`), each day in its latest version of that time. */
  readonly asOf?: string;
  /** Each is answered as if it were asked alone: neither its values nor the groups depend on those beside it. */
  readonly measures: readonly ScanMeasure[];
}

/** A whole number beyond 2^53 stays a bigint, so that counts are exact end to end. */
export type Value = number | bigint | null;

/** One group: a key for each of `by`, a value for each of `measures`. */
export interface ScanRow {
  readonly keys: readonly (string | null)[];
  readonly values: readonly Value[];
}

/** A name in a filter that is no longer in use, or never was. */
export interface EarlierName {
  /** The dimension of the filter: `team`, `user` or `repository`. */
  readonly dimension: string;
  /** As the filter has it. */
  readonly name: string;
  /** Current names of those found by it; several where teams of several organizations had it; empty where it was never in use. */
  readonly now: readonly string[];
}
