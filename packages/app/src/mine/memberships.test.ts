import { expect, it } from 'vitest';
import { toMemberships } from './memberships.ts';

const row = (day: string, team: string) => ({ day, team, team_members: 1 });
const range = (from: string, to: string) => ({ from, to });

it('are of the days that lead to the last one without a break, so that nobody sees a team while they were out of it', () => {
  const rows = [row('2026-10-01', 'web'), row('2026-10-02', 'web'), row('2026-10-05', 'web'), row('2026-10-06', 'web')];
  expect(toMemberships('org:acme', rows, [])).toEqual([
    { scope: 'org:acme', team: 'web', range: range('2026-10-05', '2026-10-06') },
  ]);
  // Of the days between no report was received.
  expect(toMemberships('org:acme', rows, ['2026-10-03', '2026-10-04'])).toMatchObject([
    { range: range('2026-10-01', '2026-10-06') },
  ]);
  expect(toMemberships('org:acme', rows, ['2026-09-30', '2026-10-04'])).toMatchObject([
    { range: range('2026-10-05', '2026-10-06') },
  ]);
});

it('are those of the last day on which there is any', () => {
  const rows = [row('2026-10-01', 'ops'), row('2026-10-01', 'web'), row('2026-10-02', 'web')];
  expect(toMemberships('org:acme', rows, []).map(({ team }) => team)).toEqual(['web']);
  expect(toMemberships('org:acme', [], [])).toEqual([]);
});
