import type { UserRecord } from '../world/records/records.ts';
import type { Customization } from '../world/records/surfaces.ts';
import type { MetricTruth, Row } from './metric-truth.ts';

/** First days of what GitHub leaves out when there was none. @source github/docs "Copilot usage metrics" reference. */
const FIRST_DAY = '2025-10-10';
const CLI_SINCE = '2026-03-05';
const AGENT_APPS_SINCE = '2026-08-07';
const NONE_SINCE: Readonly<Record<string, string>> = {
  daily_active_cli_users: CLI_SINCE,
  daily_active_copilot_app_users: '2026-07-17',
};

const COMPLETION = ['code_completion'];
const CHAT = [
  'chat_inline',
  'chat_panel_ask_mode',
  'chat_panel_edit_mode',
  'chat_panel_agent_mode',
  'chat_panel_plan_mode',
  'chat_panel_custom_mode',
  'chat_panel_unknown_mode',
];

const generated = (row: Row) => row.code_generation_activity_count;
const accepted = (row: Row) => row.code_acceptance_activity_count;

/** GitHub's own counts of people by surface. */
const GITHUB_PEOPLE: readonly (readonly [string, string])[] = [
  ['github_monthly_chat_users', 'monthly_active_chat_users'],
  ['github_monthly_agent_users', 'monthly_active_agent_users'],
  ['github_daily_cli_users', 'daily_active_cli_users'],
  ['github_daily_app_users', 'daily_active_copilot_app_users'],
  ...['daily', 'weekly', 'monthly'].flatMap((window): [string, string][] => [
    [`github_${window}_agent_window_users`, `${window}_active_vscode_agent_users`],
    [`github_${window}_cloud_agent_users`, `${window}_active_copilot_cloud_agent_users`],
    [`github_${window}_code_review_active_users`, `${window}_active_copilot_code_review_users`],
    [`github_${window}_code_review_passive_users`, `${window}_passive_copilot_code_review_users`],
  ]),
];

const ofCli = (row: Row) => (row.surface === 'cli' ? row.token_usage : undefined);

/** A flag under its newest name or the one before. */
const flagOf = (record: UserRecord, field: string): unknown =>
  record[field] ?? (field === 'used_copilot_cloud_agent' ? record.used_copilot_coding_agent : undefined);

/**
 * Why a stand-in for GitHub of today cannot serve a metric, so that it has no truth here; null where it can. The files
 * these come from are held to their own sums where they are imported.
 */
export function whyNotServed(metric: string): string | null {
  if (metric.startsWith('legacy_'))
    return 'GitHub closed copilot/usage and copilot/metrics before the first day simulated.';
  if (/^(?:billed|premium)_/.test(metric))
    return 'Bills are exports of a person with the right, not reports that are synced.';
  return null;
}

/** Kinds of customization with the words of their metrics: one, several. */
const CUSTOMIZED: readonly (readonly [Customization, string, string])[] = [
  ['skill', 'skill', 'skills'],
  ['custom_agent', 'custom_agent', 'custom_agents'],
  ['mcp', 'mcp_server', 'mcp_servers'],
  ['slash_cmd', 'slash_command', 'slash_commands'],
  ['plugin', 'plugin', 'plugins'],
];

const tokens = ({ token_usage: used }: Row) => used && used.prompt_tokens_sum + used.output_tokens_sum;

/** Sums by surface, of people and of GitHub's own totals. */
const SURFACE_SUMS: readonly (readonly [string, (row: Row) => unknown])[] = [
  ['surface_sessions', (row) => row.session_count],
  ['surface_requests', (row) => row.request_count],
  ['surface_prompts', (row) => row.prompt_count],
  ['surface_tokens_input', (row) => row.token_usage?.prompt_tokens_sum],
  ['surface_tokens_output', (row) => row.token_usage?.output_tokens_sum],
  ['agent_window_messages', (row) => row.total_user_messages],
];

/** Every metric of people by its catalogue name. */
export const METRIC_TRUTHS: Readonly<Record<string, MetricTruth>> = {
  active_users: { kind: 'people', when: (row) => isPositive(row.user_initiated_interaction_count) },
  reported_users: { kind: 'people', when: () => true },
  generating_users: { kind: 'people', when: (row) => isPositive(row.code_generation_activity_count) },
  chat_users: { kind: 'people', when: (_row, record) => record.used_chat },
  agent_users: { kind: 'people', when: (_row, record) => record.used_agent },
  cli_users: { kind: 'people', when: (_row, record) => record.used_cli },
  github_daily_active_users: { kind: 'last-aggregate', of: (record) => record.daily_active_users },
  github_weekly_active_users: { kind: 'last-aggregate', of: (record) => record.weekly_active_users },
  github_monthly_active_users: { kind: 'last-aggregate', of: (record) => record.monthly_active_users },
  interactions: { kind: 'sum', of: (row) => row.user_initiated_interaction_count },
  generated: { kind: 'sum', of: generated },
  accepted: { kind: 'sum', of: accepted },
  acceptance_rate: { kind: 'ratio', above: accepted, below: generated },
  completions_generated: { kind: 'sum', noneSince: FIRST_DAY, features: COMPLETION, of: generated },
  completions_accepted: { kind: 'sum', noneSince: FIRST_DAY, features: COMPLETION, of: accepted },
  completion_acceptance_rate: { kind: 'ratio', features: COMPLETION, above: accepted, below: generated },
  loc_suggested_to_add: { kind: 'sum', of: (row) => row.loc_suggested_to_add_sum },
  loc_suggested_to_delete: { kind: 'sum', of: (row) => row.loc_suggested_to_delete_sum },
  loc_added: { kind: 'sum', of: (row) => row.loc_added_sum },
  loc_deleted: { kind: 'sum', of: (row) => row.loc_deleted_sum },
  lines_acceptance_rate: {
    kind: 'ratio',
    features: COMPLETION,
    above: (row) => row.loc_added_sum,
    below: (row) => row.loc_suggested_to_add_sum,
  },
  completions_lines_suggested: {
    kind: 'sum',
    noneSince: FIRST_DAY,
    features: COMPLETION,
    of: (row) => row.loc_suggested_to_add_sum,
  },
  completions_lines_accepted: {
    kind: 'sum',
    noneSince: FIRST_DAY,
    features: COMPLETION,
    of: (row) => row.loc_added_sum,
  },
  chat_prompts: {
    kind: 'sum',
    noneSince: FIRST_DAY,
    features: CHAT,
    of: (row) => row.user_initiated_interaction_count,
  },
  chat_generated: { kind: 'sum', noneSince: FIRST_DAY, features: CHAT, of: generated },
  chat_accepted: { kind: 'sum', noneSince: FIRST_DAY, features: CHAT, of: accepted },
  chat_acceptance_rate: { kind: 'ratio', features: CHAT, above: accepted, below: generated },
  chat_accepted_per_prompt: {
    kind: 'ratio',
    features: CHAT,
    above: accepted,
    below: (row) => row.user_initiated_interaction_count,
  },
  active_days: { kind: 'person-days', when: hasPrompt },
  reported_days: { kind: 'person-days', when: () => true },
  chat_days: { kind: 'person-days', when: (_row, record) => record.used_chat },
  agent_days: { kind: 'person-days', when: (_row, record) => record.used_agent },
  cli_days: { kind: 'person-days', when: (_row, record) => record.used_cli },
  active_working_days: { kind: 'person-days', when: (row, record) => hasPrompt(row) && isWeekday(record.day) },
  reported_working_days: { kind: 'person-days', when: (_row, record) => isWeekday(record.day) },
  adoption_score: { kind: 'adoption', counts: () => true, isActive: hasPrompt },
  adoption_score_working_days: { kind: 'adoption', counts: isWeekday, isActive: hasPrompt },
  adoption_score_any_activity: { kind: 'adoption', counts: () => true, isActive: () => true },
  adoption_score_any_activity_working_days: { kind: 'adoption', counts: isWeekday, isActive: () => true },
  ...Object.fromEntries(
    (
      [
        ['loc_suggested', 'loc_suggested_to_add_sum'],
        ['loc_added', 'loc_added_sum'],
        ['loc_deleted', 'loc_deleted_sum'],
      ] as const
    ).flatMap(([name, field]): [string, MetricTruth][] => [
      [`${name}_per_active_day`, { kind: 'per-day', of: (row) => row[field], when: hasPrompt }],
      [`${name}_per_reported_day`, { kind: 'per-day', of: (row) => row[field], when: () => true }],
    ]),
  ),
  ai_credits_used: { kind: 'sum', of: (_row, record) => record.ai_credits_used },
  cli_tokens_input: { kind: 'sum', noneSince: CLI_SINCE, aside: 'surface', of: (row) => ofCli(row)?.prompt_tokens_sum },
  cli_tokens_output: {
    kind: 'sum',
    noneSince: CLI_SINCE,
    aside: 'surface',
    of: (row) => ofCli(row)?.output_tokens_sum,
  },
  agent_share: {
    kind: 'share',
    above: (record) => record.used_agent,
    below: (record) => isPositive(record.user_initiated_interaction_count),
  },
  agent_lines_added: { kind: 'sum', noneSince: FIRST_DAY, features: ['agent_edit'], of: (row) => row.loc_added_sum },
  agent_lines_deleted: {
    kind: 'sum',
    noneSince: FIRST_DAY,
    features: ['agent_edit'],
    of: (row) => row.loc_deleted_sum,
  },
  ...Object.fromEntries(
    [
      ['app_users', 'used_copilot_app'],
      ['cloud_agent_users', 'used_copilot_cloud_agent'],
      ['code_review_active_users', 'used_copilot_code_review_active'],
      ['code_review_passive_users', 'used_copilot_code_review_passive'],
      ['agent_window_users', 'used_vscode_agent'],
    ].map(([name, field = '']): [string, MetricTruth] => [
      name ?? '',
      { kind: 'people', when: (_row, record) => flagOf(record, field) },
    ]),
  ),
  agent_app_users: {
    kind: 'people',
    noneSince: AGENT_APPS_SINCE,
    aside: 'agent',
    when: (row) => isPositive(row.user_initiated_interaction_count),
  },
  agent_app_starts: {
    kind: 'sum',
    noneSince: AGENT_APPS_SINCE,
    aside: 'agent',
    of: (row) => row.user_initiated_interaction_count,
  },
  ...Object.fromEntries(
    SURFACE_SUMS.flatMap(([name, of]): [string, MetricTruth][] => {
      const asked = {
        ...(name !== 'agent_window_messages' && { noneSince: CLI_SINCE }),
        aside: 'surface' as const,
        of,
      };
      return [
        [name, { kind: 'sum', ...asked }],
        [`github_${name}`, { kind: 'sum-aggregate', ...asked }],
      ];
    }),
  ),
  surface_tokens_per_request: { kind: 'ratio', aside: 'surface', above: tokens, below: (row) => row.request_count },
  github_surface_tokens_per_request: {
    kind: 'ratio-aggregate',
    aside: 'surface',
    above: tokens,
    below: (row) => row.request_count,
  },
  github_agent_app_starts: {
    kind: 'sum-aggregate',
    noneSince: AGENT_APPS_SINCE,
    aside: 'agent',
    of: (row) => row.user_initiated_interaction_count,
  },
  github_agent_app_sessions: {
    kind: 'sum-aggregate',
    noneSince: AGENT_APPS_SINCE,
    aside: 'agent',
    of: (row) => row.session_count,
  },
  ...Object.fromEntries(
    CUSTOMIZED.flatMap(([kind, one, several]): [string, MetricTruth][] => {
      const used = (record: Readonly<Record<string, unknown>>) => record[`distinct_${kind}_use_count`];
      const events = (row: Row) => row.interaction_count;
      return [
        [`cli_${one}_events`, { kind: 'sum', aside: kind, of: events }],
        [
          `cli_${one}_users`,
          { kind: 'people', when: (_row, record) => isPositive(used(record) as number | undefined) },
        ],
        [`cli_${several}_used`, { kind: 'last-of-person', of: used }],
        [`github_cli_${one}_events`, { kind: 'sum-aggregate', aside: kind, of: events }],
        [`github_cli_${several}_used`, { kind: 'last-aggregate', of: used }],
      ];
    }),
  ),
  ...Object.fromEntries(
    GITHUB_PEOPLE.map(([name, field]): [string, MetricTruth] => [
      name,
      {
        kind: 'last-aggregate',
        ...(NONE_SINCE[field] !== undefined && { noneSince: NONE_SINCE[field] }),
        of: (record) => record[field],
      },
    ]),
  ),
  github_interactions: { kind: 'sum-aggregate', of: (row) => row.user_initiated_interaction_count },
  github_generated: { kind: 'sum-aggregate', of: generated },
  github_accepted: { kind: 'sum-aggregate', of: accepted },
  github_loc_suggested_to_add: { kind: 'sum-aggregate', of: (row) => row.loc_suggested_to_add_sum },
  github_loc_suggested_to_delete: { kind: 'sum-aggregate', of: (row) => row.loc_suggested_to_delete_sum },
  github_loc_added: { kind: 'sum-aggregate', of: (row) => row.loc_added_sum },
  github_loc_deleted: { kind: 'sum-aggregate', of: (row) => row.loc_deleted_sum },
  people_with_phase: {
    kind: 'people',
    when: (_row, record) => (record.ai_adoption_phase === undefined ? undefined : true),
  },
};

/** Metrics whose value belongs to the whole user row, so that no breakdown has it. */
export const ROW_LEVEL: ReadonlySet<string> = new Set([
  'chat_users',
  'agent_users',
  'cli_users',
  'chat_days',
  'agent_days',
  'cli_days',
  ...['loc_suggested', 'loc_added', 'loc_deleted'].flatMap((name) => [
    `${name}_per_active_day`,
    `${name}_per_reported_day`,
  ]),
  'ai_credits_used',
  'cli_tokens_input',
  'cli_tokens_output',
  'people_with_phase',
  ...CUSTOMIZED.flatMap(([, one, several]) => [`cli_${one}_users`, `cli_${several}_used`]),
  'agent_share',
  'app_users',
  'cloud_agent_users',
  'code_review_active_users',
  'code_review_passive_users',
  'agent_window_users',
]);

/** By day whether it is one of Monday to Friday: the same few days are asked for again and again. */
const WEEKDAYS = new Map<string, boolean>();

/** Monday to Friday. */
function isWeekday(day: string): boolean {
  const is = WEEKDAYS.get(day) ?? ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
  WEEKDAYS.set(day, is);
  return is;
}

function hasPrompt(row: Row): boolean | undefined {
  return isPositive(row.user_initiated_interaction_count);
}

function isPositive(value: number | undefined): boolean | undefined {
  return value === undefined ? undefined : value > 0;
}
