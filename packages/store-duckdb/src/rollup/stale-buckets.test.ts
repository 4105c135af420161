import { expect, it } from 'vitest';
import { splitRange, wholeBuckets } from './stale-buckets.ts';

const range = { from: '2026-08-30', to: '2026-12-02' };
const months = { from: '2026-09-01', to: '2026-11-30' };

it('splits a range into its whole months and the days around them', () => {
  expect(splitRange(range, months, 'month', new Set())).toEqual({
    rolled: [{ from: '2026-09-01', to: '2026-11-30' }],
    rest: [
      { from: '2026-08-30', to: '2026-08-31' },
      { from: '2026-12-01', to: '2026-12-02' },
    ],
  });
});

it('leaves a stale month to the fact, together with the days beside it', () => {
  expect(splitRange(range, months, 'month', new Set(['2026-09-01']))).toEqual({
    rolled: [{ from: '2026-10-01', to: '2026-11-30' }],
    rest: [
      { from: '2026-08-30', to: '2026-09-30' },
      { from: '2026-12-01', to: '2026-12-02' },
    ],
  });
  expect(splitRange(months, months, 'month', new Set(['2026-10-01']))).toEqual({
    rolled: [
      { from: '2026-09-01', to: '2026-09-30' },
      { from: '2026-11-01', to: '2026-11-30' },
    ],
    rest: [{ from: '2026-10-01', to: '2026-10-31' }],
  });
});

it('leaves all to the fact when every month is stale', () => {
  const all = new Set(['2026-09-01', '2026-10-01', '2026-11-01']);
  expect(splitRange(months, months, 'month', all)).toEqual({ rolled: [], rest: [months] });
});

it('leaves one stale day or week to the fact and joins what lies between', () => {
  const week = { from: '2026-11-02', to: '2026-11-08' };
  expect(splitRange(week, week, 'day', new Set(['2026-11-04', '2026-11-05', '2026-12-01']))).toEqual({
    rolled: [
      { from: '2026-11-02', to: '2026-11-03' },
      { from: '2026-11-06', to: '2026-11-08' },
    ],
    rest: [{ from: '2026-11-04', to: '2026-11-05' }],
  });
  const weeks = { from: '2026-10-26', to: '2026-11-08' };
  expect(splitRange({ from: '2026-10-24', to: '2026-11-09' }, weeks, 'week', new Set(['2026-10-26']))).toEqual({
    rolled: [week],
    rest: [
      { from: '2026-10-24', to: '2026-11-01' },
      { from: '2026-11-09', to: '2026-11-09' },
    ],
  });
});

it('finds the whole weeks and months of a range', () => {
  expect(wholeBuckets({ from: '2026-10-27', to: '2026-11-08' }, 'week')).toEqual({
    from: '2026-11-02',
    to: '2026-11-08',
  });
  expect(wholeBuckets({ from: '2026-10-26', to: '2026-11-01' }, 'week')).toEqual({
    from: '2026-10-26',
    to: '2026-11-01',
  });
  expect(wholeBuckets({ from: '2026-10-27', to: '2026-11-07' }, 'week')).toBeNull();
  expect(wholeBuckets({ from: '2026-10-02', to: '2026-11-30' }, 'month')).toEqual({
    from: '2026-11-01',
    to: '2026-11-30',
  });
  expect(wholeBuckets({ from: '2026-10-02', to: '2026-11-29' }, 'month')).toBeNull();
});
