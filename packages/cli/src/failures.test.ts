import { expect, it } from 'vitest';
import { describeFailures } from './failures.ts';

const failure = (report: string | null, day: string | null, message: string | null = 'No answer.') => ({
  scope: 'org:acme',
  report,
  day,
  code: message === null ? null : 'timeout',
  message,
});

it('tells days that failed alike in one line', () => {
  const days = ['2026-10-03', '2026-10-01', '2026-10-02'].map((day) => failure('users-1-day', day));
  expect(describeFailures([...days, failure('repos-1-day', '2026-10-01'), failure(null, null)])).toEqual([
    'org:acme users-1-day 2026-10-01 to 2026-10-03 (3 days): No answer. [timeout]',
    'org:acme repos-1-day 2026-10-01: No answer. [timeout]',
    'org:acme: No answer. [timeout]',
  ]);
});

it('names two days one by one, and what has no reason as failed', () => {
  expect(describeFailures([failure('seats', '2026-10-01', null), failure('seats', '2026-10-02', null)])).toEqual([
    'org:acme seats 2026-10-01, 2026-10-02: failed [failed]',
  ]);
});
