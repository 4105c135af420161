import { describe, expect, it } from 'vitest';
import type { StatusDay } from '../../../data/status/status.ts';
import { prepareCalendar, worstOf } from './prepare-calendar.ts';

const row = (day: string, state: StatusDay['state'], restated = 0): StatusDay => ({
  scope: 'org:acme',
  report: 'users-1-day',
  day,
  state,
  records: 1,
  restated,
  fetchedAt: '2026-11-21T09:00:00Z',
  code: null,
  message: null,
});
const scopes = [{ scope: 'org:acme', label: 'acme', kind: 'org' as const, host: 'api.github.com' }];

describe('the day calendar', () => {
  const days = [
    row('2026-11-02', 'present'),
    row('2026-11-03', 'present', 2),
    row('2026-11-05', 'failed'),
    row('2026-11-06', 'no_report'),
    row('2026-11-07', 'provisional'),
  ];
  const calendar = prepareCalendar({ scopes, days }, { from: '2026-11-01', to: '2026-11-07' }, null);

  it('tells a day before the first from one that is missing', () => {
    expect(calendar.scopes[0]?.rows[0]?.cells.map((cell) => cell.state)).toEqual([
      'before',
      'final',
      'restated',
      'missing',
      'failed',
      'empty',
      'provisional',
    ]);
    expect(calendar.counts).toMatchObject({ missing: 1, failed: 1, restated: 1, before: 1 });
  });

  it('shows the worst day of a week when the range is long', () => {
    const year = prepareCalendar({ scopes, days }, { from: '2026-01-05', to: '2026-11-08' }, null);
    expect(year.columns[0]).toEqual({ from: '2026-01-05', to: '2026-01-11' });
    expect(year.scopes[0]?.rows[0]?.cells.at(-1)?.state).toBe('failed');
    expect(worstOf(['final', 'empty'])).toBe('final');
  });

  it('shows only the scope that is chosen', () => {
    expect(prepareCalendar({ scopes, days }, { from: '2026-11-01', to: '2026-11-07' }, 'org:other').scopes).toEqual([]);
  });
});
