import type { Unit } from '../facts/fact.ts';
import type { MeasureName, MetricName } from '../names.ts';
import type { ReportKind } from '../reports/report.ts';
import type { SeatPlan } from './seat-prices.ts';

/** How a metric is made of measures. A ratio is null when anything in it is null or its denominator is 0. */
export type Formula =
  | { readonly op: 'measure'; readonly measure: MeasureName }
  | { readonly op: 'ratio'; readonly over: Formula; readonly under: Formula; readonly times: number }
  | { readonly op: 'product'; readonly left: Formula; readonly right: Formula }
  | { readonly op: 'difference'; readonly left: Formula; readonly right: Formula }
  | { readonly op: 'sum'; readonly left: Formula; readonly right: Formula }
  /**
   * Seats of each plan × its monthly price, in dollars; null where nobody has a plan with a price. `other` and `planned`:
   * seats of all plans without a price of their own, and holders of any plan, for when such plans are given a price.
   */
  | {
      readonly op: 'cost';
      readonly seats: Readonly<Record<SeatPlan | 'other', Formula>>;
      readonly priced: Formula;
      readonly planned: Formula;
    }
  /**
   * Days of the range, or of the bucket cut to the range, that have the reports the formula reads: a day without one is
   * unknown and no zero. Where scopes have different days, for each person those of their scopes.
   */
  | { readonly op: 'days' }
  /** Those of them that are a Monday to Friday. */
  | { readonly op: 'working_days' };

/** The mark a metric keeps on every page; names a token of the look. */
export type MetricColour =
  | 'accepted'
  | 'suggested'
  | 'people'
  | 'chat'
  | 'agent'
  | 'cli'
  | 'lines'
  | 'credits'
  | 'pulls';

/** Where GitHub reports a number. */
export interface MetricSource {
  readonly report: ReportKind;
  readonly field: string;
}

/** What follows a prefix in names that begin with it. */
export type After<Prefix extends string, Name extends string> = Name extends `${Prefix}${infer Rest}` ? Rest : never;

/** A number with a name, a definition and a source. */
export interface Metric {
  readonly name: MetricName;
  /** What it is called everywhere: in tiles, columns, legends, files and dashboards. It says its population and is no other metric's. */
  readonly label: string;
  /** The label at the end of a line, where other lines of its kind are beside it: `by lines`. */
  readonly mark: string;
  readonly unit: Unit;
  readonly formula: Formula;
  readonly better: 'up' | 'down' | 'neutral';
  readonly colour: MetricColour;
  /** One sentence. */
  readonly definition: string;
  /** Who or what is counted. */
  readonly population: string;
  readonly caveats: readonly string[];
  /** Reports and fields GitHub reports it in; the first is the main one. */
  readonly source: readonly MetricSource[];
  /** False: it counts from a day that moves, such as the start of a billing cycle, so an earlier value shows no change. */
  readonly comparable: boolean;
  /** Raised when the formula changes. */
  readonly version: number;
}
