/** The part of a difference that rounding explains, and the rest. */
export interface Rounded {
  readonly amount: number;
  /** Null when either number is not known. */
  readonly unexplained: number | null;
}

/** Slack for numbers that a computer cannot write exactly. */
const SLACK = 1e-9;

/**
 * Between a number as shown and the same number as we make it: what lies within half a unit, either way, is rounding;
 * of what lies beyond, only what rounding ours would change.
 */
export function splitRounding(shown: number | null, made: number | null, unit: number | null): Rounded {
  if (shown === null || made === null) return { amount: 0, unexplained: null };
  const difference = clean(made - shown);
  if (unit === null || difference === 0) return { amount: 0, unexplained: difference };
  if (Math.abs(difference) <= unit / 2 + SLACK) return { amount: difference, unexplained: 0 };
  const nearest = Math.round(made / unit) * unit;
  return { amount: clean(made - nearest), unexplained: clean(nearest - shown) };
}

const clean = (difference: number): number => (Math.abs(difference) < SLACK ? 0 : difference);
