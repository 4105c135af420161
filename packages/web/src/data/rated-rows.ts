import { findMetric, isRest, isUnknownValue, lacksAcceptAction, partsOf } from '@flightdeck/catalog';
import type { QueryResult, ResultRow } from '@flightdeck/query';
import { entityLabel } from '../theme/entities.ts';
import { numberOf } from './number-of.ts';

/** A rate of one value of a dimension with the outputs it stands on and what it was before. */
export interface RatedRow {
  readonly value: string;
  readonly label: string;
  readonly now: number;
  readonly before: number | null;
  readonly under: number;
  /** Outputs before; 0 where nothing is known. */
  readonly underBefore: number;
}

/** Rates by value, the highest first; Unknown and what nobody can accept are not among them, and `leftOut` have fewer outputs than `minimum`. */
export function ratedRows(
  result: Pick<QueryResult, 'rows' | 'comparison'>,
  dimension: string,
  rate: string,
  minimum: number,
): { readonly rows: readonly RatedRow[]; readonly leftOut: number } {
  const metric = findMetric(rate);
  const { over, under } = (metric && partsOf(metric)) || {};
  const volume = (row: ResultRow | undefined): number => (under ? (numberOf(row?.[under]) ?? 0) : 0);
  const before = new Map(result.comparison?.rows.map((row) => [String(row[dimension]), row]));
  const all = result.rows.flatMap((row): RatedRow[] => {
    const now = numberOf(row[rate]);
    const accepted = over ? numberOf(row[over]) : null;
    if (now === null || isUnknownValue(dimension, row[dimension])) return [];
    if (lacksAcceptAction(dimension, row[dimension], accepted)) return [];
    const value = String(row[dimension]);
    const old = before.get(value);
    return [
      {
        value,
        label: entityLabel(dimension, value),
        now,
        before: numberOf(old?.[rate]),
        under: volume(row),
        underBefore: volume(old),
      },
    ];
  });
  const rows = all.filter((row) => row.under >= minimum).sort((a, b) => b.now - a.now || b.under - a.under);
  return { rows, leftOut: all.filter((row) => row.under < minimum && !isRest(dimension, row.value)).length };
}

/** The rows of values that have a name of their own: neither Unknown nor GitHub's collection of small ones. */
export const namedRows = (rows: readonly ResultRow[], dimension: string): ResultRow[] =>
  rows.filter((row) => !isUnknownValue(dimension, row[dimension]) && !isRest(dimension, row[dimension]));
