import type { CauseName, Day, DayRange, Unit } from '@flightdeck/catalog';
import type { Definition, ScopeChoice } from './definition.ts';

/** A change behind a cause: of a day, an organization, a team or a value of a dimension. */
export interface Change {
  readonly key: string;
  readonly before: number;
  readonly after: number;
}

/** What a cause rests on. Lists are whole; whoever shows them decides how many and to whom. */
export interface Evidence {
  /** Days whose value changes, in order; for a rate, of its numerator. */
  readonly days: readonly Change[];
  /** People counted more or less often than before, by login: `before` and `after` say how often. */
  readonly people: readonly Change[];
  /** Organizations or teams added up; of a scope the organizations of the people, '' for none. */
  readonly groups: readonly Change[];
  /** Numerator and denominator of a rate, before and after. */
  readonly parts: readonly Change[];
  /** Days the cause is about, such as missing ones. */
  readonly about: readonly Day[];
}

/** One step from their number to ours. */
export interface CauseShare {
  /** Name of a cause of the catalogue. */
  readonly cause: CauseName;
  readonly label: string;
  /** What aligning this one thing adds to their number; for a rate a difference of ratios. */
  readonly amount: number;
  /** The number after this step. */
  readonly running: number;
  readonly sentence: string;
  readonly evidence: Evidence;
}

/** A cause whose share cannot be determined, and why. */
export interface Unanswered {
  readonly cause: CauseName;
  readonly label: string;
  readonly why: string;
}

/** One side: a number, where it is from and how it is made. */
export interface Side {
  /** Name of a source; `flightdeck` for ours. */
  readonly source: string;
  readonly label: string;
  /** Null when it has no value. */
  readonly value: number | null;
  readonly definition: Definition;
  /** The window in words. */
  readonly window: string;
  readonly range: DayRange;
  readonly scope: ScopeChoice;
  /** When it was read or exported (ISO instant); null = now. */
  readonly readAt: string | null;
}

/** How their number was read where GitHub's pages leave it open. */
export interface ReadAs {
  /** Who counts as active in it; null where nobody does. */
  readonly people: 'prompts' | 'reported' | null;
  readonly words: string;
  /** Other ways to read it that leave another remainder. */
  readonly others: readonly { readonly words: string; readonly unexplained: number | null }[];
}

/** Why two numbers differ. `theirs.value + Σ steps.amount + unexplained = ours.value`, exactly for counts. */
export interface Reconciliation {
  readonly metric: string;
  readonly label: string;
  readonly unit: Unit;
  readonly theirs: Side;
  readonly ours: Side;
  /** Ours − theirs; null when either has no value. */
  readonly difference: number | null;
  /** Causes worth something, in the order of the catalogue. */
  readonly steps: readonly CauseShare[];
  /** What no cause explains; null when it cannot be determined. */
  readonly unexplained: number | null;
  /** Σ of the causes' sizes, whatever their direction. */
  readonly explained: number;
  /** Causes that were looked at and are worth nothing. */
  readonly worthNothing: readonly CauseName[];
  readonly unanswered: readonly Unanswered[];
  /** Absent where their number is read in one way only. */
  readonly reading?: ReadAs;
  /** What else the reader must know. */
  readonly notes: readonly string[];
}
