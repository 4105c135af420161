import { expect, it } from 'vitest';
import type { Measured } from '../measure/index.ts';
import { tallyOf, unknownTally } from '../measure/tally.ts';
import { foldWay } from './fold.ts';

const ofPeople = (...names: readonly string[]): Measured => {
  const over = tallyOf(names.length, { people: new Map(names.map((name) => [name, 1])) });
  return { value: over.value, why: null, over, under: null };
};
const ofDays = (days: Readonly<Record<string, number>>): Measured => {
  const value = Object.values(days).reduce((sum, one) => sum + one, 0);
  const over = tallyOf(value, { days: new Map(Object.entries(days)) });
  return { value, why: null, over, under: null };
};
const values = (way: readonly Measured[]) => foldWay(way).map(({ value }) => value);

it('leaves out who comes with one step and goes with a later one', () => {
  // Bo is of the enterprise only and passive: neither end counts her.
  expect(values([ofPeople('al'), ofPeople('al', 'bo'), ofPeople('al')])).toEqual([1, 1, 1]);
  expect(values([ofPeople('al', 'bo'), ofPeople('al'), ofPeople('al', 'bo')])).toEqual([2, 2, 2]);
});

it('keeps who only comes, and who only goes', () => {
  expect(values([ofPeople('al'), ofPeople('al', 'bo'), ofPeople('bo')])).toEqual([1, 2, 1]);
});

it('counts of a day that one end does not have only what the other end has of it', () => {
  expect(values([ofDays({ a: 5 }), ofDays({ a: 5, b: 30 }), ofDays({ a: 4, b: 20 })])).toEqual([5, 25, 24]);
});

it('leaves days alone that both ends have: two causes may change them in either direction', () => {
  expect(values([ofDays({ a: 100 }), ofDays({ a: 60 }), ofDays({ a: 70 })])).toEqual([100, 60, 70]);
});

it('leaves rates and steps without a number as they are', () => {
  const none: Measured = { value: null, why: 'x', over: unknownTally('x'), under: null };
  expect(values([ofPeople('al'), none, ofPeople('bo')])).toEqual([1, null, 1]);
  const rate = (over: number): Measured => ({ ...ofDays({ a: over }), value: over / 10, under: tallyOf(10, {}) });
  expect(values([rate(0), rate(3), rate(0)])).toEqual([0, 0.3, 0]);
});
