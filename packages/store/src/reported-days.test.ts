import { expect, it } from 'vitest';
import { toReportedDays } from './reported-days.ts';

it('a day counts as reported when it has rows: not when GitHub answered that there is none, nor when it failed', () => {
  const row = (day: string, state: 'present' | 'provisional' | 'no_report' | 'failed') =>
    ({ scope: 'org:acme', report: 'users-1-day', day, state }) as const;
  const reported = toReportedDays([
    row('2026-11-16', 'present'),
    row('2026-11-17', 'provisional'),
    row('2026-11-18', 'failed'),
    row('2026-11-19', 'no_report'),
  ]);
  expect([...reported('org:acme', 'users-1-day')]).toEqual(['2026-11-16', '2026-11-17']);
  expect([...reported('org:acme', 'user-teams-1-day')]).toEqual([]);
});
