import { addDays } from '@flightdeck/catalog';
import { describe, expect, it } from 'vitest';
import { markOf, type NoTeamOption, readingOf, readNoTeam, type TeamsOfDay } from './no-team.ts';

const NOTHING: NoTeamOption = { unclear: null, bySlug: new Map() };

/** Days in a row, each with what `no-team` and each team count. */
function days(
  number: number,
  of: (at: number) => { readonly noTeam: number | null; readonly teams: readonly number[]; readonly isRoot?: boolean },
): TeamsOfDay[] {
  return Array.from({ length: number }, (_, at) => {
    const { noTeam, teams, isRoot = false } = of(at);
    return {
      day: addDays('2025-06-01', at),
      noTeam: noTeam === null ? null : [noTeam],
      largest: [Math.max(0, ...teams)],
      sum: [teams.reduce((sum, count) => sum + count, 0)],
      teams: teams.length,
      isRoot,
    };
  });
}

const read = (of: readonly TeamsOfDay[], option: NoTeamOption = NOTHING) =>
  readNoTeam('acme', of, option).map(({ noTeam, by, from, to }) => [noTeam, by, from, to]);

describe('the meaning of no-team', () => {
  it('is the whole organization where no team ever has more and the teams together do not exceed it', () => {
    const evidence = days(20, () => ({ noTeam: 100, teams: [40, 50] }));
    expect(readNoTeam('acme', evidence, NOTHING)).toEqual([
      {
        noTeam: 'whole',
        from: null,
        to: null,
        by: 'evidence',
        why: 'on all 20 days with both, no-team has no less than the largest team, and on 20 no less than all teams together',
      },
    ]);
    expect(read(evidence, { ...NOTHING, unclear: 'rest' })).toEqual([['whole', 'evidence', null, null]]);
  });

  it('is the people without a team where a team has more than it', () => {
    const evidence = days(20, (at) => ({ noTeam: 30, teams: [at % 4 === 0 ? 20 : 40, 10] }));
    expect(readNoTeam('acme', evidence, NOTHING)[0]).toMatchObject({
      noTeam: 'rest',
      by: 'evidence',
      why: 'on 15 of 20 days with both, a team has more than no-team, which a whole could not',
    });
  });

  it('changes on the day from which documents of another edition follow', () => {
    const evidence = days(40, (at) => ({ noTeam: at < 25 ? 100 : 20, teams: [40, 30] }));
    const readings = readNoTeam('acme', evidence, NOTHING);
    expect(readings.map(({ noTeam, from, to }) => [noTeam, from, to])).toEqual([
      ['whole', null, '2025-06-25'],
      ['rest', '2025-06-26', null],
    ]);
    expect(['2025-01-01', '2025-06-25', '2025-06-26', '2026-01-01'].map((day) => readingOf(readings, day))).toEqual([
      'whole',
      'whole',
      'rest',
      'rest',
    ]);
    expect(markOf(readings, { from: '2025-06-01', to: '2025-06-30' })).toBe(' (no-team: rest from 2025-06-26)');
    expect(markOf(readings, { from: '2025-07-01', to: '2025-07-10' })).toBe(' (no-team: rest)');
  });

  it.each([
    ['too few days', days(3, () => ({ noTeam: 100, teams: [40] })), 'whole'],
    [
      'teams that together have more than it, though none alone',
      days(20, () => ({ noTeam: 60, teams: [50, 50] })),
      'whole',
    ],
    ['no day with both', [...days(5, () => ({ noTeam: null, teams: [9] }))], 'whole'],
    ['one day on which a team has more', days(1, () => ({ noTeam: 5, teams: [9] })), 'rest'],
  ] as const)('is said by default, or by the person, with %s', (_, evidence, byDefault) => {
    expect(read(evidence)).toEqual([[byDefault, 'default', null, null]]);
    for (const unclear of ['whole', 'rest'] as const)
      expect(read(evidence, { ...NOTHING, unclear })).toEqual([[unclear, 'option', null, null]]);
  });

  it('is the whole where it stands alone, or at the root of the tree of teams', () => {
    expect(read(days(2, () => ({ noTeam: 5, teams: [] })))).toEqual([['whole', 'evidence', null, null]]);
    expect(read(days(3, () => ({ noTeam: 100, teams: [40], isRoot: true })))).toEqual([
      ['whole', 'evidence', null, null],
    ]);
  });

  it('is what the person says of one organization, whatever its documents say', () => {
    const evidence = days(20, () => ({ noTeam: 100, teams: [40, 50] }));
    const option: NoTeamOption = { unclear: null, bySlug: new Map([['acme', 'rest']]) };
    expect(read(evidence, option)).toEqual([['rest', 'option', null, null]]);
    expect(readNoTeam('other', evidence, option)[0]).toMatchObject({ noTeam: 'whole', by: 'evidence' });
  });

  it('forgives an organization and its teams that were asked minutes apart', () => {
    const evidence = days(100, (at) => ({ noTeam: at % 20 === 0 ? 39 : 100, teams: [40, 50] }));
    expect(read(evidence)).toEqual([['whole', 'evidence', null, null]]);
  });
});
