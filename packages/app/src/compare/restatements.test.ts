import type { DayVersion, RestatementRow } from '@flightdeck/store';
import { expect, it } from 'vitest';
import { toRestatedDays } from './restatements.ts';

const at = (day: number): string => `2026-11-${String(day).padStart(2, '0')}T06:00:00.000Z`;
const version = (
  day: string,
  received: number,
  replaced: number | null,
  more: Partial<DayVersion> = {},
): DayVersion => ({
  scope: 'org:acme',
  report: 'users-1-day',
  day,
  source: 'users-1-day',
  via: 'api',
  sha256: 'x',
  records: 1,
  receivedAt: at(received),
  replacedAt: replaced === null ? null : at(replaced),
  finalAt: null,
  ...more,
});
const row = (
  day: string,
  seen: number,
  measure: string,
  before: number | null,
  after: number | null,
): RestatementRow => ({
  at: at(seen),
  scope: 'org:acme',
  report: 'users-1-day',
  day,
  measure,
  before,
  after,
});

it('lists each replacement once with everything that changed, newest first, even when no total did', () => {
  const versions = [version('2026-11-01', 2, 3), version('2026-11-01', 3, 4), version('2026-11-01', 4, null)];
  const rows = [row('2026-11-01', 3, 'user_day.loc_added_sum', 5, 8), row('2026-11-01', 3, 'user_day.rows', 2, 3)];
  expect(toRestatedDays(rows, versions).map(({ at: seen, cause, changes }) => [seen, cause, changes])).toEqual([
    [at(4), 'late', []],
    [
      at(3),
      'late',
      [
        { measure: 'user_day.loc_added_sum', before: 5, after: 8 },
        { measure: 'user_day.rows', before: 2, after: 3 },
      ],
    ],
  ]);
});

it.each([
  ['late', version('2026-11-01', 2, 9), version('2026-11-01', 9, null)],
  ['restated', version('2026-11-01', 2, 9, { finalAt: at(6) }), version('2026-11-01', 9, null)],
  ['seed', version('2026-11-01', 2, 9, { source: 'users-28-day' }), version('2026-11-01', 9, null)],
  ['import', version('2026-11-01', 2, 9, { finalAt: at(6) }), version('2026-11-01', 9, null, { via: 'import' })],
] as const)('says why a day was replaced: %s', (cause, old, now) => {
  expect(toRestatedDays([], [old, now]).map((day) => day.cause)).toEqual([cause]);
});

it('judges by the age of the day where the version that stood there is not kept', () => {
  const rows = [row('2026-11-01', 3, 'user_day.rows', 1, 2), row('2026-11-01', 12, 'user_day.rows', 2, 1)];
  expect(toRestatedDays(rows, []).map(({ cause }) => cause)).toEqual(['restated', 'late']);
});
