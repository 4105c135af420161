import { expect, it } from 'vitest';
import { lastWeeks, prepareWeeks } from './prepare-weeks.ts';

it('twelve weeks end with the last whole one', () => {
  expect(lastWeeks('2026-11-21')).toEqual({ from: '2026-08-24', to: '2026-11-15' });
  expect(lastWeeks('2026-11-22')).toEqual({ from: '2026-08-31', to: '2026-11-22' });
});

it('a week without a row has no number', () => {
  const rows = [
    { week: '2026-08-24', team: 'web', accepted: 4 },
    { week: '2026-11-09', team: 'web', accepted: 7 },
    { week: '2026-11-16', team: 'web', accepted: 9 },
  ];
  const weeks = prepareWeeks(rows, 'team', 'accepted', { from: '2026-08-24', to: '2026-11-15' }).get('web');
  expect([weeks?.length, weeks?.[0], weeks?.[1], weeks?.at(-1)]).toEqual([12, 4, null, 7]);
});
