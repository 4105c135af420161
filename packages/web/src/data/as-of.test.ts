import { expect, it } from 'vitest';
import { DEFAULT_VIEW, formatView, parseView } from '../view/view.ts';
import { allAsOf, cutExtent } from './as-of.ts';

const AT = '2026-11-10T08:00:00.000Z';
const extent = { first: '2026-09-01', last: '2026-11-21' };

it('stands in the URL to the minute, and comes back', () => {
  const search = formatView({ ...DEFAULT_VIEW, asOf: AT });
  expect(search).toBe('asOf=2026-11-10T08:00Z');
  expect(parseView(search).asOf).toBe(AT);
  expect(formatView({ ...DEFAULT_VIEW, asOf: '2026-11-10T08:00:30.500Z' })).toBe('asOf=2026-11-10T08:00:30.500Z');
});

it.each(['asOf=', 'asOf=yesterday', 'asOf=2026-11-10', 'asOf=2026-11-10T08:00'])('leaves out %s', (search) => {
  expect(parseView(search).asOf).toBeNull();
});

it('is asked of every question', () => {
  const query = { metrics: ['accepted'], range: { from: '2026-11-01', to: '2026-11-02' } };
  expect(allAsOf([query], AT)).toEqual([{ ...query, asOf: AT }]);
  expect(allAsOf([query], null)).toEqual([query]);
});

it('ends the days with the last that was over, and never before the first', () => {
  expect(cutExtent(extent, AT)).toEqual({ first: '2026-09-01', last: '2026-11-09' });
  expect(cutExtent(extent, '2027-01-01T00:00:00.000Z')).toBe(extent);
  expect(cutExtent(extent, '2020-01-01T00:00:00.000Z')).toEqual({ first: '2026-09-01', last: '2026-09-01' });
  expect(cutExtent(extent, null)).toBe(extent);
});
