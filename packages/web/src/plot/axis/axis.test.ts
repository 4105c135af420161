import { describe, expect, it } from 'vitest';
import { axisForLines, axisFromZero } from './axis.ts';

describe('value axes', () => {
  it('start at zero for bars and end close above the highest value', () => {
    expect(axisFromZero(331, true).ticks).toEqual([0, 100, 200, 300, 400]);
    expect(axisFromZero(231, true).ticks).toEqual([0, 60, 120, 180, 240]);
    expect(axisFromZero(15_800, true).ticks).toEqual([0, 4000, 8000, 12_000, 16_000]);
    expect(axisFromZero(2, true).ticks.every(Number.isInteger)).toBe(true);
  });

  it('leave zero out of a line only when the values fill less than 40 % of the way', () => {
    expect(axisForLines([0.29, 0.3, 0.316], 0.2).ticks).toEqual([0.15, 0.2, 0.25, 0.3, 0.35]);
    expect(axisForLines([0.18, 0.42]).min).toBe(0);
    expect(axisForLines([]).min).toBe(0);
  });
});
