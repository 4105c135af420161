import type { MetricQueryInput } from '@flightdeck/query';
import { expect, it } from 'vitest';
import { ask } from '../fixtures/ask.ts';
import type { FixtureFact } from '../fixtures/fixture-fact.ts';
import { loadFacts } from '../fixtures/load.ts';
import type { OpenCompany } from './loads.ts';

const fixture = (fact: string, columns: readonly string[], rows: FixtureFact['rows']): FixtureFact => ({
  scope: 'org:acme',
  fact,
  columns: ['day', ...columns],
  rows,
});

/** Ada has completions, CLI and an agent app on the second, nothing of them on the fourth; bob has only a report. */
const PEOPLE: readonly FixtureFact[] = [
  fixture(
    'user_day',
    ['user_id', 'user_login', 'user_initiated_interaction_count'],
    [
      ['2026-03-02', 1, 'ada', 1],
      ['2026-11-02', 1, 'ada', 3],
      ['2026-11-02', 2, 'bob', 0],
      ['2026-11-04', 1, 'ada', 0],
    ],
  ),
  fixture(
    'user_day_feature',
    ['user_id', 'feature', 'code_generation_activity_count', 'code_acceptance_activity_count'],
    [['2026-11-02', 1, 'code_completion', 8, 2]],
  ),
  fixture(
    'user_day_surface',
    ['user_id', 'surface', 'session_count', 'request_count', 'prompt_tokens_sum', 'output_tokens_sum'],
    [['2026-11-02', 1, 'cli', 1, 4, 300, 100]],
  ),
  fixture('user_day_agent', ['user_id', 'agent_id', 'user_initiated_interaction_count'], [['2026-11-02', 1, '7', 5]]),
];

/** GitHub's own figures; what it leaves out without use is 0 as it is loaded. No report of the fifth, none of the window. */
const TOTALS = fixture(
  'scope_day',
  ['daily_active_cli_users', 'monthly_active_users', 'daily_active_vscode_agent_users', 'median_minutes_to_merge'],
  [
    ['2026-03-04', null, null, null, null],
    ['2026-03-06', 0, null, null, null],
    ['2026-11-02', 9, 20, 4, 55],
    ['2026-11-03', 0, 21, null, 66],
    ['2026-11-04', 0, 22, null, null],
    ['2026-11-06', 0, null, null, null],
    ['2026-11-07', 0, 23, null, null],
  ],
);

/** What GitHub adds up by surface and agent app, on the second only. */
const ADDED: readonly FixtureFact[] = [
  fixture(
    'scope_day_surface',
    ['surface', 'session_count', 'request_count', 'prompt_tokens_sum', 'output_tokens_sum'],
    [['2026-11-02', 'cli', 2, 5, 300, 75]],
  ),
  fixture(
    'scope_day_agent',
    ['agent_id', 'user_initiated_interaction_count', 'session_count'],
    [['2026-11-02', '7', 3, 4]],
  ),
];

const NOVEMBER = { from: '2026-11-02', to: '2026-11-07' };

/** What a store must answer where GitHub says "none" or "not measured" by leaving something out. */
export function noneTests(openEmpty: OpenCompany): void {
  const open = async () => {
    const { store, folder } = await openEmpty();
    await loadFacts(store, folder, PEOPLE);
    await loadFacts(store, folder, [TOTALS, ...ADDED]);
    return async (query: Partial<MetricQueryInput> & Pick<MetricQueryInput, 'metrics'>) =>
      ask(store, { range: NOVEMBER, ...query });
  };

  it('has 0 for what a report leaves out when there was none, and nothing without a report', async () => {
    const answer = await open();
    const metrics = [
      'completions_generated',
      'completion_acceptance_rate',
      'cli_tokens_input',
      'surface_sessions',
      'surface_tokens_per_request',
      'agent_app_users',
      'agent_window_messages',
    ];
    const values = async (query: Partial<MetricQueryInput>) =>
      (await answer({ metrics, ...query })).rows.map((row) => Object.values(row));
    expect(await values({})).toEqual([[8, 0.25, 300, 1, 100, 1, null]]);
    expect(await values({ by: ['day'] })).toEqual([
      ['2026-11-02', 8, 0.25, 300, 1, 100, 1, null],
      ['2026-11-04', 0, null, 0, 0, null, 0, null],
    ]);
    expect(await values({ by: ['user'] })).toEqual([
      ['ada', 8, 0.25, 300, 1, 100, 1, null],
      ['bob', 0, null, 0, 0, null, 0, null],
    ]);
    const bob = [{ dimension: 'user', values: ['bob'] }];
    expect(await values({ where: bob })).toEqual([[0, null, 0, 0, null, 0, null]]);
    expect((await answer({ metrics, where: bob, total: true })).total).toEqual({
      completions_generated: 0,
      completion_acceptance_rate: null,
      cli_tokens_input: 0,
      surface_sessions: 0,
      surface_tokens_per_request: null,
      agent_app_users: 0,
      agent_window_messages: null,
    });
    // Completions were always reported, CLI and agent apps not yet in the first days of March.
    const march = { from: '2026-03-01', to: '2026-03-31' };
    expect(await values({ range: { from: '2026-03-01', to: '2026-03-04' } })).toEqual([
      [0, null, null, null, null, null, null],
    ]);
    expect(await values({ range: march })).toEqual([[0, null, null, null, null, null, null]]);
    expect(await values({ range: { from: '2026-11-05', to: '2026-11-30' } })).toEqual([
      [null, null, null, null, null, null, null],
    ]);
    expect(await values({ by: ['feature'], metrics: ['completions_generated'] })).toEqual([['code_completion', 8]]);
  });

  it("has 0 for what GitHub's own totals leave out on a day with a report, and nothing without one", async () => {
    const answer = await open();
    const metrics = [
      'github_surface_sessions',
      'github_surface_tokens_input',
      'github_surface_tokens_per_request',
      'github_agent_app_starts',
      'github_agent_app_sessions',
      'github_agent_window_messages',
      'github_cli_skill_events',
    ];
    const values = async (query: Partial<MetricQueryInput>) =>
      (await answer({ metrics, ...query })).rows.map((row) => Object.values(row));
    const none = [0, 0, null, 0, 0, null, null];
    expect(await values({ by: ['day'] })).toEqual([
      ['2026-11-02', 2, 300, 75, 3, 4, null, null],
      ['2026-11-03', ...none],
      ['2026-11-04', ...none],
      ['2026-11-06', ...none],
      ['2026-11-07', ...none],
    ]);
    expect(await values({})).toEqual([[2, 300, 75, 3, 4, null, null]]);
    expect(await values({ by: ['organization'], range: { from: '2026-11-03', to: '2026-11-07' } })).toEqual([
      ['acme', ...none],
    ]);
    const unreported = { from: '2026-11-05', to: '2026-11-05' };
    expect(await values({ range: unreported })).toEqual([[null, null, null, null, null, null, null]]);
    // Of CLI and agent apps a report of early March says nothing, of the CLI alone one of 6 March.
    const day = async (of: string) => values({ range: { from: of, to: of } });
    expect(await day('2026-03-04')).toEqual([[null, null, null, null, null, null, null]]);
    expect(await day('2026-03-06')).toEqual([[0, 0, null, null, null, null, null]]);
    // A value of a list has no row on a day without it, and people's reports say nothing of GitHub's totals.
    expect(await values({ by: ['surface'], metrics: ['github_surface_sessions'] })).toEqual([['cli', 2]]);
    expect(await values({ metrics: ['surface_sessions', 'github_surface_sessions'], by: ['day'] })).toEqual([
      ['2026-11-02', 1, 2],
      ['2026-11-03', null, 0],
      ['2026-11-04', 0, 0],
      ['2026-11-06', null, 0],
      ['2026-11-07', null, 0],
    ]);
  });

  it('reads a latest figure of the last day with a report only, but for what had nothing to measure then', async () => {
    const answer = await open();
    const metrics = ['github_daily_cli_users', 'github_monthly_active_users', 'github_daily_agent_window_users'];
    const all = await answer({ metrics: [...metrics, 'median_minutes_to_merge'], total: true });
    expect(all.rows.map((row) => Object.values(row))).toEqual([[0, 23, null, 66]]);
    expect(all.total).toEqual(all.rows[0]);
    expect(all.notes.map(({ message }) => message)).toEqual([
      '"GitHub\'s Agents window users of the day" is not in the report of the last day; 2026-11-02 is the last that has it.',
      '"Median to merge" is of 2026-11-03, the last day that has one.',
    ]);
    const until = async (to: string) => {
      const { rows } = await answer({ metrics, range: { from: '2026-11-02', to } });
      return Object.values(rows[0] ?? {});
    };
    expect(await until('2026-11-02')).toEqual([9, 20, 4]);
    expect(await until('2026-11-03')).toEqual([0, 21, null]);
    // Of the fifth there is no report, so the fourth is the last; the sixth was reported without the figure.
    expect(await until('2026-11-05')).toEqual([0, 22, null]);
    expect(await until('2026-11-06')).toEqual([0, null, null]);
  });
}
