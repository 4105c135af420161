import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareValues, firstInOrder } from './order.ts';

const byValue = (a: { value: number | null }, b: { value: number | null }): number =>
  compareValues(a.value, b.value, true);

it('picks the first of many as sorting all of them would, equals in their order', () => {
  const items = fc.array(fc.record({ value: fc.option(fc.integer({ min: 0, max: 5 })), id: fc.nat() }));
  fc.assert(
    fc.property(items, fc.nat({ max: 12 }), (many, count) => {
      expect(firstInOrder(many, byValue, count)).toEqual([...many].sort(byValue).slice(0, count));
    }),
  );
});

it('puts nulls last whichever way', () => {
  const order = (descending: boolean) => firstInOrder([2, null, 3, 1], (a, b) => compareValues(a, b, descending), null);
  expect(order(false)).toEqual([1, 2, 3, null]);
  expect(order(true)).toEqual([3, 2, 1, null]);
});
