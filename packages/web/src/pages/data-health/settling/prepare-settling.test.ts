import { expect, it } from 'vitest';
import type { SettlingPoint } from '../../../data/status/status.ts';
import { prepareSettling } from './prepare-settling.ts';

const point = (daysAfter: number, median: number, low = median, high = median): SettlingPoint => ({
  daysAfter,
  days: 20,
  median,
  low,
  high,
});
const curve = (...points: SettlingPoint[]) => ({
  scope: 'org:acme',
  label: 'People',
  measure: 'user_day.rows',
  days: 20,
  points,
});

it('names the shares up to the day GitHub calls final, each once', () => {
  const { marks } = prepareSettling(curve(point(1, 0.583), point(2, 0.91), point(3, 0.91), point(4, 1)));
  expect(marks.map(({ label }) => label)).toEqual(['58.3\u00a0%', '91\u00a0%', '', '']);
});

it('is still only where no day changed at all', () => {
  expect(prepareSettling(curve(point(1, 1), point(2, 1))).isStill).toBe(true);
  expect(prepareSettling(curve(point(1, 1, 0.9, 1), point(2, 1))).isStill).toBe(false);
});

it('has room above all of it where a value was revised down', () => {
  expect(prepareSettling(curve(point(1, 1.12))).ticks.at(-1)).toBe(1.2);
  expect(prepareSettling(curve(point(1, 0.5))).ticks.at(-1)).toBe(1);
});

it('says every point in one sentence and as a table', () => {
  const { sentence, table } = prepareSettling(curve(point(1, 0.5, 0.25, 0.75)));
  expect(sentence).toBe('People of 20 days: 50.0\u00a0% of the final value known 1 day after.');
  expect(table.rows).toEqual([['1', '50.0\u00a0%', '25.0\u00a0%', '75.0\u00a0%', '20']]);
});
