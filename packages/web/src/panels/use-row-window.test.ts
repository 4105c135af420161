import { expect, it } from 'vitest';
import { windowSize, windowStart } from './use-row-window.ts';

it('moves by eight rows at once and keeps four above those in sight', () => {
  expect(windowStart(0, 34)).toBe(0);
  expect(windowStart(34 * 11 + 33, 34)).toBe(0);
  expect(windowStart(34 * 12, 34)).toBe(8);
  expect(windowStart(34 * 20, 34)).toBe(16);
});

it('draws all rows in sight and four below wherever it stands', () => {
  const size = windowSize(720, 34);
  expect(size).toBe(38);
  for (const scrollTop of [0, 33, 34 * 11 + 33, 34 * 12, 34 * 19 + 33])
    expect(windowStart(scrollTop, 34) + size).toBeGreaterThanOrEqual(Math.ceil((scrollTop + 720) / 34) + 4);
});
