import { expect, it } from 'vitest';
import { splitRange } from './stale-months.ts';

const range = { from: '2026-08-30', to: '2026-12-02' };
const months = { from: '2026-09-01', to: '2026-11-30' };

it('splits a range into its whole months and the days around them', () => {
  expect(splitRange(range, months, new Set())).toEqual({
    settled: [{ from: '2026-09-01', to: '2026-11-30' }],
    rest: [
      { from: '2026-08-30', to: '2026-08-31' },
      { from: '2026-12-01', to: '2026-12-02' },
    ],
  });
});

it('leaves a stale month to the fact, together with the days beside it', () => {
  expect(splitRange(range, months, new Set(['2026-09-01']))).toEqual({
    settled: [{ from: '2026-10-01', to: '2026-11-30' }],
    rest: [
      { from: '2026-08-30', to: '2026-09-30' },
      { from: '2026-12-01', to: '2026-12-02' },
    ],
  });
  expect(splitRange(months, months, new Set(['2026-10-01']))).toEqual({
    settled: [
      { from: '2026-09-01', to: '2026-09-30' },
      { from: '2026-11-01', to: '2026-11-30' },
    ],
    rest: [{ from: '2026-10-01', to: '2026-10-31' }],
  });
});

it('leaves all to the fact when every month is stale', () => {
  const all = new Set(['2026-09-01', '2026-10-01', '2026-11-01']);
  expect(splitRange(months, months, all)).toEqual({ settled: [], rest: [months] });
});
