import type { LedgerDay } from '@flightdeck/store';
import { expect, it } from 'vitest';
import { toSpans } from './spans.ts';

const row = (day: string, state: LedgerDay['state'], part: Partial<LedgerDay> = {}): LedgerDay => ({
  scope: 'org:acme',
  report: 'users-1-day',
  day,
  state,
  source: 'users-1-day',
  via: 'api',
  sha256: null,
  fetchedAt: '2026-11-21T09:00:00Z',
  records: 1,
  restated: 0,
  code: null,
  message: null,
  ...part,
});

it('joins consecutive days with the same state into one span, and never across a gap', () => {
  const spans = toSpans([
    row('2026-10-31', 'present'),
    row('2026-11-01', 'present', { records: 7 }),
    row('2026-11-03', 'present'),
    row('2026-11-04', 'failed', { code: 'cut', message: 'The download ended early.' }),
    row('2026-11-05', 'failed', { code: 'gone', message: 'The link had expired.' }),
    row('2026-11-06', 'present', { report: 'aggregate-1-day' }),
  ]);
  expect(spans.map(({ report, from, to, state, code }) => [report, from, to, state, code])).toEqual([
    ['users-1-day', '2026-10-31', '2026-11-01', 'present', null],
    ['users-1-day', '2026-11-03', '2026-11-03', 'present', null],
    ['users-1-day', '2026-11-04', '2026-11-04', 'failed', 'cut'],
    ['users-1-day', '2026-11-05', '2026-11-05', 'failed', 'gone'],
    ['aggregate-1-day', '2026-11-06', '2026-11-06', 'present', null],
  ]);
});

it('keeps snapshots that were imported apart from those that were taken', () => {
  const seats = (day: string, via: LedgerDay['via']) => row(day, 'present', { report: 'seats', source: 'seats', via });
  const spans = toSpans([seats('2026-04-01', 'import'), seats('2026-04-02', 'api'), seats('2026-04-03', 'api')]);
  expect(spans.map(({ from, to, imported }) => [from, to, imported])).toEqual([
    ['2026-04-01', '2026-04-01', true],
    ['2026-04-02', '2026-04-03', undefined],
  ]);
  expect(toSpans([row('2026-04-01', 'present', { via: 'import' })])[0]).not.toHaveProperty('imported');
});
