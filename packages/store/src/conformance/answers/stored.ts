import { expect, it } from 'vitest';
import type { Store } from '../../port.ts';
import { ask, BOTH, IN_ACME } from '../fixtures/ask.ts';
import type { FixtureFact } from '../fixtures/fixture-fact.ts';
import { ADA, EVE } from '../fixtures/people.ts';

const NAMES = ['day', 'user_id', 'kind', 'name', 'interaction_count'];
const SURFACE = [
  'day',
  'surface',
  'session_count',
  'request_count',
  'prompt_count',
  'prompt_tokens_sum',
  'output_tokens_sum',
  'total_user_messages',
];

/**
 * Customizations of the CLI and what GitHub adds up for acme: ada uses the CLI on 1 November, in globex too, where GitHub
 * has one use more; eve only there. GitHub's totals have a session of the CLI on 30 October that no person's row has.
 */
export const STORED: readonly FixtureFact[] = [
  {
    scope: 'org:acme',
    fact: 'user_day_customization',
    columns: NAMES,
    rows: [
      ['2026-11-01', ADA, 'skill', 'house-style', 4],
      ['2026-11-01', ADA, 'skill', 'other', 2],
      ['2026-11-01', ADA, 'custom_agent', 'explore', 1],
      ['2026-11-01', ADA, 'slash_cmd', '/plan', 5],
      ['2026-11-01', ADA, 'slash_cmd', '/review', 1],
      ['2026-11-01', ADA, 'slash_cmd', 'custom', 2],
      ['2026-11-01', ADA, 'plugin', 'other', 2],
    ],
  },
  {
    scope: 'org:globex',
    fact: 'user_day_customization',
    columns: NAMES,
    rows: [
      ['2026-11-01', ADA, 'skill', 'house-style', 5],
      ['2026-11-01', ADA, 'skill', 'other', 2],
      ['2026-11-01', EVE, 'skill', 'other', 1],
    ],
  },
  {
    scope: 'org:acme',
    fact: 'scope_day_customization',
    columns: ['day', 'kind', 'name', 'interaction_count'],
    rows: [
      ['2026-10-30', 'skill', 'house-style', 1],
      ['2026-11-01', 'skill', 'house-style', 4],
      ['2026-11-01', 'skill', 'other', 2],
      ['2026-11-01', 'custom_agent', 'explore', 1],
      ['2026-11-01', 'mcp', 'github-mcp-server', 7],
      ['2026-11-01', 'slash_cmd', '/plan', 5],
      ['2026-11-01', 'plugin', 'other', 2],
    ],
  },
  {
    scope: 'org:acme',
    fact: 'scope_day_surface',
    columns: SURFACE,
    rows: [
      ['2026-10-30', 'cli', 5, 12, 6, 5000, 1000, null],
      ['2026-11-01', 'cli', 2, 6, 3, 1200, 300, null],
      ['2026-11-01', 'copilot_app', 1, 2, 1, 50, 50, null],
      ['2026-11-01', 'vscode_agent', 1, null, null, null, null, 7],
    ],
  },
  {
    scope: 'org:acme',
    fact: 'scope_day_agent',
    columns: ['day', 'agent_id', 'agent_name', 'user_initiated_interaction_count', 'session_count'],
    rows: [
      ['2026-10-30', '2246796', 'Claude', 1, 1],
      ['2026-11-01', '2246796', 'Claude Code', 2, 3],
      ['2026-11-01', '2248422', 'Codex', 0, 0],
    ],
  },
];

/** Every metric of them for acme over all five days, calculated by hand. */
export const STORED_ANSWERS: Readonly<Record<string, number | null>> = {
  github_surface_sessions: 9,
  github_surface_requests: 20,
  github_surface_prompts: 10,
  github_surface_tokens_input: 6250,
  github_surface_tokens_output: 1350,
  github_surface_tokens_per_request: 380,
  github_agent_window_messages: 7,
  github_agent_app_starts: 3,
  github_agent_app_sessions: 4,
  cli_skill_events: 6,
  cli_custom_agent_events: 1,
  cli_mcp_server_events: null,
  cli_slash_command_events: 8,
  cli_plugin_events: 2,
  cli_skill_users: 1,
  cli_custom_agent_users: 1,
  cli_mcp_server_users: 0,
  cli_slash_command_users: 1,
  cli_plugin_users: 1,
  // Of several people together there is none.
  cli_skills_used: null,
  cli_custom_agents_used: null,
  cli_mcp_servers_used: null,
  cli_slash_commands_used: null,
  cli_plugins_used: null,
  github_cli_skill_events: 7,
  github_cli_custom_agent_events: 1,
  github_cli_mcp_server_events: 7,
  github_cli_slash_command_events: 5,
  github_cli_plugin_events: 2,
  github_cli_skills_used: 3,
  github_cli_custom_agents_used: 1,
  github_cli_mcp_servers_used: 0,
  github_cli_slash_commands_used: 4,
  github_cli_plugins_used: 1,
};

/** What a store must answer about columns that stand beside the main figures. */
export function storedTests(open: () => Store): void {
  const rowsOf = async (metrics: readonly string[], by: readonly string[], where = IN_ACME) =>
    (await ask(open(), { metrics: [...metrics], by: [...by], where: [...where] })).rows;

  it('keeps the names of CLI customizations apart, each kind in a metric of its own', async () => {
    expect(
      await rowsOf(['cli_skill_events', 'cli_plugin_events', 'github_cli_skill_events'], ['customization']),
    ).toEqual([
      { customization: '/plan', cli_skill_events: null, cli_plugin_events: null, github_cli_skill_events: null },
      { customization: '/review', cli_skill_events: null, cli_plugin_events: null, github_cli_skill_events: null },
      { customization: 'custom', cli_skill_events: null, cli_plugin_events: null, github_cli_skill_events: null },
      { customization: 'explore', cli_skill_events: null, cli_plugin_events: null, github_cli_skill_events: null },
      {
        customization: 'github-mcp-server',
        cli_skill_events: null,
        cli_plugin_events: null,
        github_cli_skill_events: null,
      },
      { customization: 'house-style', cli_skill_events: 4, cli_plugin_events: null, github_cli_skill_events: 5 },
      { customization: 'other', cli_skill_events: 2, cli_plugin_events: 2, github_cli_skill_events: 2 },
    ]);
  });

  it('counts customizations of a person of two organizations once, with the highest of each counter', async () => {
    expect(await rowsOf(['cli_skill_events', 'cli_skill_users'], [], BOTH)).toEqual([
      { cli_skill_events: 8, cli_skill_users: 2 },
    ]);
    expect(await rowsOf(['cli_skill_events', 'cli_skills_used'], ['user'], BOTH)).toEqual([
      { user: 'ada', cli_skill_events: 7, cli_skills_used: 2 },
      { user: 'bobby', cli_skill_events: null, cli_skills_used: 0 },
      { user: 'cyd', cli_skill_events: null, cli_skills_used: null },
      { user: 'dee', cli_skill_events: null, cli_skills_used: null },
      { user: 'eve', cli_skill_events: 1, cli_skills_used: 1 },
    ]);
  });

  it('has the last figure of one person, never of several, whatever is asked beside it', async () => {
    const metrics = ['reported_users', 'cli_skills_used', 'cli_skill_events', 'active_days'];
    expect(await rowsOf(metrics, [])).toEqual([
      { reported_users: 4, cli_skills_used: null, cli_skill_events: 6, active_days: 3 },
    ]);
    expect(await rowsOf(['reported_users', 'cli_skills_used'], ['month'])).toEqual([
      { month: '2026-10-01', reported_users: 3, cli_skills_used: null },
      { month: '2026-11-01', reported_users: 3, cli_skills_used: null },
    ]);
    const ada = [...BOTH, { dimension: 'user', values: ['ada'] }];
    expect(await rowsOf(['reported_users', 'cli_skills_used'], [], ada)).toEqual([
      { reported_users: 1, cli_skills_used: 2 },
    ]);
  });

  it('keeps customizations that were not measured apart from none', async () => {
    expect(await rowsOf(['cli_mcp_server_users', 'cli_plugin_users'], ['day'])).toEqual([
      { day: '2026-10-30', cli_mcp_server_users: 0, cli_plugin_users: 0 },
      { day: '2026-11-01', cli_mcp_server_users: 0, cli_plugin_users: 1 },
      { day: '2026-11-02', cli_mcp_server_users: null, cli_plugin_users: null },
    ]);
    expect(await rowsOf(['github_cli_skills_used'], ['day'])).toEqual([
      { day: '2026-10-30', github_cli_skills_used: null },
      { day: '2026-11-01', github_cli_skills_used: 3 },
    ]);
  });

  it("answers about surfaces and agent apps from GitHub's totals alone", async () => {
    const metrics = ['github_surface_sessions', 'github_surface_tokens_per_request', 'github_agent_window_messages'];
    expect(
      (await rowsOf(metrics, ['surface'])).map((row) => [row.surface, ...metrics.map((name) => row[name])]),
    ).toEqual([
      ['cli', 7, 7500 / 18, null],
      ['copilot_app', 1, 50, null],
      ['vscode_agent', 1, null, 7],
    ]);
    expect(await rowsOf(['github_agent_app_starts', 'github_agent_app_sessions'], ['agent_app_id'])).toEqual([
      { agent_app_id: '2246796', github_agent_app_starts: 3, github_agent_app_sessions: 4 },
      { agent_app_id: '2248422', github_agent_app_starts: 0, github_agent_app_sessions: 0 },
    ]);
    expect(await rowsOf(['github_agent_app_starts'], ['agent_app'])).toEqual([
      { agent_app: 'Claude', github_agent_app_starts: 1 },
      { agent_app: 'Claude Code', github_agent_app_starts: 2 },
      { agent_app: 'Codex', github_agent_app_starts: 0 },
    ]);
    expect(await rowsOf(['agent_app_starts', 'agent_app_users'], ['agent_app'])).toEqual([
      { agent_app: 'Claude', agent_app_starts: 3, agent_app_users: 1 },
      { agent_app: 'Codex', agent_app_starts: 0, agent_app_users: 0 },
    ]);
  });

  it('keeps versions of the CLI and plugins of editors apart', async () => {
    expect(await rowsOf(['reported_users', 'surface_sessions'], ['surface', 'cli_version'])).toEqual([
      { surface: 'cli', cli_version: '1.0.57', reported_users: 1, surface_sessions: 2 },
      { surface: 'copilot_app', cli_version: null, reported_users: 1, surface_sessions: 1 },
      { surface: 'vscode_agent', cli_version: null, reported_users: 1, surface_sessions: 1 },
    ]);
    expect(await rowsOf(['reported_users', 'generated'], ['plugin'])).toEqual([
      { plugin: 'copilot-chat', reported_users: 1, generated: 15 },
      { plugin: 'copilot-intellij', reported_users: 1, generated: 6 },
      { plugin: null, reported_users: 1, generated: 8 },
    ]);
  });

  it('counts days of people by editor, where GitHub reports prompts by editor', async () => {
    expect(await rowsOf(['active_days', 'reported_days', 'adoption_score'], ['ide'])).toEqual([
      { ide: 'jetbrains', active_days: 0, reported_days: 1, adoption_score: 0 },
      { ide: 'vscode', active_days: 3, reported_days: 3, adoption_score: 50 },
    ]);
  });

  it('groups pull requests by the visibility of their repository', async () => {
    expect(await rowsOf(['pull_requests_created', 'pull_requests_merged'], ['repo_visibility'])).toEqual([
      { repo_visibility: 'INTERNAL', pull_requests_created: 1, pull_requests_merged: 1 },
      { repo_visibility: 'PRIVATE', pull_requests_created: 3, pull_requests_merged: 1 },
      { repo_visibility: 'PUBLIC', pull_requests_created: 1, pull_requests_merged: null },
    ]);
  });

  it('has the last sign-in of the holder of a seat, the whole editor, and the plan of an organization', async () => {
    const where = [...IN_ACME, { dimension: 'plan', values: ['business'] }];
    expect(await rowsOf(['seats'], ['user', 'last_signed_in', 'last_activity_editor'], where)).toEqual([
      {
        user: 'ada',
        last_signed_in: '2026-10-29T08:00:00Z',
        last_activity_editor: 'vscode/1.139.0/copilot-chat/0.41.2',
        seats: 1,
      },
      { user: 'cyd', last_signed_in: null, last_activity_editor: null, seats: 1 },
      { user: 'dee', last_signed_in: null, last_activity_editor: null, seats: 1 },
      { user: null, last_signed_in: null, last_activity_editor: null, seats: 0 },
    ]);
    expect(await rowsOf(['seats_billed'], ['plan'])).toEqual([{ plan: 'business', seats_billed: 6 }]);
  });

  it('has quotas, and lines of a bill by repository, workflow, unit and model as billed', async () => {
    expect(await rowsOf(['billed_credits_quota', 'premium_requests_quota'], ['billed_user'])).toEqual([
      { billed_user: 'ada', billed_credits_quota: 1900, premium_requests_quota: 300 },
      { billed_user: 'bob', billed_credits_quota: 3900.5, premium_requests_quota: 1500 },
      { billed_user: null, billed_credits_quota: null, premium_requests_quota: null },
    ]);
    expect(await rowsOf(['premium_requests', 'premium_requests_discount'], ['exceeds_quota'])).toEqual([
      { exceeds_quota: 'False', premium_requests: 2, premium_requests_discount: 0.08 },
      { exceeds_quota: 'True', premium_requests: 0.5, premium_requests_discount: 0 },
    ]);
    expect(await rowsOf(['billed_minutes', 'billed_gross'], ['workflow', 'repository_name', 'billed_unit'])).toEqual([
      {
        workflow: 'dynamic/agents/copilot-pull-request-reviewer',
        repository_name: 'acme/web',
        billed_unit: 'minutes',
        billed_minutes: 100,
        billed_gross: 0.8,
      },
      { workflow: null, repository_name: null, billed_unit: 'user-months', billed_minutes: null, billed_gross: 57 },
    ]);
    expect(await rowsOf(['billed_credits'], ['billed_model'])).toEqual([
      { billed_model: 'Auto: GPT-5.2', billed_credits: 10.5 },
      { billed_model: 'GPT-5.2', billed_credits: 2 },
      { billed_model: 'o5', billed_credits: 0.25 },
      { billed_model: null, billed_credits: null },
    ]);
    const inWeb = [...IN_ACME, { dimension: 'repository_name', values: ['Acme/Web'] }];
    expect(await rowsOf(['billed_credits', 'billed_minutes'], [], inWeb)).toEqual([
      { billed_credits: 2, billed_minutes: 100 },
    ]);
  });

  it('has people of a part of an older API where one part is asked for, never of several', async () => {
    expect(await rowsOf(['legacy_completion_part_users'], ['language'])).toEqual([
      { language: 'go', legacy_completion_part_users: 7 },
      { language: 'python', legacy_completion_part_users: 12 },
    ]);
    expect(
      await rowsOf(['legacy_pull_request_summaries', 'legacy_pull_request_part_users'], ['repository_name']),
    ).toEqual([
      { repository_name: 'acme/api', legacy_pull_request_summaries: 1, legacy_pull_request_part_users: 2 },
      { repository_name: 'acme/web', legacy_pull_request_summaries: 2, legacy_pull_request_part_users: 3 },
    ]);
  });
}
