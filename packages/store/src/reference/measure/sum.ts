import type { Fact } from '@flightdeck/catalog';
import type { ScanMeasure, Value } from '@flightdeck/query';
import { toValue } from '../../shared/values.ts';
import { cellOf, type Row } from '../row.ts';
import { counts } from './conditions.ts';

/** The measure's column, times its weight, added up over the rows that count; exact for whole numbers and decimals. Null when no such row has both. */
export function sumOf(fact: Fact, { column, weight, when }: ScanMeasure, rows: readonly Row[]): Value {
  const type = fact.columns.find(({ name }) => name === column)?.type;
  const isFloat = type === 'number' || weight !== undefined;
  let whole: bigint | null = null;
  let float: number | null = null;
  for (const row of rows) {
    const cell = cellOf(row, column);
    const factor = weight === undefined ? 1 : cellOf(row, weight);
    if (cell === null || factor === null || !counts(row, when)) continue;
    if (isFloat) float = (float ?? 0) + Number(cell) * Number(factor);
    else whole = (whole ?? 0n) + BigInt(String(cell));
  }
  if (isFloat) return float;
  if (whole === null) return null;
  return type === 'decimal' ? fromNano(whole) : toValue(whole);
}

/** Billionths as a number. */
export function fromNano(nano: bigint): number {
  const text = String(nano < 0n ? -nano : nano).padStart(10, '0');
  return Number(`${nano < 0n ? '-' : ''}${text.slice(0, -9)}.${text.slice(-9)}`);
}
