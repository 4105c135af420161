import type { Reconciliation } from '../result.ts';

/** One line of the way from their number to ours. */
export interface WayRow {
  /** `theirs`, the name of a cause, `unexplained` or `ours`. */
  readonly step: string;
  readonly label: string;
  /** What the step adds; null for the two ends and for an unknown share. */
  readonly amount: number | null;
  /** The number after it; null when there is none. */
  readonly running: number | null;
  readonly sentence: string;
}

/** The way from their number to ours, line by line: theirs, each cause, what is left, ours. */
export function wayRows(answer: Reconciliation): readonly WayRow[] {
  const { theirs, ours, steps, unanswered, unexplained } = answer;
  return [
    { step: 'theirs', label: theirs.label, amount: null, running: theirs.value, sentence: theirs.window },
    ...steps.map(({ cause, label, amount, running, sentence }) => ({ step: cause, label, amount, running, sentence })),
    ...unanswered.map(({ cause, label, why }) => ({
      step: cause,
      label,
      amount: null,
      running: null,
      sentence: `Its share is not known: ${why}`,
    })),
    {
      step: 'unexplained',
      label: 'Unexplained',
      amount: unexplained,
      running: ours.value,
      sentence: unexplained === null ? 'It is not known: one of the numbers is missing.' : '',
    },
    { step: 'ours', label: ours.label, amount: null, running: ours.value, sentence: ours.window },
  ];
}

/** True when the unexplained remainder exceeds the tolerance, or is unknown. */
export function exceeds({ unexplained, unit }: Reconciliation, tolerance: number): boolean {
  // Shares of rates are differences of doubles: below this they are the computer's.
  const noise = unit === 'ratio' ? 1e-9 : 0;
  return unexplained === null || Math.abs(unexplained) > tolerance + noise;
}
