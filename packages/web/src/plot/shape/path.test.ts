import { describe, expect, it } from 'vitest';
import { bridged, pathOf, waysOf } from './path.ts';

describe('the path of a line', () => {
  it('joins neighbours and leaves a gap where nothing is known', () => {
    expect(pathOf([[0, 5], [10, 7.25], null, [30, 1], [40, 2]])).toBe('M0,5L10,7.3M30,1L40,2');
  });

  it('draws only the ways whose later end is wanted', () => {
    const places = [[0, 5] as const, [10, 6] as const, [20, 7] as const, [30, 8] as const];
    expect(pathOf(places, (index) => index < 2)).toBe('M0,5L10,6');
    expect(pathOf(places, (index) => index >= 2)).toBe('M10,6L20,7L30,8');
  });

  it('can be of ways that begin anew at every place', () => {
    const places = [[0, 5] as const, [10, 6] as const, null, [30, 8] as const, [40, 9] as const];
    expect(waysOf(places, () => true)).toBe('M0,5L10,6M30,8L40,9');
    expect(waysOf([[0, 5] as const, [10, 6] as const, [20, 7] as const], () => true)).toBe('M0,5L10,6M10,6L20,7');
  });

  it('is empty for a single place and for none', () => {
    expect(pathOf([[0, 5], null])).toBe('');
    expect(pathOf([])).toBe('');
  });
});

describe('values a line passes over', () => {
  it('stand on the straight way between their neighbours', () => {
    expect(bridged([10, null, null, 40], [false, true, true, false])).toEqual([10, 20, 30, 40]);
  });

  it('stay unknown at an end, beside a gap and where nothing is passed over', () => {
    expect(bridged([null, 10], [true, false])).toEqual([null, 10]);
    expect(bridged([10, null, null], [false, true, false])).toEqual([10, null, null]);
    expect(bridged([10, null, 30], [false, false, false])).toEqual([10, null, 30]);
  });
});
