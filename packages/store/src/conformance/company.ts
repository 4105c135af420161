import type { FixtureFact } from './fixture-fact.ts';
import { HISTORY } from './history.ts';
import { SEATS } from './seats.ts';
import { STORED } from './stored.ts';

const ADA = 1;
const BOB = 2;
const CYD = 3;
const DEE = 4;
const EVE = 5;
const ZED = 9;

/** How many different names of each kind were used with the CLI. */
const DISTINCT = ['skill', 'custom_agent', 'mcp', 'slash_cmd', 'plugin'].map((kind) => `distinct_${kind}_use_count`);
const NOT_MEASURED = [null, null, null, null, null] as const;

const USER_DAY = [
  'day',
  'user_id',
  'user_login',
  'user_initiated_interaction_count',
  'code_generation_activity_count',
  'code_acceptance_activity_count',
  'loc_suggested_to_add_sum',
  'loc_suggested_to_delete_sum',
  'loc_added_sum',
  'loc_deleted_sum',
  'ai_credits_used',
  'used_agent',
  'used_chat',
  'used_cli',
  'ai_adoption_phase_number',
  'used_copilot_app',
  'used_copilot_cloud_agent',
  'used_copilot_code_review_active',
  'used_copilot_code_review_passive',
  'used_vscode_agent',
  ...DISTINCT,
] as const;

/** GitHub's own counts of people by surface: chat and agent of 28 days, then day, week and month of each. */
const GITHUB_PEOPLE = [
  'monthly_active_chat_users',
  'monthly_active_agent_users',
  'daily_active_cli_users',
  'daily_active_copilot_app_users',
  ...['daily', 'weekly', 'monthly'].map((window) => `${window}_active_vscode_agent_users`),
  ...['daily', 'weekly', 'monthly'].map((window) => `${window}_active_copilot_cloud_agent_users`),
  ...['daily', 'weekly', 'monthly'].map((window) => `${window}_active_copilot_code_review_users`),
  ...['daily', 'weekly', 'monthly'].map((window) => `${window}_passive_copilot_code_review_users`),
];

const SIX = ['code_generation_activity_count', 'code_acceptance_activity_count'] as const;
const SEVEN = ['user_initiated_interaction_count', ...SIX] as const;
const LINES = ['loc_suggested_to_add_sum', 'loc_added_sum'] as const;

/**
 * Three days of two organizations and an enterprise. Friday 30 October: ada, bob and dee, whom only the server saw.
 * Sunday 1 November: ada, and bob as bobby. Monday 2 November: cyd, without breakdowns. Ada is in globex too, where
 * GitHub credits the same work again; eve is in globex only. Team 11 of acme is renamed from frontend to web, bob moves
 * from it to platform, ada is in both on Friday. Zed of initech has a number that no double can hold.
 */
export const COMPANY: readonly FixtureFact[] = Object.freeze([
  {
    scope: 'org:acme',
    fact: 'user_day',
    columns: USER_DAY,
    rows: [
      [
        ...[
          '2026-10-30',
          ADA,
          'ada',
          3,
          10,
          4,
          100,
          0,
          40,
          5,
          1.5,
          true,
          true,
          false,
          1,
          false,
          true,
          null,
          null,
          null,
        ],
        ...NOT_MEASURED,
      ],
      [
        ...[
          '2026-10-30',
          BOB,
          'bob',
          0,
          6,
          2,
          60,
          0,
          20,
          0,
          0.25,
          false,
          false,
          null,
          1,
          null,
          false,
          null,
          null,
          null,
        ],
        ...[0, 0, 0, 0, 0],
      ],
      ['2026-10-30', DEE, 'dee', ...Array<null>(22).fill(null)],
      [
        ...['2026-11-01', ADA, 'ada', 2, 5, 1, 50, 0, 10, 0, 0.5, false, true, true, 2, true, false, true, false, true],
        ...[2, 1, 0, 3, 1],
      ],
      [
        ...['2026-11-01', BOB, 'bobby', 4, 8, 3, 80, 1, 30, 2, 1, false, true, null, 1, false, true, false, true, null],
        ...NOT_MEASURED,
      ],
      [
        ...['2026-11-02', CYD, 'cyd', 0, 2, 0, 20, 0, 0, 0, null, false, false, false, 0, false, false],
        ...[null, null, null, ...NOT_MEASURED],
      ],
    ],
  },
  {
    scope: 'org:globex',
    fact: 'user_day',
    columns: USER_DAY,
    rows: [
      [
        ...[
          '2026-10-30',
          ADA,
          'ada',
          3,
          10,
          4,
          100,
          0,
          40,
          5,
          1.5,
          true,
          true,
          false,
          1,
          false,
          true,
          null,
          null,
          null,
        ],
        ...NOT_MEASURED,
      ],
      [
        ...['2026-11-01', ADA, 'ada', 2, 6, 1, 50, 0, 10, 0, 0.5, false, true, true, 3, true, false, true, false, true],
        ...[2, 1, 0, 3, 1],
      ],
      [
        ...['2026-11-01', EVE, 'eve', 1, 1, 1, 10, 0, 5, 0, 0, true, null, null, 2, null, null, null, null, null],
        ...[1, null, null, null, null],
      ],
    ],
  },
  {
    scope: 'enterprise:initech',
    fact: 'user_day',
    columns: USER_DAY,
    rows: [
      [
        ...['2026-10-30', ZED, 'zed', 1, 9007199254740993n, 1, 1, 0, 1, 0, 0, true, true, true],
        ...[null, null, null, null, null, null, ...NOT_MEASURED],
      ],
    ],
  },
  {
    scope: 'org:acme',
    fact: 'user_day_ide',
    columns: ['day', 'user_id', 'ide', 'ide_version', 'plugin', 'plugin_version', ...SEVEN],
    rows: [
      ['2026-10-30', ADA, 'vscode', '1.138.0', 'copilot-chat', '0.31.0', 3, 10, 4],
      ['2026-10-30', BOB, 'jetbrains', null, 'copilot-intellij', '1.5.0', 0, 6, 2],
      ['2026-11-01', ADA, 'vscode', '1.139.0', 'copilot-chat', '0.31.0', 2, 5, 1],
      ['2026-11-01', BOB, 'vscode', '1.138.0', null, null, 4, 8, 3],
    ],
  },
  {
    scope: 'org:acme',
    fact: 'user_day_feature',
    columns: ['day', 'user_id', 'feature', ...SEVEN, ...LINES, 'loc_deleted_sum'],
    rows: [
      ['2026-10-30', ADA, 'code_completion', 0, 7, 3, 70, 30, 0],
      ['2026-10-30', ADA, 'agent_edit', 0, 0, 0, 0, 12, 5],
      ['2026-10-30', ADA, 'chat_panel_agent_mode', 3, 3, 1, 30, 10, null],
      ['2026-10-30', BOB, 'code_completion', 0, 6, 2, 60, 20, null],
      ['2026-11-01', ADA, 'chat_inline', 2, 5, 1, 50, 10, null],
      ['2026-11-01', BOB, 'code_completion', 0, 5, 3, 50, 25, null],
      ['2026-11-01', BOB, 'chat_panel_ask_mode', 4, 3, 0, 30, 5, null],
    ],
  },
  {
    scope: 'org:acme',
    fact: 'user_day_language_feature',
    columns: ['day', 'user_id', 'language', 'feature', ...SIX],
    rows: [
      ['2026-10-30', ADA, 'typescript', 'code_completion', 7, 3],
      ['2026-10-30', ADA, 'python', 'chat_panel_agent_mode', 3, 1],
      ['2026-10-30', BOB, '__proto__', 'code_completion', 6, 2],
      ['2026-11-01', ADA, 'typescript', 'chat_inline', 5, 1],
      ['2026-11-01', BOB, 'typescript', 'code_completion', 5, 3],
      ['2026-11-01', BOB, 'unknown', 'chat_panel_ask_mode', 3, 0],
    ],
  },
  {
    scope: 'org:acme',
    fact: 'user_day_model_feature',
    columns: ['day', 'user_id', 'model', 'feature', ...SEVEN],
    rows: [
      ['2026-10-30', ADA, 'gpt-5.2', 'chat_panel_agent_mode', 3, 3, 1],
      ['2026-11-01', ADA, 'claude-sonnet', 'chat_inline', 2, 5, 1],
      ['2026-11-01', BOB, 'gpt-5.2', 'chat_panel_ask_mode', 4, 3, 0],
    ],
  },
  {
    scope: 'org:acme',
    fact: 'user_day_language_model',
    columns: ['day', 'user_id', 'language', 'model', ...SIX],
    rows: [
      ['2026-10-30', ADA, 'python', 'gpt-5.2', 3, 1],
      ['2026-11-01', ADA, 'typescript', 'claude-sonnet', 5, 1],
    ],
  },
  {
    scope: 'org:acme',
    fact: 'user_day_surface',
    columns: [
      'day',
      'user_id',
      'surface',
      'prompt_tokens_sum',
      'output_tokens_sum',
      'session_count',
      'request_count',
      'prompt_count',
      'total_user_messages',
      'cli_version',
    ],
    rows: [
      ['2026-11-01', ADA, 'cli', 1200, 300, 2, 6, 3, null, '1.0.57'],
      ['2026-11-01', ADA, 'copilot_app', 50, 50, 1, 2, 1, null, null],
      ['2026-11-01', ADA, 'vscode_agent', null, null, 1, null, null, 7, null],
    ],
  },
  {
    scope: 'org:globex',
    fact: 'user_day_surface',
    columns: ['day', 'user_id', 'surface', 'prompt_tokens_sum', 'output_tokens_sum', 'session_count', 'request_count'],
    rows: [
      ['2026-11-01', ADA, 'cli', 1200, 300, 2, 6],
      ['2026-11-01', EVE, 'cli', 100, 20, 1, 2],
    ],
  },
  {
    scope: 'org:acme',
    fact: 'user_day_agent',
    columns: ['day', 'user_id', 'agent_id', 'agent_name', 'user_initiated_interaction_count'],
    rows: [
      ['2026-10-30', ADA, '2246796', 'Claude', 1],
      ['2026-11-01', ADA, '2246796', 'Claude', 2],
      ['2026-11-01', BOB, '2248422', 'Codex', 0],
    ],
  },
  {
    scope: 'org:acme',
    fact: 'user_team_day',
    columns: ['day', 'user_id', 'team_id', 'team_slug', 'user_login'],
    rows: [
      ['2026-10-30', ADA, 11, 'frontend', 'ada'],
      ['2026-10-30', ADA, 12, 'platform', 'ada'],
      ['2026-10-30', BOB, 11, 'frontend', 'bob'],
      ['2026-11-01', ADA, 11, 'web', 'ada'],
      ['2026-11-01', BOB, 12, 'platform', 'bobby'],
    ],
  },
  {
    scope: 'org:globex',
    fact: 'user_team_day',
    columns: ['day', 'user_id', 'team_id', 'team_slug', 'user_login'],
    rows: [
      ['2026-11-01', ADA, 21, 'support', 'ada'],
      ['2026-11-01', EVE, 21, 'support', 'eve'],
      ['2026-11-01', EVE, 22, 'platform', 'eve'],
    ],
  },
  {
    scope: 'org:acme',
    fact: 'scope_day',
    columns: [
      'day',
      'daily_active_users',
      'weekly_active_users',
      'monthly_active_users',
      'total_created',
      'total_merged',
      'total_reviewed',
      'total_created_by_copilot',
      'total_merged_created_by_copilot',
      'total_reviewed_by_copilot',
      'total_merged_reviewed_by_copilot',
      'total_suggestions',
      'total_applied_suggestions',
      'total_copilot_suggestions',
      'total_copilot_applied_suggestions',
      'median_minutes_to_merge',
      'median_minutes_to_merge_copilot_authored',
      'median_minutes_to_merge_copilot_reviewed',
      ...GITHUB_PEOPLE,
      ...SEVEN,
      'loc_suggested_to_add_sum',
      'loc_added_sum',
      'loc_deleted_sum',
      'loc_suggested_to_delete_sum',
      ...DISTINCT,
    ],
    rows: [
      [
        ...['2026-10-30', 3, 5, 9, 4, 2, 3, 1, 1, 2, 1, 10, 4, 8, 2, 120.5, 60, 90],
        ...[7, 4, 2, 1, 1, 2, 3, 1, 2, 4, 1, 2, 3, 0, 1, 2],
        ...[5, 20, 6, 200, 60, 7, 2, ...NOT_MEASURED],
      ],
      [
        ...['2026-11-01', 2, 6, null, 1, null, 1, 0, null, 1, null, 2, 1, null, null, null, null, null],
        ...[8, null, null, null, null, null, null, 0, 2, 5, 1, 1, 1, null, null, null],
        ...[4, 12, 4, 110, 41, null, null, 3, 1, 0, 4, 1],
      ],
    ],
  },
  {
    scope: 'org:acme',
    fact: 'scope_day_comment_type',
    columns: ['day', 'comment_type', 'total_copilot_suggestions', 'total_copilot_applied_suggestions'],
    rows: [
      ['2026-10-30', 'bug_risk', 5, 2],
      ['2026-10-30', 'security', 3, 0],
    ],
  },
  {
    scope: 'org:acme',
    fact: 'scope_day_phase',
    columns: [
      'day',
      'phase_number',
      'phase',
      'total_engaged_users',
      'users_in_phase_28d',
      'total_pull_requests_merged',
      'avg_user_initiated_interactions',
      'avg_code_generation_activities',
      'avg_code_acceptance_activities',
      'avg_loc_added',
      'avg_loc_deleted',
      'avg_pull_requests_reviewed',
      'avg_pull_requests_created',
      'avg_pull_requests_merged',
      'avg_pull_requests_median_minutes_to_merge',
      'avg_pull_requests_minutes_to_review',
      'avg_pull_requests_review_cycles',
    ],
    rows: [
      ['2026-10-30', 0, 'No Cohort', 2, 5, 0, 1, 2, 1, 4, 0, 0, 0.5, 0, null, null, null],
      ['2026-10-30', 1, 'Phase 1', 4, 6, 3, 2.5, 5, 2, 10, 1, 0.5, 0.25, 0.75, 90, 30, 1.5],
      ['2026-11-01', 1, 'Phase 1', 2, null, 1, 4, 8, 4, 20, 2, 1, null, 0.5, 80, 20, 1],
    ],
  },
  {
    scope: 'org:globex',
    fact: 'scope_day_phase',
    columns: ['day', 'phase_number', 'total_engaged_users', 'users_in_phase_28d'],
    rows: [['2026-11-01', 2, 1, 1]],
  },
  {
    scope: 'org:acme',
    fact: 'feature_engagement',
    columns: ['day', 'engagement_feature', 'engaged_user_count', 'active_user_count', 'report_start_day'],
    rows: [
      ['2026-10-30', 'code_completion', 2, 3, '2026-10-03'],
      ['2026-11-01', 'code_completion', 3, 4, '2026-10-05'],
      ['2026-11-01', 'copilot_cli', 1, 4, '2026-10-05'],
    ],
  },
  {
    scope: 'org:acme',
    fact: 'repo_day',
    columns: [
      'day',
      'repo_id',
      'repo_owner_name',
      'repo_name',
      'repo_visibility',
      'total_created',
      'total_merged',
      'total_copilot_suggestions',
      'total_copilot_applied_suggestions',
      'median_minutes_to_merge',
    ],
    rows: [
      ['2026-10-30', 101, 'acme', 'web', 'PRIVATE', 3, 1, 6, 2, 50],
      ['2026-10-30', 102, 'acme', 'api', 'INTERNAL', 1, 1, 2, 0, 200],
      ['2026-11-01', 101, 'acme', 'site', 'PUBLIC', 1, null, null, null, 40],
    ],
  },
  {
    scope: 'org:acme',
    fact: 'repo_day_review_time',
    columns: [
      'day',
      'repo_id',
      'authored_by',
      'reviewed_by',
      'total_merged',
      'median_minutes_ready_to_first_review',
      'p90_minutes_ready_to_first_review',
      'median_minutes_first_to_final_review',
      'p90_minutes_first_to_final_review',
      'median_minutes_final_review_to_merge',
      'p90_minutes_final_review_to_merge',
    ],
    rows: [
      ['2026-10-30', 101, 'human', 'human', 1, 10, 20, 30, 40, 50, 60],
      ['2026-11-01', 101, 'human', 'human', 2, 11, 21, 31, 41, null, null],
    ],
  },
  {
    scope: 'org:globex',
    fact: 'scope_day',
    columns: ['day', 'daily_active_users', 'total_created'],
    rows: [['2026-11-01', 2, 7]],
  },
  {
    scope: 'org:globex',
    fact: 'repo_day',
    columns: ['day', 'repo_id', 'repo_owner_name', 'repo_name', 'total_created', 'median_minutes_to_merge'],
    rows: [
      ['2026-10-30', 201, 'globex', 'core', 2, 5],
      ['2026-11-01', 202, 'globex', 'core', 4, 9],
    ],
  },
  ...SEATS,
  ...HISTORY,
  ...STORED,
] satisfies readonly FixtureFact[]);
