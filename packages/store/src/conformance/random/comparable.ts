import type { ScanRow, Value } from '@flightdeck/query';

/** Rows in an order of their own, with floats at the precision that adding them up in any order keeps. */
export function comparable(rows: readonly ScanRow[]): readonly ScanRow[] {
  return rows
    .map(({ keys, values }) => ({ keys, values: values.map(rounded) }))
    .sort((a, b) => (JSON.stringify(a.keys) < JSON.stringify(b.keys) ? -1 : 1));
}

const rounded = (value: Value): Value =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(12)) : value;
