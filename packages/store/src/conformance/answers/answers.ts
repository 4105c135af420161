import { METRICS } from '@flightdeck/catalog';
import { expect, it } from 'vitest';
import type { Store } from '../../port.ts';
import { ALL_DAYS, ask, BOTH, IN_ACME } from '../fixtures/ask.ts';
import { EVERY_METRIC } from './every-metric.ts';

/** What a store must answer about the company. */
export function answerTests(open: () => Store): void {
  it.each(METRICS.map(({ name }) => name))('answers %s as calculated by hand', async (name) => {
    const { rows, total } = await ask(open(), { metrics: [name], where: [...IN_ACME], total: true });
    expect(rows).toEqual([{ [name]: EVERY_METRIC[name] }]);
    expect(total).toEqual({ [name]: EVERY_METRIC[name] });
  });

  const PEOPLE_AND_WORK = ['reported_users', 'active_users', 'interactions', 'accepted'] as const;
  const row = (key: object, [reported_users, active_users, interactions, accepted]: readonly (number | null)[]) => ({
    ...key,
    reported_users,
    active_users,
    interactions,
    accepted,
  });

  it('counts by day, leaving out days without rows', async () => {
    const { rows } = await ask(open(), { metrics: [...PEOPLE_AND_WORK], by: ['day'], where: [...IN_ACME] });
    expect(rows).toEqual([
      row({ day: '2026-10-30' }, [3, 1, 3, 6]),
      row({ day: '2026-11-01' }, [2, 2, 6, 4]),
      row({ day: '2026-11-02' }, [1, 0, 0, 0]),
    ]);
  });

  it('counts people once a week, named by its Monday', async () => {
    const { rows } = await ask(open(), { metrics: [...PEOPLE_AND_WORK], by: ['week'], where: [...IN_ACME] });
    expect(rows).toEqual([row({ week: '2026-10-26' }, [3, 2, 9, 10]), row({ week: '2026-11-02' }, [1, 0, 0, 0])]);
  });

  it('counts people once a month, named by its first day', async () => {
    const { rows } = await ask(open(), { metrics: [...PEOPLE_AND_WORK], by: ['month'], where: [...IN_ACME] });
    expect(rows).toEqual([row({ month: '2026-10-01' }, [3, 1, 3, 6]), row({ month: '2026-11-01' }, [3, 2, 6, 4])]);
  });

  it('groups by language, with names that mean something to JavaScript', async () => {
    const { rows } = await ask(open(), {
      metrics: ['generating_users', 'generated', 'accepted'],
      by: ['language'],
      where: [...IN_ACME],
    });
    expect(rows.map((r) => [r.language, r.generating_users, r.generated, r.accepted])).toEqual([
      ['__proto__', 1, 6, 2],
      ['python', 1, 3, 1],
      ['typescript', 2, 17, 7],
      ['unknown', 1, 3, 0],
    ]);
  });

  it('keeps surfaces apart, and what a surface does not report apart from none', async () => {
    const metrics = ['surface_sessions', 'surface_requests', 'surface_tokens_per_request', 'agent_window_messages'];
    const { rows } = await ask(open(), { metrics, by: ['surface'], where: [...IN_ACME] });
    expect(rows.map((r) => [r.surface, ...metrics.map((name) => r[name])])).toEqual([
      ['cli', 2, 6, 250, null],
      ['copilot_app', 1, 2, 50, null],
      ['vscode_agent', 1, null, null, 7],
    ]);
    const both = await ask(open(), { metrics: ['surface_sessions', 'surface_requests'], by: ['surface'], where: BOTH });
    expect(both.rows.map((r) => [r.surface, r.surface_sessions, r.surface_requests])).toEqual([
      ['cli', 3, 8],
      ['copilot_app', 1, 2],
      ['vscode_agent', 1, null],
    ]);
  });

  it('keeps the versions of an editor apart, which are no part of its key', async () => {
    const { rows } = await ask(open(), {
      metrics: ['reported_users', 'generated'],
      by: ['ide', 'ide_version'],
      where: [...IN_ACME],
    });
    expect(rows.map((r) => [r.ide, r.ide_version, r.reported_users, r.generated])).toEqual([
      ['jetbrains', null, 1, 6],
      ['vscode', '1.138.0', 2, 18],
      ['vscode', '1.139.0', 1, 5],
    ]);
    const where = [...IN_ACME, { dimension: 'plugin_version', values: ['0.31.0'] }];
    const filtered = await ask(open(), { metrics: ['reported_users', 'generated'], where });
    expect(filtered.rows).toEqual([{ reported_users: 1, generated: 15 }]);
  });

  it('counts who is in several teams once, and by team who is in another on the same day', async () => {
    const { rows, total } = await ask(open(), {
      metrics: ['team_members', 'people_in_several_teams'],
      by: ['team'],
      where: [...IN_ACME],
      total: true,
    });
    expect(rows.map((r) => [r.team, r.team_members, r.people_in_several_teams])).toEqual([
      ['platform', 2, 1],
      ['web', 2, 1],
    ]);
    expect(total).toEqual({ team_members: 2, people_in_several_teams: 2 });
    const both = await ask(open(), { metrics: ['people_in_several_teams'], where: BOTH });
    expect(both.rows).toEqual([{ people_in_several_teams: 3 }]);
  });

  it('counts working days of a week that is cut, and leaves the weekend out on both sides', async () => {
    const { rows } = await ask(open(), {
      metrics: ['active_working_days', 'adoption_score_working_days'],
      by: ['user'],
      where: [...IN_ACME],
    });
    expect(rows.map((r) => [r.user, r.active_working_days, r.adoption_score_working_days])).toEqual([
      ['ada', 1, 50],
      ['bobby', 0, 0],
      ['cyd', 0, 0],
      ['dee', null, null],
    ]);
  });

  it.each([
    // acme has reports of a Friday, a Sunday and a Monday; ada was active on the first two.
    { weekdays: [6, 7], off: [], expected: [1, 100] },
    { weekdays: [1, 2, 3, 4, 7], off: [], expected: [1, 50] },
    { weekdays: [1, 2, 3, 4, 5, 7], off: [], expected: [2, (2 / 3) * 100] },
    { weekdays: [1, 2, 3, 4, 5], off: ['2026-10-30'], expected: [0, 0] },
    { weekdays: [1, 2, 3, 4, 5], off: ['2026-11-02', '2026-12-25'], expected: [1, 100] },
    { weekdays: [3], off: [], expected: [0, null] },
  ])('counts the working days of another calendar: $weekdays without $off', async ({ weekdays, off, expected }) => {
    const query = {
      metrics: ['active_working_days', 'adoption_score_working_days'],
      by: ['user'],
      where: [...IN_ACME],
    };
    const { rows, notes } = await ask(open(), query, undefined, 'everything', { weekdays, off });
    const ada = rows.find(({ user }) => user === 'ada');
    expect([ada?.active_working_days, ada?.adoption_score_working_days]).toEqual(expected);
    expect(notes.filter(({ code }) => code === 'working_days')).toHaveLength(2);
  });

  it('divides by days that have a report, for each person the days of the scopes that report them', async () => {
    // acme has three days, globex two: 3 days of ada, who is in both, of bobby, cyd and dee, and 2 of eve.
    const score = async (by: readonly string[]) => {
      const { rows } = await ask(open(), { metrics: ['adoption_score'], by: [...by], where: BOTH, total: true });
      return rows.map((row) => [row[by[0] ?? ''] ?? null, row.adoption_score]);
    };
    expect(await score([])).toEqual([[null, (4 / 14) * 100]]);
    expect(await score(['user'])).toEqual([
      ['ada', (2 / 3) * 100],
      ['bobby', (1 / 3) * 100],
      ['cyd', 0],
      ['dee', null],
      ['eve', 50],
    ]);
    expect(await score(['organization'])).toEqual([
      ['acme', 25],
      ['globex', 75],
    ]);
    expect(await score(['month'])).toEqual([
      ['2026-10-01', (1 / 3) * 100],
      ['2026-11-01', (3 / 7) * 100],
    ]);
  });

  it('filters by a name that means something to JavaScript', async () => {
    const where = [...IN_ACME, { dimension: 'language', values: ['__proto__'] }];
    expect((await ask(open(), { metrics: ['accepted'], where })).rows).toEqual([{ accepted: 2 }]);
  });

  it('groups by model and feature', async () => {
    const { rows } = await ask(open(), {
      metrics: ['interactions', 'generated'],
      by: ['model', 'feature'],
      where: [...IN_ACME],
    });
    expect(rows).toEqual([
      { model: 'claude-sonnet', feature: 'chat_inline', interactions: 2, generated: 5 },
      { model: 'gpt-5.2', feature: 'chat_panel_agent_mode', interactions: 3, generated: 3 },
      { model: 'gpt-5.2', feature: 'chat_panel_ask_mode', interactions: 4, generated: 3 },
    ]);
  });

  it('groups by editor and month', async () => {
    const { rows } = await ask(open(), {
      metrics: ['active_users', 'accepted'],
      by: ['ide', 'month'],
      where: [...IN_ACME],
    });
    expect(rows).toEqual([
      { ide: 'jetbrains', month: '2026-10-01', active_users: 0, accepted: 2 },
      { ide: 'vscode', month: '2026-10-01', active_users: 1, accepted: 4 },
      { ide: 'vscode', month: '2026-11-01', active_users: 2, accepted: 4 },
    ]);
  });

  it("adds pull requests of organizations, but not GitHub's own user counts", async () => {
    const metrics = ['pull_requests_created', 'github_daily_active_users'];
    expect((await ask(open(), { metrics, where: BOTH })).rows).toEqual([
      { pull_requests_created: 12, github_daily_active_users: null },
    ]);
    expect((await ask(open(), { metrics, by: ['organization'], where: BOTH })).rows).toEqual([
      { organization: 'acme', pull_requests_created: 5, github_daily_active_users: 2 },
      { organization: 'globex', pull_requests_created: 7, github_daily_active_users: 2 },
    ]);
  });

  it('keeps the enterprise apart from organizations and 2^53 + 1 exact', async () => {
    const { rows, notes } = await ask(open(), { metrics: ['generated', 'reported_users'], by: ['enterprise'] });
    expect(rows).toEqual([{ enterprise: 'initech', generated: 9007199254740993n, reported_users: 1 }]);
    expect(notes).toEqual([]);
    const total = await ask(open(), { metrics: ['generated'], by: ['day'] });
    expect(total.rows).toEqual([{ day: '2026-10-30', generated: 9007199254740993n }]);
    expect(total.notes.map(({ code }) => code)).toEqual(['scope_default']);
  });

  it('keeps what is not known apart from zero', async () => {
    const { rows } = await ask(open(), {
      metrics: ['cli_users', 'ai_credits_used', 'loc_added', 'chat_users'],
      by: ['user'],
      where: [...IN_ACME],
    });
    expect(rows).toEqual([
      { user: 'ada', cli_users: 1, ai_credits_used: 2, loc_added: 50, chat_users: 1 },
      { user: 'bobby', cli_users: null, ai_credits_used: 1.25, loc_added: 50, chat_users: 1 },
      { user: 'cyd', cli_users: 0, ai_credits_used: null, loc_added: 0, chat_users: 0 },
      { user: 'dee', cli_users: null, ai_credits_used: null, loc_added: null, chat_users: null },
    ]);
  });

  it('has no number, rather than 0, for days without rows', async () => {
    const range = { from: '2026-09-01', to: '2026-09-30' };
    const metrics = ['reported_users', 'active_users', 'accepted', 'acceptance_rate'];
    const none = { reported_users: null, active_users: null, accepted: null, acceptance_rate: null };
    const { rows, total } = await ask(open(), { metrics, by: ['day'], where: [...IN_ACME], range, total: true });
    expect(rows).toEqual([]);
    expect(total).toEqual(none);
  });

  it('divides sums, not means of rates', async () => {
    const { rows, total } = await ask(open(), {
      metrics: ['acceptance_rate'],
      by: ['day'],
      where: [...IN_ACME],
      total: true,
    });
    expect(rows).toEqual([
      { day: '2026-10-30', acceptance_rate: 6 / 16 },
      { day: '2026-11-01', acceptance_rate: 4 / 13 },
      { day: '2026-11-02', acceptance_rate: 0 },
    ]);
    expect(total).toEqual({ acceptance_rate: 10 / 31 });
  });

  it('leaves out a language and keeps what is unknown', async () => {
    const where = [...IN_ACME, { dimension: 'language', is: 'not_in' as const, values: ['TypeScript'] }];
    expect((await ask(open(), { metrics: ['generated', 'accepted'], where })).rows).toEqual([
      { generated: 12, accepted: 3 },
    ]);
  });

  it('says what GitHub does not report', async () => {
    const { rows, notes } = await ask(open(), {
      metrics: ['interactions', 'accepted'],
      by: ['language'],
      where: [...IN_ACME],
    });
    expect(notes.map(({ code, metric }) => ({ code, metric }))).toEqual([
      { code: 'not_reported', metric: 'interactions' },
    ]);
    expect(rows.map((r) => r.interactions)).toEqual([null, null, null, null]);
    expect(rows.map((r) => r.accepted)).toEqual([2, 1, 7, 0]);
  });

  it('compares with the same weekdays before', async () => {
    const range = { from: '2026-11-06', to: '2026-11-08' };
    const { rows, comparison } = await ask(open(), {
      metrics: ['accepted'],
      by: ['day'],
      where: [...IN_ACME],
      range,
      compare: 'previous',
      total: true,
    });
    expect(rows).toEqual([]);
    expect(comparison).toEqual({
      range: { from: '2026-10-30', to: '2026-11-01' },
      rows: [
        { day: '2026-10-30', accepted: 6 },
        { day: '2026-11-01', accepted: 4 },
      ],
      total: { accepted: 10 },
    });
  });

  it('lists the scopes that have data', async () => {
    expect(await open().scopes()).toEqual(['enterprise:initech', 'org:acme', 'org:globex']);
  });

  it('takes a range of one day', async () => {
    const range = { from: ALL_DAYS.to, to: ALL_DAYS.to };
    expect((await ask(open(), { metrics: ['reported_users', 'generated'], where: [...IN_ACME], range })).rows).toEqual([
      { reported_users: 1, generated: 2 },
    ]);
  });
}
