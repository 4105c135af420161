import { LIST_SEAT_PRICES } from '@flightdeck/catalog';
import { expect, test } from 'vitest';
import { costPartsNote, priceNotes } from '../notes/price-note.ts';
import { parseQuery } from '../request/metric-query.ts';
import { compileFormula } from './formula.ts';

const DAYS = { all: 7, working: 5 };
const SLOTS = new Map([
  ['generated', 0],
  ['accepted', 1],
]);
const a = { op: 'measure', measure: 'generated' } as const;
const b = { op: 'measure', measure: 'accepted' } as const;

test('a difference is null when either side is', () => {
  const compute = compileFormula({ op: 'difference', left: a, right: b }, SLOTS);
  expect(compute([7, 3], DAYS)).toBe(4);
  expect(compute([7, null], DAYS)).toBeNull();
});

test('seats turn into dollars to the cent, however many there are', () => {
  const cost = compileFormula(
    { op: 'cost', seats: { business: a, enterprise: b, other: b }, priced: a, planned: b },
    SLOTS,
    {
      business: 1910,
      enterprise: 3933,
    },
  );
  expect(cost([3, 1], DAYS)).toBe(96.63);
  expect(cost([100_003, 7], DAYS)).toBe(1_910_332.61);
  expect(cost([3, null], DAYS)).toBeNull();
});

test('plans without a price of their own cost what "other" says, and nothing that is known without it', () => {
  const zero = { op: 'difference', left: a, right: a } as const;
  const formula = {
    op: 'cost',
    seats: { business: zero, enterprise: zero, other: b },
    priced: zero,
    planned: b,
  } as const;
  const list = { business: 1900, enterprise: 3900 };
  expect(compileFormula(formula, SLOTS, list)([1, 3], DAYS)).toBeNull();
  expect(compileFormula(formula, SLOTS, { ...list, other: 1050 })([1, 3], DAYS)).toBe(31.5);
  const [note] = priceNotes(['idle_seat_cost'], { ...list, other: 1050 });
  expect(note?.message).toBe(
    'Price per seat and month: $19 for business and $39 for enterprise and $10.50 for any other plan, from SEAT_PRICES.',
  );
});

test('money says what price it was computed with, and where that is from', () => {
  expect(priceNotes(['seats', 'idle_seat_cost'], LIST_SEAT_PRICES)).toEqual([
    {
      code: 'prices',
      metric: 'idle_seat_cost',
      message: "Price per seat and month: $19 for business and $39 for enterprise, GitHub's list prices of 2026-10.",
    },
  ]);
  const [note] = priceNotes(['idle_seat_cost'], { business: 1550, enterprise: 3900 });
  expect(note?.message).toBe('Price per seat and month: $15.50 for business and $39 for enterprise, from SEAT_PRICES.');
});

test('says that the money of organizations does not add up to the total', () => {
  const noteOf = (by: readonly string[], scopes: readonly string[]) => {
    const range = { from: '2026-10-01', to: '2026-10-31' };
    return costPartsNote({ query: parseQuery({ metrics: ['seats', 'idle_seat_cost'], by, range }), scopes })?.code;
  };
  expect(noteOf(['organization'], ['org:acme', 'org:globex'])).toBe('organizations');
  expect(noteOf(['organization'], ['org:acme'])).toBeUndefined();
  expect(noteOf(['plan'], ['org:acme', 'org:globex'])).toBeUndefined();
});
