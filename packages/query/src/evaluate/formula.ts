import { type Formula, LIST_SEAT_PRICES, SEAT_PLANS, type SeatPrices } from '@flightdeck/catalog';
import type { Value } from '../scan.ts';

/** Days that have a report, of a range or of a bucket cut to it, and those of them that are a Monday to Friday. */
export interface DayCounts {
  readonly all: number;
  readonly working: number;
}

/** The value of a formula over one group's measures, on so many days with a report. */
export type Compute = (values: readonly Value[], days: DayCounts) => Value;

/**
 * Null when anything the formula needs is unknown or a denominator is 0. `slots`: the index of each measure;
 * `prices` turn seats into dollars.
 */
export function compileFormula(
  formula: Formula,
  slots: ReadonlyMap<string, number>,
  prices: SeatPrices = LIST_SEAT_PRICES,
): Compute {
  const compile = (part: Formula): Compute => compileFormula(part, slots, prices);
  switch (formula.op) {
    case 'days':
      return (_values, days) => days.all;
    case 'working_days':
      return (_values, days) => days.working;
    case 'measure': {
      const slot = slots.get(formula.measure);
      return slot === undefined ? () => null : (values) => values[slot] ?? null;
    }
    case 'cost':
      return costOf(
        new Map([
          ...SEAT_PLANS.map((plan) => [compile(formula.seats[plan]), prices[plan]] as const),
          ...(prices.other === undefined ? [] : [[compile(formula.seats.other), prices.other] as const]),
        ]),
        compile(prices.other === undefined ? formula.priced : formula.planned),
      );
    case 'ratio':
      return join(compile(formula.over), compile(formula.under), (a, b) => (b === 0 ? null : (a / b) * formula.times));
    case 'product':
      return join(compile(formula.left), compile(formula.right), (a, b) => a * b);
    case 'difference':
      return join(compile(formula.left), compile(formula.right), (a, b) => a - b);
    case 'sum':
      return join(compile(formula.left), compile(formula.right), (a, b) => a + b);
  }
}

function join(left: Compute, right: Compute, combine: (a: number, b: number) => number | null): Compute {
  return (values, days) => {
    const a = left(values, days);
    const b = right(values, days);
    return a === null || b === null ? null : combine(Number(a), Number(b));
  };
}

/** Added up in whole cents and divided once, so that the dollars are the nearest number to the exact sum. */
function costOf(cents: ReadonlyMap<Compute, number>, priced: Compute): Compute {
  return (values, days) => {
    if (!priced(values, days)) return null;
    let sum = 0;
    for (const [seats, price] of cents) {
      const count = seats(values, days);
      if (count === null) return null;
      sum += Number(count) * price;
    }
    return sum / 100;
  };
}
