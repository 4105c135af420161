import type { Formula } from '@flightdeck/catalog';
import type { Value } from './scan.ts';

/** The value of a formula over one group's measures, in a range or bucket of so many days. */
export type Compute = (values: readonly Value[], days: number) => Value;

/** Null when anything the formula needs is unknown or nothing stands below the line. `slots`: where each measure stands. */
export function compileFormula(formula: Formula, slots: ReadonlyMap<string, number>): Compute {
  if (formula.op === 'days') return (_values, days) => days;
  if (formula.op === 'measure') {
    const slot = slots.get(formula.measure);
    return slot === undefined ? () => null : (values) => values[slot] ?? null;
  }
  const [first, second] = formula.op === 'ratio' ? [formula.over, formula.under] : [formula.left, formula.right];
  const left = compileFormula(first, slots);
  const right = compileFormula(second, slots);
  const times = formula.op === 'ratio' ? formula.times : null;
  return (values, days) => {
    const a = left(values, days);
    const b = right(values, days);
    if (a === null || b === null) return null;
    if (times === null) return Number(a) * Number(b);
    return Number(b) === 0 ? null : (Number(a) / Number(b)) * times;
  };
}
