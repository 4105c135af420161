import { describe, expect, it } from 'vitest';
import type { Status } from '../data/status/status.ts';
import { lackedDays, missingDays } from './missing-days.ts';

const span = (scope: string, from: string, to: string, state: string, report = 'users-1-day') => ({
  scope,
  report,
  from,
  to,
  state,
  message: 'The download ended early.',
});

const status = {
  scopes: [
    { scope: 'org:acme', label: 'acme', kind: 'org', host: 'api.github.com' },
    { scope: 'org:lab', label: 'lab', kind: 'org', host: 'api.github.com' },
  ],
  spans: [
    span('org:acme', '2026-10-01', '2026-10-01', 'failed'),
    span('org:acme', '2026-10-30', '2026-11-03', 'failed'),
    span('org:acme', '2026-11-03', '2026-11-03', 'failed', 'user-teams-1-day'),
    span('org:lab', '2026-11-05', '2026-11-05', 'present'),
  ],
} as unknown as Status;
const range = { from: '2026-11-01', to: '2026-11-10' };

describe('what a range lacks', () => {
  it('names each failed day once, only those of the range, with the newest reason', () => {
    expect(missingDays(status, null, range, ['users-1-day'])).toEqual({
      days: ['2026-11-01', '2026-11-02', '2026-11-03'],
      scopes: ['acme'],
      reports: ['users-1-day'],
      why: 'The download ended early.',
    });
  });

  it('is nothing for a page whose panels read none of the reports that failed', () => {
    expect(missingDays(status, null, range, ['user-teams-1-day'])?.days).toEqual(['2026-11-03']);
    expect(missingDays(status, null, range, ['seats', 'repos-1-day'])).toBeNull();
  });

  it('is named on a panel by the days of its own reports', () => {
    const missing = ['2026-11-01', '2026-11-02', '2026-11-04'];
    expect(lackedDays({ missing, noReport: ['2026-11-03'] }, '2026')).toBe(
      'No report for 1 Nov, 2 Nov, 3 Nov and 1 more day.',
    );
    expect(lackedDays({ missing: [], noReport: [] }, '2026')).toBeNull();
  });

  it('is nothing for a scope whose days are all there', () => {
    expect(missingDays(status, 'org:lab', range, ['users-1-day'])).toBeNull();
  });
});
