/** The part of a difference that rounding explains, and the rest. */
export interface Rounded {
  readonly amount: number;
  /** Null when either number is not known. */
  readonly unexplained: number | null;
}

/** Slack for numbers that a computer cannot write exactly, as a part of the number or of one. */
const SLACK = 1e-9;

/** The difference between two sums of decimals; what is no more than the computer's own error is 0. */
export function differenceOf(after: number, before: number): number {
  const difference = after - before;
  return Math.abs(difference) <= SLACK * Math.max(1, Math.abs(after), Math.abs(before)) ? 0 : difference;
}

/**
 * Between a number as shown and the same number as we make it: what lies within half a unit, either way, is rounding;
 * of what lies beyond, only what rounding ours would change.
 */
export function splitRounding(shown: number | null, made: number | null, unit: number | null): Rounded {
  if (shown === null || made === null) return { amount: 0, unexplained: null };
  const difference = differenceOf(made, shown);
  if (unit === null || difference === 0) return { amount: 0, unexplained: difference };
  if (Math.abs(difference) <= unit / 2 + SLACK * Math.max(1, Math.abs(made)))
    return { amount: difference, unexplained: 0 };
  const nearest = Math.round(made / unit) * unit;
  return { amount: differenceOf(made, nearest), unexplained: differenceOf(nearest, shown) };
}
