import type { Day, ReportKind } from '@flightdeck/catalog';
import { totalOfNone } from '@flightdeck/query';
import type { RestatementRow } from '@flightdeck/store';
import type { Content } from '../ledger/ledger-days.ts';

/** One row for each measure whose total of the day differs; a fact without rows has 0 rows and unknown sums. */
export function compareContents(
  before: Content,
  after: Content,
  where: { readonly at: string; readonly scope: string; readonly report: ReportKind; readonly day: Day },
): readonly RestatementRow[] {
  const [was, is] = [totalsOf(before), totalsOf(after, before)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((measure) => {
    const none = totalOfNone(measure)?.toString() ?? null;
    const [a, b] = [was.get(measure) ?? none, is.get(measure) ?? none];
    if (a === b) return [];
    return { ...where, measure, before: a === null ? null : Number(a), after: b === null ? null : Number(b) };
  });
}

/** Totals by measure. Where the other content has the fact without a column, as earlier versions wrote it without flags, it is left out. */
function totalsOf(content: Content, other: Content = {}): ReadonlyMap<string, string | null> {
  return new Map(
    Object.entries(content).flatMap(([fact, { rows, sums }]) => {
      const comparable = Object.entries(sums).filter(([column]) => !other[fact] || column in other[fact].sums);
      return [
        [`${fact}.rows`, String(rows)] as const,
        ...comparable.map(([column, sum]) => [`${fact}.${column}`, sum] as const),
      ];
    }),
  );
}
