import type { CheckResult } from '../../data/reconcile.ts';
import { formatChange, formatExact, formatSize, plural } from '../../format/format.ts';
import * as text from '../../text/pages/data-health.ts';

/** How a check ended, in a word, and whether it needs somebody. */
export const VERDICTS: Readonly<
  Record<CheckResult['verdict'], { readonly word: string; readonly tone: 'good' | 'warn' | undefined }>
> = {
  unexplained: { word: text.verdicts.unexplained, tone: 'warn' },
  untold: { word: text.verdicts.untold, tone: undefined },
  explained: { word: text.verdicts.explained, tone: 'good' },
  equal: { word: text.verdicts.equal, tone: 'good' },
};

const ORDER = Object.keys(VERDICTS);

/** Checks that need somebody first, else as they are made. */
export const worstFirst = (results: readonly CheckResult[]): readonly CheckResult[] =>
  [...results].sort((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict));

/** A check's result in one sentence. */
export function checkWords({ verdict, theirs, ours, unit, unexplained, causes, why }: CheckResult): string {
  if (verdict === 'untold') return why ?? text.oneIsMissing;
  if (verdict === 'equal') return text.bothAre({ value: formatExact(ours, unit) });
  const named = causes.map(({ label, amount }) => `${label} ${formatChange(amount, unit)}`).join(', ');
  const left =
    verdict === 'unexplained' && unexplained !== null
      ? text.amountUnexplained({ amount: formatSize(unexplained, unit) })
      : '';
  return text.against({
    theirs: formatExact(theirs, unit),
    ours: formatExact(ours, unit),
    causes: [named, left].filter(Boolean).join('; '),
  });
}

/** `11 pairs of GitHub's own numbers: 8 equal, 3 explained`. */
export function checksSay(results: readonly CheckResult[]): string {
  const counts = ORDER.flatMap((verdict) => {
    const count = results.filter((result) => result.verdict === verdict).length;
    return count === 0 ? [] : [`${count} ${VERDICTS[verdict as CheckResult['verdict']].word}`];
  });
  return text.checksMade({ pairs: plural(results.length, text.pair), verdicts: counts.join(', ') });
}
