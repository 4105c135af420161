import type { CheckResult } from '../../data/reconcile.ts';
import { formatChange, formatExact, formatSize, plural } from '../../format/format.ts';

/** How a check ended, in a word, and whether it asks for somebody. */
export const VERDICTS: Readonly<
  Record<CheckResult['verdict'], { readonly word: string; readonly tone: 'good' | 'warn' | undefined }>
> = {
  unexplained: { word: 'unexplained', tone: 'warn' },
  untold: { word: 'not known', tone: undefined },
  explained: { word: 'explained', tone: 'good' },
  equal: { word: 'equal', tone: 'good' },
};

const ORDER = Object.keys(VERDICTS);

/** Checks that ask for somebody first, else as they are made. */
export const worstFirst = (results: readonly CheckResult[]): readonly CheckResult[] =>
  [...results].sort((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict));

/** A check's result in one sentence. */
export function checkWords({ verdict, theirs, ours, unit, unexplained, causes, why }: CheckResult): string {
  if (verdict === 'untold') return why ?? 'One of the numbers is missing.';
  if (verdict === 'equal') return `Both are ${formatExact(ours, unit)}.`;
  const named = causes.map(({ label, amount }) => `${label} ${formatChange(amount, unit)}`).join(', ');
  const both = `${formatExact(theirs, unit)} against ${formatExact(ours, unit)}`;
  const left = verdict === 'unexplained' && unexplained !== null ? `${formatSize(unexplained, unit)} unexplained` : '';
  return `${both}: ${[named, left].filter(Boolean).join('; ')}.`;
}

/** `11 pairs of GitHub's own numbers: 8 equal, 3 explained`. */
export function checksSay(results: readonly CheckResult[]): string {
  const counts = ORDER.flatMap((verdict) => {
    const count = results.filter((result) => result.verdict === verdict).length;
    return count === 0 ? [] : [`${count} ${VERDICTS[verdict as CheckResult['verdict']].word}`];
  });
  return `${plural(results.length, 'pair')} of GitHub’s own numbers, compared after every sync: ${counts.join(', ')}`;
}
