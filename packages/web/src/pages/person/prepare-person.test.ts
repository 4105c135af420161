import { describe, expect, it } from 'vitest';
import { dayNumbers, leadersByDay, membershipText, prepareMemberships, preparePersonDays } from './prepare-person.ts';

describe('what led a day', () => {
  it('is the cross with most outputs, Unknown left out', () => {
    const leaders = leadersByDay(
      [
        { day: '2026-11-02', language: 'go', model: 'gpt-5.4', generated: 3 },
        { day: '2026-11-02', language: 'python', model: 'gpt-5.4', generated: 8 },
        { day: '2026-11-02', language: 'unknown', model: 'gpt-5.4', generated: 90 },
        { day: '2026-11-03', language: 'go', model: 'gpt-5.4', generated: 0 },
      ],
      ['language', 'model'],
    );
    expect([...leaders]).toEqual([['2026-11-02', 'Python × gpt-5.4']]);
  });

  it('stands beside the numbers of the day, the newest first', () => {
    const table = preparePersonDays(
      [
        { day: '2026-11-02', interactions: 4, loc_added: null },
        { day: '2026-11-03', interactions: 0 },
      ],
      [new Map([['2026-11-02', 'VS Code']]), new Map(), new Map(), new Map(), new Map()],
      dayNumbers('all'),
    );
    expect(table.head.slice(6, 10)).toEqual([
      'Prompts',
      'All outputs',
      'All outputs accepted',
      'Acceptance rate of all outputs',
    ]);
    expect(table.rows.map((row) => [row[0], row[1], row[6], row[10]])).toEqual([
      ['Tue 3 Nov 2026', '–', '0', '–'],
      ['Mon 2 Nov 2026', 'VS Code', '4', '–'],
    ]);
    expect(table.rows.every((row) => row.length === table.head.length)).toBe(true);
  });
});

describe('teams of a person', () => {
  const row = (day: string, team: string) => ({ day, team, team_members: 1 });
  it('are those of the last day, each since it began without a break', () => {
    const teams = prepareMemberships(
      [
        row('2026-09-01', 'web'),
        row('2026-09-02', 'web'),
        row('2026-09-03', 'web'),
        row('2026-09-02', 'old'),
        row('2026-09-03', 'api'),
        row('2026-09-04', 'api'),
        row('2026-09-04', 'web'),
      ],
      '2026-09-01',
    );
    expect(teams.map(membershipText)).toEqual(['api, since 3 Sep', 'web']);
  });
});
