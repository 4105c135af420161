import { expect, it } from 'vitest';
import { splitRounding } from './rounding.ts';
import { checkShown, parseShown } from './shown.ts';

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
  ['12,345', 12345, 1],
  ['352', 352, 1],
  ['1.2k', 1200, 100],
  ['1,2k', 1200, 100],
  ['35%', 0.35, 0.01],
  ['35.4 %', 0.354, 0.001],
  ['35,4 %', 0.354, 0.001],
  ['0,354', 0.354, 0.001],
  ["1'234'567", 1234567, 1],
  ['−3', -3, 1],
  ['3 M', 3_000_000, 1_000_000],
  ['7%', 0.07, 0.01],
])('reads %s as it is shown', (text, value, roundedTo) => {
  expect(parseShown(text)).toEqual({ value, roundedTo });
});

it('refuses what is no number', () => {
  for (const text of ['about 30', '', '%', '1,2,3', '1.2.3', '12,34,5', 'k'])
    expect(() => parseShown(text)).toThrow('is not a number');
});

it('takes half of the last digit for the tolerance of what is not whole, and explains nothing of what is', () => {
  expect(splitRounding(123, 123.45, parseShown('123').roundedTo).unexplained).toBe(0);
  expect(splitRounding(123, 124, parseShown('123').roundedTo)).toEqual({ amount: 0, unexplained: 1 });
});

it('refuses a share of what is counted, and a rate without its percent sign', () => {
  const check = (text: string, unit: 'people' | 'ratio') => () => checkShown(text, parseShown(text), unit, 'It');
  expect(check('35 %', 'people')).toThrow('It counts people, and "35 %" is a share.');
  expect(check('31.2', 'ratio')).toThrow('It is a rate, and "31.2" would be 3120 %.');
  expect(check('31.2 %', 'ratio')).not.toThrow();
  expect(check('0.312', 'ratio')).not.toThrow();
});
