/** A cell of a fixture row. */
export type Cell = string | number | bigint | boolean | null;

/** Rows of one fact of one scope: names of the columns, then one array a row. */
export interface FixtureFact {
  readonly scope: string;
  readonly fact: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

const ADA = 1;
const BOB = 2;
const CYD = 3;
const DEE = 4;
const EVE = 5;
const ZED = 9;

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
] as const;

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
      ['2026-10-30', ADA, 'ada', 3, 10, 4, 100, 0, 40, 5, 1.5, true, true, false],
      ['2026-10-30', BOB, 'bob', 0, 6, 2, 60, 0, 20, 0, 0.25, false, false, null],
      ['2026-10-30', DEE, 'dee', null, null, null, null, null, null, null, null, null, null, null],
      ['2026-11-01', ADA, 'ada', 2, 5, 1, 50, 0, 10, 0, 0.5, false, true, true],
      ['2026-11-01', BOB, 'bobby', 4, 8, 3, 80, 1, 30, 2, 1, false, true, null],
      ['2026-11-02', CYD, 'cyd', 0, 2, 0, 20, 0, 0, 0, null, false, false, false],
    ],
  },
  {
    scope: 'org:globex',
    fact: 'user_day',
    columns: USER_DAY,
    rows: [
      ['2026-10-30', ADA, 'ada', 3, 10, 4, 100, 0, 40, 5, 1.5, true, true, false],
      ['2026-11-01', ADA, 'ada', 2, 6, 1, 50, 0, 10, 0, 0.5, false, true, true],
      ['2026-11-01', EVE, 'eve', 1, 1, 1, 10, 0, 5, 0, 0, true, null, null],
    ],
  },
  {
    scope: 'enterprise:initech',
    fact: 'user_day',
    columns: USER_DAY,
    rows: [['2026-10-30', ZED, 'zed', 1, 9007199254740993n, 1, 1, 0, 1, 0, 0, true, true, true]],
  },
  {
    scope: 'org:acme',
    fact: 'user_day_ide',
    columns: ['day', 'user_id', 'ide', ...SEVEN],
    rows: [
      ['2026-10-30', ADA, 'vscode', 3, 10, 4],
      ['2026-10-30', BOB, 'jetbrains', 0, 6, 2],
      ['2026-11-01', ADA, 'vscode', 2, 5, 1],
      ['2026-11-01', BOB, 'vscode', 4, 8, 3],
    ],
  },
  {
    scope: 'org:acme',
    fact: 'user_day_feature',
    columns: ['day', 'user_id', 'feature', ...SEVEN, ...LINES],
    rows: [
      ['2026-10-30', ADA, 'code_completion', 0, 7, 3, 70, 30],
      ['2026-10-30', ADA, 'chat_panel_agent_mode', 3, 3, 1, 30, 10],
      ['2026-10-30', BOB, 'code_completion', 0, 6, 2, 60, 20],
      ['2026-11-01', ADA, 'chat_inline', 2, 5, 1, 50, 10],
      ['2026-11-01', BOB, 'code_completion', 0, 5, 3, 50, 25],
      ['2026-11-01', BOB, 'chat_panel_ask_mode', 4, 3, 0, 30, 5],
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
    columns: ['day', 'user_id', 'surface', 'prompt_tokens_sum', 'output_tokens_sum'],
    rows: [
      ['2026-11-01', ADA, 'cli', 1200, 300],
      ['2026-11-01', ADA, 'copilot_app', 50, 50],
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
    ],
    rows: [
      ['2026-10-30', 3, 5, 9, 4, 2, 3, 1, 1, 2],
      ['2026-11-01', 2, 6, null, 1, null, 1, 0, null, 1],
    ],
  },
  {
    scope: 'org:globex',
    fact: 'scope_day',
    columns: ['day', 'daily_active_users', 'total_created'],
    rows: [['2026-11-01', 2, 7]],
  },
] satisfies readonly FixtureFact[]);
