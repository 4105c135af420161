import { expect, it } from 'vitest';
import { describeFailures, formatDays } from './describe-failures.ts';

const failure = (report: string | null, day: string | null, message: string | null = 'No answer.') => ({
  scope: 'org:acme',
  report,
  day,
  code: message === null ? null : 'timeout',
  message,
});

it('names days of a report that failed alike in one line, as ranges', () => {
  const days = ['2026-10-03', '2026-10-01', '2026-10-02', '2026-10-20'].map((day) => failure('users-1-day', day));
  expect(describeFailures(days)).toEqual([
    'org:acme users-1-day 2026-10-01 to 2026-10-03, 2026-10-20 (4 days): No answer. [timeout]',
  ]);
});

it('says a cause that took several reports once, and each hole below it', () => {
  const days = ['2026-10-01', '2026-10-02', '2026-10-03'].map((day) => failure('users-1-day', day));
  const lab = { ...failure('users-1-day', '2026-10-01'), scope: 'org:lab' };
  expect(describeFailures([...days, lab, failure('repos-1-day', '2026-10-01'), failure(null, null)])).toEqual([
    'No answer. [timeout]',
    '  org:acme users-1-day 2026-10-01 to 2026-10-03 (3 days)',
    '  org:acme repos-1-day 2026-10-01',
    '  org:acme',
    '  org:lab users-1-day 2026-10-01',
  ]);
});

it('names two days one by one, and what has no reason as failed', () => {
  expect(describeFailures([failure('seats', '2026-10-01', null), failure('seats', '2026-10-03', null)])).toEqual([
    'org:acme seats 2026-10-01, 2026-10-03: failed [failed]',
  ]);
});

it('counts days after four ranges', () => {
  const days = ['01', '03', '05', '07', '09', '11'].map((day) => `2026-10-${day}`);
  expect(formatDays(days)).toBe('2026-10-01, 2026-10-03, 2026-10-05, 2026-10-07 and more up to 2026-10-11 (6 days)');
});
