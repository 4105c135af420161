import { describe, expect, it } from 'vitest';
import { linear, placesOf } from './scale.ts';

describe('a linear scale', () => {
  it('stands the lowest value at the first end and goes on beyond both', () => {
    const y = linear([10, 30], [100, 0]);
    expect([10, 20, 30, 40].map(y)).toEqual([100, 50, 0, -50]);
  });

  it('stands everything at the first end where all values are one', () => {
    expect(linear([5, 5], [100, 0])(5)).toBe(100);
  });
});

describe('places of steps', () => {
  it('are equally wide and fill what is between the ends', () => {
    const places = placesOf(4, [20, 100]);
    expect(places.width).toBe(20);
    expect(places.starts).toEqual([20, 40, 60, 80]);
    expect(places.centers).toEqual([30, 50, 70, 90]);
  });

  it('say which step a pointer is on, and none outside', () => {
    const places = placesOf(4, [20, 100]);
    expect([19, 20, 39, 41, 100, 101].map((x) => places.indexAt(x))).toEqual([null, 0, 0, 1, 3, null]);
    expect(placesOf(0, [20, 100]).indexAt(50)).toBeNull();
  });
});
