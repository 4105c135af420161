import type { Day, DayRange, MetricName } from '@flightdeck/catalog';
import type { Filter } from '@flightdeck/query';
import type { Window } from './window.ts';

/** The scopes a number is of, by label; never enterprises and organizations together. */
export interface ScopeChoice {
  readonly dimension: 'enterprise' | 'organization';
  readonly names: readonly string[];
}

/**
 * How people and their activity are added up: each person once; every organization for itself, then added; every team
 * for itself, then added; each person once, but only those in a team that GitHub reports.
 */
export type Counting = 'once' | 'by_organization' | 'by_team' | 'in_teams';

/**
 * Who counts as a person: a metric of the catalogue that counts people, or one of three that no metric has: everyone
 * with a seat (`seated`), those whose seat was last used in the window (`seat_active`), those with prompts or outputs
 * (`measured`).
 */
export type PeopleRule = 'seated' | 'seat_active' | 'measured' | MetricName;

/** What is counted: a metric that adds up, people by a rule, or how things stood on the last day of the window. */
export type Part =
  | { readonly kind: 'sum'; readonly metric: MetricName; readonly where: readonly Filter[] }
  | { readonly kind: 'people'; readonly rule: PeopleRule; readonly where: readonly Filter[] }
  | { readonly kind: 'latest'; readonly metric: MetricName; readonly where: readonly Filter[] };

/** Places outside editors that a number can leave out. */
export type Outside = 'cli' | 'app';

/** Features that a number is of. */
export type FeatureSet = 'all' | 'completions' | 'chat' | 'agent_edits' | 'without_completions';

/** Whose rows are read, and as they were known when; null = as `Definition.asOf` says. */
export interface Knowledge {
  readonly of: 'ours' | 'theirs';
  readonly asOf: string | null;
}

/** What was known of the days of a range; every other day is known as it is now. */
export interface Known {
  readonly range: DayRange;
  /** Days of it that nothing was known of; where they count, they count as known now. */
  readonly except: readonly Day[];
  readonly settled: Knowledge;
  readonly unsettled: Knowledge;
  /** Last day that was final: `settled` applies up to it, `unsettled` after it. */
  readonly finalTo: Day;
  /** The instant it was known (ISO). */
  readonly at: string;
}

/** How a number is made, apart from rounding. Two that are equal give the same number. */
export interface Definition {
  readonly over: Part;
  /** What `over` is divided by, null for a count. */
  readonly under: Part | null;
  readonly window: Window;
  readonly scope: ScopeChoice;
  readonly counting: Counting;
  /** Days of the window that are not in it. */
  readonly missing: readonly Day[];
  /** Last day that is in it, where only final days are; null = all. */
  readonly until: Day | null;
  /** Null: everything as it is known now. */
  readonly known: Known | null;
  /** The instant that counts as now; null = now. */
  readonly asOf: string | null;
  /** The breakdown it adds up, with or without what GitHub does not know; null = the totals. */
  readonly breakdown: { readonly dimension: string; readonly unknown: boolean } | null;
  readonly without: readonly Outside[];
  readonly features: FeatureSet;
  /** Counted by the rules GitHub had on this day; null = by those of each day. */
  readonly rules: Day | null;
  /** Narrows both sides alike. */
  readonly where: readonly Filter[];
}
