import { expect, it } from 'vitest';
import type { Store } from '../../port.ts';
import { ask, BOTH, IN_ACME } from '../fixtures/ask.ts';

/** What a store must answer about people, their names, teams and organizations. */
export function peopleAnswerTests(open: () => Store): void {
  it('counts a person in each team of the day under its latest slug, and once in the total', async () => {
    const { rows, total } = await ask(open(), {
      metrics: ['reported_users', 'accepted'],
      by: ['team'],
      where: [...IN_ACME],
      total: true,
    });
    expect(rows).toEqual([
      { team: 'platform', reported_users: 2, accepted: 7 },
      { team: 'web', reported_users: 2, accepted: 7 },
    ]);
    expect(total).toEqual({ reported_users: 4, accepted: 10 });
  });

  it('follows a person who changes team by the membership of each day', async () => {
    const { rows } = await ask(open(), {
      metrics: ['reported_users', 'accepted'],
      by: ['day', 'team'],
      where: [...IN_ACME],
    });
    expect(rows).toEqual([
      { day: '2026-10-30', team: 'platform', reported_users: 1, accepted: 4 },
      { day: '2026-10-30', team: 'web', reported_users: 2, accepted: 6 },
      { day: '2026-11-01', team: 'platform', reported_users: 1, accepted: 3 },
      { day: '2026-11-01', team: 'web', reported_users: 1, accepted: 1 },
    ]);
  });

  it('groups languages by team', async () => {
    const where = [...IN_ACME, { dimension: 'team', values: ['web'] }];
    const { rows } = await ask(open(), { metrics: ['accepted', 'generating_users'], by: ['team', 'language'], where });
    expect(rows.map((r) => [r.team, r.language, r.accepted, r.generating_users])).toEqual([
      ['web', '__proto__', 2, 1],
      ['web', 'python', 1, 1],
      ['web', 'typescript', 4, 1],
    ]);
  });

  it('takes a person in two chosen teams once', async () => {
    const where = [...IN_ACME, { dimension: 'team', values: ['web', 'platform'] }];
    const { rows } = await ask(open(), { metrics: ['reported_users', 'accepted', 'active_days'], where });
    expect(rows).toEqual([{ reported_users: 2, accepted: 10, active_days: 3 }]);
  });

  it('understands the earlier slug of a team', async () => {
    const where = [...IN_ACME, { dimension: 'team', values: ['Frontend'] }];
    const { rows } = await ask(open(), { metrics: ['reported_users', 'accepted'], by: ['team'], where });
    expect(rows).toEqual([{ team: 'web', reported_users: 2, accepted: 7 }]);
  });

  it('leaves out the people of a team on the days they are in it', async () => {
    const where = [...IN_ACME, { dimension: 'team', is: 'not_in' as const, values: ['platform'] }];
    const { rows } = await ask(open(), { metrics: ['reported_users', 'accepted'], where });
    expect(rows).toEqual([{ reported_users: 4, accepted: 3 }]);
  });

  it('follows a person through a change of login', async () => {
    const { rows } = await ask(open(), {
      metrics: ['interactions', 'accepted', 'active_days'],
      by: ['user'],
      where: [...IN_ACME],
    });
    expect(rows).toEqual([
      { user: 'ada', interactions: 5, accepted: 5, active_days: 2 },
      { user: 'bobby', interactions: 4, accepted: 5, active_days: 1 },
      { user: 'cyd', interactions: 0, accepted: 0, active_days: 0 },
      { user: 'dee', interactions: null, accepted: null, active_days: null },
    ]);
  });

  it('understands the earlier login of a person, whatever the case', async () => {
    const where = [...IN_ACME, { dimension: 'user', values: ['BOB'] }];
    expect((await ask(open(), { metrics: ['accepted'], by: ['user'], where })).rows).toEqual([
      { user: 'bobby', accepted: 5 },
    ]);
  });

  it('leaves out a person', async () => {
    const where = [...IN_ACME, { dimension: 'user', is: 'not_in' as const, values: ['ada'] }];
    expect((await ask(open(), { metrics: ['reported_users', 'accepted'], where })).rows).toEqual([
      { reported_users: 3, accepted: 5 },
    ]);
  });

  it('credits a person of two organizations once, with the highest of each counter', async () => {
    const { rows } = await ask(open(), {
      metrics: ['reported_users', 'active_users', 'generated', 'interactions', 'active_days', 'agent_days'],
      where: BOTH,
    });
    expect(rows).toEqual([
      { reported_users: 5, active_users: 3, generated: 33, interactions: 10, active_days: 4, agent_days: 2 },
    ]);
  });

  it('credits a person of two organizations once a day', async () => {
    const { rows } = await ask(open(), { metrics: ['reported_users', 'generated'], by: ['day'], where: BOTH });
    expect(rows).toEqual([
      { day: '2026-10-30', reported_users: 3, generated: 16 },
      { day: '2026-11-01', reported_users: 3, generated: 15 },
      { day: '2026-11-02', reported_users: 1, generated: 2 },
    ]);
  });

  it('credits every organization when grouped by organization', async () => {
    const { rows } = await ask(open(), { metrics: ['reported_users', 'generated'], by: ['organization'], where: BOTH });
    expect(rows).toEqual([
      { organization: 'acme', reported_users: 4, generated: 31 },
      { organization: 'globex', reported_users: 2, generated: 17 },
    ]);
  });

  it('names teams with their organization for whoever sees some of several, whether or not others bear the name', async () => {
    const team = (of: string, name: string) => ({ of: `org:${of}`, part: { dimension: 'team' as const, name } });
    const namesFor = async (...sight: readonly ReturnType<typeof team>[]) => {
      const { rows } = await ask(open(), { metrics: ['reported_users'], by: ['team'] }, undefined, sight);
      return rows.map((row) => [row.team, row.reported_users]);
    };
    expect(await namesFor(team('acme', 'web'), team('globex', 'platform'))).toEqual([
      ['acme/web', 2],
      ['globex/platform', 1],
    ]);
    expect(await namesFor(team('acme', 'platform'))).toEqual([['platform', 2]]);
  });

  it('keeps teams of one slug in several organizations apart', async () => {
    const { rows } = await ask(open(), { metrics: ['reported_users', 'generated'], by: ['team'], where: BOTH });
    expect(rows).toEqual([
      { team: 'acme/platform', reported_users: 2, generated: 18 },
      { team: 'globex/platform', reported_users: 1, generated: 1 },
      { team: 'support', reported_users: 2, generated: 7 },
      { team: 'web', reported_users: 2, generated: 21 },
    ]);
  });

  it('understands a team by slug in every organization and by organization and slug in one', async () => {
    const asked = (value: string) =>
      ask(open(), { metrics: ['generated'], where: [...BOTH, { dimension: 'team', values: [value] }] });
    expect((await asked('platform')).rows).toEqual([{ generated: 19 }]);
    expect((await asked('Globex/platform')).rows).toEqual([{ generated: 1 }]);
  });
}
