import { latest, PROMPTED, people, sum } from './define.ts';
import type { Condition, Measure } from './measure-type.ts';

const SURFACE = ['user_day_surface'] as const;
const AGENT_APPS = ['user_day_agent'] as const;
const SCOPE_SURFACE = ['scope_day_surface'] as const;
const SCOPE_AGENT_APPS = ['scope_day_agent'] as const;
const CLI: readonly Condition[] = [{ column: 'surface', op: 'in', values: ['cli'] }];
const flagged = (name: string, column: string): Measure => people(name, ['user_day'], [{ column, op: 'true' }]);

/** GitHub's own counts of people by surface: the name here, the field there. */
export const GITHUB_SURFACE_PEOPLE = [
  ['github_monthly_chat_users', 'monthly_active_chat_users'],
  ['github_monthly_agent_users', 'monthly_active_agent_users'],
  ['github_daily_cli_users', 'daily_active_cli_users'],
  ['github_daily_app_users', 'daily_active_copilot_app_users'],
  ['github_daily_agent_window_users', 'daily_active_vscode_agent_users'],
  ['github_weekly_agent_window_users', 'weekly_active_vscode_agent_users'],
  ['github_monthly_agent_window_users', 'monthly_active_vscode_agent_users'],
  ['github_daily_cloud_agent_users', 'daily_active_copilot_cloud_agent_users'],
  ['github_weekly_cloud_agent_users', 'weekly_active_copilot_cloud_agent_users'],
  ['github_monthly_cloud_agent_users', 'monthly_active_copilot_cloud_agent_users'],
  ['github_daily_code_review_active_users', 'daily_active_copilot_code_review_users'],
  ['github_weekly_code_review_active_users', 'weekly_active_copilot_code_review_users'],
  ['github_monthly_code_review_active_users', 'monthly_active_copilot_code_review_users'],
  ['github_daily_code_review_passive_users', 'daily_passive_copilot_code_review_users'],
  ['github_weekly_code_review_passive_users', 'weekly_passive_copilot_code_review_users'],
  ['github_monthly_code_review_passive_users', 'monthly_passive_copilot_code_review_users'],
] as const;

/** What is added up by surface, of people and, under `github_` before the name, by GitHub itself: name, column. */
const SURFACE_SUMS = [
  ['surface_sessions', 'session_count'],
  ['surface_requests', 'request_count'],
  ['surface_prompts', 'prompt_count'],
  ['surface_tokens_input', 'prompt_tokens_sum'],
  ['surface_tokens_output', 'output_tokens_sum'],
  ['agent_window_messages', 'total_user_messages'],
] as const;

/** Where else Copilot works besides editors: people, sessions, requests, tokens; credits. */
export const SURFACE_MEASURES: readonly Measure[] = [
  sum('ai_credits_used', 'ai_credits_used', ['user_day']),
  sum('cli_tokens_input', 'prompt_tokens_sum', SURFACE, CLI),
  sum('cli_tokens_output', 'output_tokens_sum', SURFACE, CLI),
  flagged('app_people', 'used_copilot_app'),
  flagged('cloud_agent_people', 'used_copilot_cloud_agent'),
  flagged('code_review_active_people', 'used_copilot_code_review_active'),
  flagged('code_review_passive_people', 'used_copilot_code_review_passive'),
  flagged('agent_window_people', 'used_vscode_agent'),
  people('agent_app_people', AGENT_APPS, PROMPTED),
  sum('agent_app_starts', 'user_initiated_interaction_count', AGENT_APPS),
  ...SURFACE_SUMS.flatMap(([name, column]) => [
    sum(name, column, SURFACE),
    sum(`github_${name}`, column, SCOPE_SURFACE),
  ]),
  sum('github_agent_app_starts', 'user_initiated_interaction_count', SCOPE_AGENT_APPS),
  sum('github_agent_app_sessions', 'session_count', SCOPE_AGENT_APPS),
  ...GITHUB_SURFACE_PEOPLE.map(([name, column]) => latest(name, column)),
];
