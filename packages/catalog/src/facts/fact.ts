import type { Day } from '../base/day.ts';
import type { FactName } from '../names.ts';
import type { ReportKind } from '../reports/report.ts';

/**
 * What a column holds. `count`: whole, ≥ 0, 64 bit · `decimal`: exact, money-like · `number`: GitHub's own average or
 * median · `id`: GitHub's numeric id · `flag`: true, false or unknown · `text` · `day`.
 */
export type ColumnType = 'count' | 'decimal' | 'number' | 'id' | 'flag' | 'text' | 'day';

/** One column of a fact. Every column outside the grain may be null: absent is not zero. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly unit: Unit | null;
  /** First day GitHub reported it. */
  readonly since: Day;
  readonly says: string;
  /** What it means when a day's report leaves the column out; `unknown` unless it says otherwise. */
  readonly absent?: Absent;
  /** True: computed from other columns of the row when it is normalised; the sentence above says how. */
  readonly derived?: true;
  /** True: GitHub and editors write its values in varying case, so lower case is stored. */
  readonly folded?: true;
  /** True: text that is an instant or a calendar day, or the row is left out; other columns are computed from it. */
  readonly instant?: true;
}

/**
 * What leaving a field out means on a day with a report, since the field's first day: `none`: there was none, 0 ·
 * `nothing`: there was nothing to measure, as a median of no merges has no value, so the last figure is an earlier one · `unknown`: not measured, never 0.
 * @source github/docs "Copilot usage metrics" reference: "Omitted … no CLI usage that day" and the like.
 */
export type Absent = 'none' | 'nothing' | 'unknown';

/** What a number counts; decides how it is written for people. */
export type Unit =
  | 'people'
  | 'prompts'
  | 'outputs'
  | 'acceptances'
  | 'lines'
  | 'credits'
  | 'tokens'
  | 'sessions'
  | 'requests'
  | 'days'
  | 'pull requests'
  | 'suggestions'
  | 'minutes'
  | 'events'
  | 'seats'
  | 'dollars'
  | 'ratio'
  | 'per person'
  | 'score';

/** Where in a report's record the rows of a fact stand, and which path fills which column. */
export interface FactSource {
  readonly report: ReportKind;
  /**
   * `''` = the record itself, `totals_by_ide[]` = one row an element, `totals_by_cli` = one row when the object is there;
   * `editors[].models[]` = one row an element of the inner lists.
   */
  readonly at: string;
  /** `none`: a record without the place had none of it, so that sums over its rows are 0; else they are not known. */
  readonly absent?: 'none';
  /** Columns that every row of this source carries as they stand here. */
  readonly constants: Readonly<Record<string, string>>;
  /**
   * Column → paths below `at`, or from the record itself when they begin with `^`; the first one present wins. Such a path
   * may go through lists `at` goes through (`^editors[].name`) and then means the element the row stands in. One that begins
   * with `+` is below `at` and added up over every list it goes through.
   */
  readonly paths: Readonly<Record<string, readonly string[]>>;
}

/** One table. `grain` columns identify a row; `scope` and `day` come first in every grain. */
export interface Fact {
  readonly name: FactName;
  readonly grain: readonly string[];
  /** The report a day of this fact is replaced with. */
  readonly report: ReportKind;
  /** All columns but `scope` and `day`, grain columns first. */
  readonly columns: readonly Column[];
  readonly sources: readonly FactSource[];
  readonly says: string;
  /** Columns outside the grain that rows can be grouped and filtered by, besides those of the grain. */
  readonly attributes?: readonly string[];
  /**
   * True: a row states how things stood on its day, so days never add up. Of each time bucket and scope only the last day
   * with a loaded snapshot is read, also when that snapshot was empty.
   */
  readonly snapshot?: true;
}

/** A path of GitHub's reports that no fact stores, and why; `.*` at its end stands for everything else below it. */
export interface IgnoredPath {
  readonly path: string;
  /** The reports it is ignored in; elsewhere the same path is a new field. */
  readonly reports: readonly ReportKind[];
  readonly why: string;
}
