import { expect, it } from 'vitest';
import { splitRounding } from './rounding.ts';
import { parseShown } from './shown.ts';

it('takes what lies within half of the last digit for rounding, either way', () => {
  expect(splitRounding(0.31, 0.3149, 0.01).unexplained).toBe(0);
  expect(splitRounding(0.31, 0.3149, 0.01).amount).toBeCloseTo(0.0049, 12);
  expect(splitRounding(1200, 1150, 100)).toEqual({ amount: -50, unexplained: 0 });
});

it('leaves what rounding cannot do unexplained, in whole digits', () => {
  expect(splitRounding(1500, 1230, 100)).toEqual({ amount: 30, unexplained: -300 });
});

it('explains nothing of exact numbers, and nothing at all of a number that is not there', () => {
  expect(splitRounding(41, 42, null)).toEqual({ amount: 0, unexplained: 1 });
  expect(splitRounding(null, 42, null)).toEqual({ amount: 0, unexplained: null });
});

it.each([
  ['31.2 %', 0.312, 0.001],
  ['0.312', 0.312, 0.001],
  ['12,345', 12345, null],
  ['1.2k', 1200, 100],
  ['3 M', 3_000_000, 1_000_000],
  ['7%', 0.07, 0.01],
])('reads %s as it is shown', (text, value, roundedTo) => {
  expect(parseShown(text)).toEqual({ value, roundedTo });
});

it('refuses what is no number', () => {
  expect(() => parseShown('about 30')).toThrow('is not a number');
});
