import { isUnknownValue } from '@flightdeck/catalog';
import type { QueryResult, ResultRow } from '@flightdeck/query';
import { numberOf } from '../../data/number-of.ts';
import { formatDigits, signed } from '../../format/format.ts';
import * as words from '../../text/kinds/changes.ts';
import * as shared from '../../text/kinds/shared.ts';
import { entityLabel, pluralOf, singularOf } from '../../theme/entities.ts';

/** A share of a rate's change, in points (0.01 = one point is 1). */
export interface MovedRow {
  readonly value: string | null;
  readonly label: string;
  readonly points: number;
  readonly text: string;
}

/** Shares of a change that sum exactly to it; null when there is nothing to compare with. */
export interface Moved {
  readonly rows: readonly MovedRow[];
  readonly total: MovedRow;
  /** Largest absolute share, for the bars. */
  readonly reach: number;
}

const MOST_ROWS = 8;

/** `+0.18`, `−0.05`, `0.00`. */
export function formatPoints(points: number): string {
  return signed(Math.round(points * 100) / 100, (size) => formatDigits(size, 2, 2));
}

const cell = (row: ResultRow | undefined | null, name: string): number => numberOf(row?.[name]) ?? 0;

/**
 * Splits the change of Σ over ÷ Σ under by a dimension: (o − r₀·u)/U − (o₀ − r₀·u₀)/U₀ of each value, where r₀ is the rate
 * before. Where the values overlap or do not cover the whole, what is left over is a row of its own.
 */
export function prepareMoved(
  result: QueryResult,
  dimension: string,
  [over, under]: readonly [string, string],
): Moved | null {
  const [now, before] = [result.total, result.comparison?.total];
  const [U, U0] = [cell(now, under), cell(before, under)];
  if (U === 0 || U0 === 0) return null;
  const r0 = cell(before, over) / U0;
  const change = (cell(now, over) / U - r0) * 100;
  const earlier = new Map(result.comparison?.rows.map((row) => [row[dimension], row]));
  const later = new Map(result.rows.map((row) => [row[dimension], row]));
  const values = [...new Set([...later.keys(), ...earlier.keys()])].filter(
    (value) => !isUnknownValue(dimension, value),
  );
  const pull = (row: ResultRow | undefined, whole: number): number => (cell(row, over) - r0 * cell(row, under)) / whole;
  const rows = values
    .map((value) => ({
      value: String(value),
      label: entityLabel(dimension, String(value)),
      points: (pull(later.get(value ?? null), U) - pull(earlier.get(value ?? null), U0)) * 100,
    }))
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
  const shown = rows.slice(0, MOST_ROWS).sort((a, b) => b.points - a.points);
  const others = rows.slice(MOST_ROWS);
  const tail: { readonly value: string | null; readonly label: string; readonly points: number }[] = [];
  if (others.length > 0)
    tail.push({
      value: null,
      label: words.others({ count: others.length, one: singularOf(dimension), plural: pluralOf(dimension) }),
      points: others.reduce((sum, row) => sum + row.points, 0),
    });
  const rest = change - rows.reduce((sum, row) => sum + row.points, 0);
  if (Math.abs(rest) >= 0.005)
    tail.push({ value: null, label: dimension === 'team' ? words.noTeam : shared.unknown, points: rest });
  const all = [...shown, ...tail].map((row) => ({ ...row, text: formatPoints(row.points) }));
  return {
    rows: all,
    total: {
      value: null,
      label: shared.all({ plural: pluralOf(dimension) }),
      points: change,
      text: formatPoints(change),
    },
    reach: Math.max(0.01, ...all.map((row) => Math.abs(row.points))),
  };
}
