/** Texts of the pages about one dimension: teams, languages, editors, models, features. */
import type { ReactNode } from 'react';
import { say } from '../say.ts';

export const noneReported = ({ plural }: { readonly plural: string }): string =>
  `No ${plural} were reported for these days and filters.`;
export const count = ({ counted }: { readonly counted: ReactNode }): ReactNode => say`${counted}. `;

interface Part {
  readonly name: ReactNode;
  readonly rate: string;
  /** What the rate is of. */
  readonly of: string;
}

export const bestAndLeast = ({
  counted,
  best,
  least,
  what,
}: {
  readonly counted: ReactNode;
  readonly best: Part;
  readonly least: Part;
  /** What is accepted, as a noun: completions, outputs of all features. */
  readonly what: string;
}): ReactNode =>
  say`${counted}. Highest acceptance rate of ${what}: ${best.name}, ${best.rate} of ${best.of}; lowest: ${least.name}, ${least.rate} of ${least.of}. `;
