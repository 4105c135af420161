import type { Principal } from '@flightdeck/access';
import { LOCAL } from '@flightdeck/app';
import { describe, expect, it } from 'vitest';
import { personWith } from '../world.ts';
import { accountOf, DAYS, HOST, PEOPLE, RANGE, self, USAGE, useCompany } from './company.ts';

const { get, post, own, take } = useCompany();

describe("one's own rows", () => {
  it('are those of the account, under every login it ever had', async () => {
    const { rows, notes } = await own(self(1), {
      metrics: ['interactions', 'accepted', 'reported_users'],
      by: ['day', 'user'],
    });
    expect(rows).toEqual(DAYS.map((day) => ({ day, user: 'ada', interactions: 10, accepted: 40, reported_users: 1 })));
    expect(notes.map(({ message }: { message: string }) => message)).toContain(
      'Answered for what you may see: your own rows in acme.',
    );
  });

  it('are all that is asked: totals, counts, teams and people of others are not in it', async () => {
    const metrics = ['reported_users', 'people_in_several_teams', 'accepted', 'seats'];
    const asked = { metrics, total: true };
    expect((await own(self(2), asked)).total).toEqual({
      reported_users: 1,
      people_in_several_teams: 1,
      accepted: 2,
      seats: null,
    });
    const teams = await own(self(3), { metrics: ['team_members'], by: ['team'] });
    expect(teams.rows).toEqual([{ team: 'web', team_members: 1 }]);
    const { rows } = await own(self(3), {
      metrics: ['accepted'],
      by: ['user'],
      where: [{ dimension: 'team', values: ['ops'] }],
    });
    expect(rows).toEqual([]);
    for (const where of [
      [{ dimension: 'user', values: ['ada'] }],
      [{ dimension: 'user', values: ['#1'] }],
      [{ dimension: 'organization', values: ['labs'] }],
    ]) {
      const { code, hint } = await own(self(3), { metrics: ['accepted'], where });
      expect(code).toMatch(/^unknown_(?:part|scope)$/);
      expect(hint).not.toContain('labs');
    }
  });

  it('are of one host: the same number elsewhere is somebody else', async () => {
    const elsewhere = { ...self(1), account: { host: 'api.big.ghe.com', id: '1' } };
    expect((await own(elsewhere, { metrics: ['accepted'], by: ['day'] })).rows).toEqual([]);
    expect((await get(elsewhere, USAGE)).body.scopes).toEqual([]);
  });

  it('are all that role self opens, with the days of the organizations they stand in', async () => {
    const who = self(3);
    for (const path of ['/api/v1/query', '/api/v1/queries', '/api/v1/query/csv'])
      expect((await post(who, path, { metrics: ['accepted'], range: RANGE, queries: [] })).status).toBe(403);
    const { status, body } = await get(who, '/api/v1/status');
    expect([status, body.scopes.map(({ label }: { label: string }) => label)]).toEqual([200, ['acme']]);
    expect(JSON.stringify(body)).not.toContain('labs');
  });

  it('come as CSV too', async () => {
    const { status, text } = await post(self(1), '/api/v1/me/query/csv', {
      metrics: ['accepted'],
      by: ['day'],
      range: RANGE,
    });
    expect([status, text.trim().split(/\r?\n/).slice(1)]).toEqual([200, DAYS.map((day) => `${day},40`)]);
  });
});

describe('the comparison with the team', () => {
  it('is with the person in the middle of each team of five or more that were active', async () => {
    const { body } = await get(self(1), USAGE);
    expect(body.account).toEqual({ host: HOST, id: '1', login: 'ada' });
    expect(body.teams.map(({ team, isTooSmall }: { team: string; isTooSmall: boolean }) => [team, isTooSmall])).toEqual(
      [
        // fay sent no prompt, so four were active.
        ['ops', true],
        ['web', false],
      ],
    );
    const [ops, web] = body.teams;
    expect(ops.medians).toEqual([]);
    // Prompts of both days: 2, 4, 20, 60, 80. Accepted completions: 0, 2, 20, 80, 180. Rates: 0.1, 0.3, 0.4, 0.5; eve has none.
    expect(web.medians).toEqual(
      expect.arrayContaining([
        { metric: 'active_days', own: 2, median: 2 },
        { metric: 'interactions', own: 20, median: 20 },
        { metric: 'completions_accepted', own: 80, median: 20 },
        { metric: 'completion_acceptance_rate', own: 0.4, median: null },
      ]),
    );
  });

  it("is over one's days in the team, of oneself as of the others", async () => {
    const { body } = await get(self(21), USAGE);
    // Joined on the second day, on which prompts were 1, 2, 4, 5, 30, 60; all days without regard to the team have 10 of one's own.
    expect(body.teams).toEqual([
      {
        team: 'dev',
        scope: 'core',
        range: { from: DAYS[1], to: DAYS[1] },
        isTooSmall: false,
        medians: expect.arrayContaining([
          { metric: 'active_days', own: 1, median: 1 },
          { metric: 'interactions', own: 5, median: 4 },
          { metric: 'completions_accepted', own: 5, median: 4 },
        ]),
      },
    ]);
  });

  it('names nobody and has nothing of single people', async () => {
    const text = JSON.stringify((await get(self(1), USAGE)).body);
    for (const [, login] of PEOPLE.slice(1)) expect(text).not.toContain(login);
    expect(text).not.toContain('labs');
  });
});

describe('where enterprise and organizations both know one', () => {
  it('those answer that have the figures', async () => {
    const { rows, notes } = await own(self(9), { metrics: ['accepted'], by: ['day'] });
    expect(rows).toEqual(DAYS.map((day) => ({ day, accepted: 5 })));
    expect(notes.map(({ message }: { message: string }) => message)).toContain(
      'Answered for what you may see: your own rows in labs.',
    );
  });

  it('the seat is that of whichever lists one', async () => {
    const { body } = await get(self(9), USAGE);
    expect(body.scopes).toEqual(['big', 'labs']);
    expect(body.seat).toMatchObject({ plan: 'business', since: '2026-01-09', lastActive: '2026-10-29' });
  });
});

describe('somebody', () => {
  it('of whom no account is known is shown what to give to an administrator', async () => {
    const { status, body } = await get(self(null), USAGE);
    expect([status, body]).toEqual([
      200,
      {
        account: null,
        person: { issuer: 'https://id.example.com', subject: 's-null' },
        range: RANGE,
        scopes: [],
        seat: null,
        teams: [],
        looks: [],
      },
    ]);
    expect((await own(self(null), { metrics: ['accepted'] })).rows).toEqual([]);
  });

  it('is given days of no scope but those with their rows', async () => {
    await take('org:old', {
      users: [
        {
          ...{ day: '2026-10-20', user_id: 31, user_login: 'quin', user_initiated_interaction_count: 1 },
          ...{ code_generation_activity_count: 0, code_acceptance_activity_count: 0 },
          ...{ used_agent: false, used_chat: false, totals_by_feature: [] },
        },
      ],
    });
    const rangeOf = async (who: Principal, search = '') => (await get(who, `/api/v1/me/usage${search}`)).body.range;
    expect(await rangeOf(self(31))).toEqual({ from: '2026-10-20', to: '2026-10-20' });
    expect(await rangeOf(self(3))).toEqual(RANGE);
    for (const who of [self(null), self(4711)]) {
      expect(await rangeOf(who)).toBeNull();
      expect(await rangeOf(who, '?from=2026-01-05&to=2026-01-06')).toEqual({ from: '2026-01-05', to: '2026-01-06' });
    }
    expect((await get(self(4711), '/api/v1/me/usage')).body.account).toEqual({ host: HOST, id: '4711', login: null });
  });

  it('without rows has none, and no team', async () => {
    const { body } = await get(self(4711), USAGE);
    expect(body).toMatchObject({ account: { id: '4711', login: null }, scopes: [], seat: null, teams: [], looks: [] });
  });

  it('may choose a person only where nobody signs in', async () => {
    expect((await get({ ...LOCAL }, `${USAGE}&login=ADA`)).body.account).toEqual({ host: HOST, id: '1', login: 'ada' });
    expect((await get({ ...LOCAL }, USAGE)).body.account).toBeNull();
    expect((await get({ ...LOCAL }, `${USAGE}&login=nobody`)).body.account).toBeNull();
    expect((await get(self(2), `${USAGE}&login=ada`)).status).toBe(403);
    expect((await get({ ...personWith('analyst', '*'), account: accountOf(2) }, `${USAGE}&login=ada`)).status).toBe(
      403,
    );
  });
});
