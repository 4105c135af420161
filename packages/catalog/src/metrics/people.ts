import { ALL, EVERY_LIST, latest, PROMPTED, people, WITH_PROMPTS } from '../measures/define.ts';
import type { Measure } from '../measures/measure-type.ts';
import { aggregate, BREAKDOWN, define, measure, PEOPLE_ONCE, users } from './define.ts';
import type { Metric } from './metric.ts';

/** Distinct people. */
export const PEOPLE_MEASURES: readonly Measure[] = [
  people('active_people', WITH_PROMPTS, PROMPTED),
  people('reported_people', EVERY_LIST, []),
  people('generating_people', ALL, [{ column: 'code_generation_activity_count', op: 'above', value: 0 }]),
  people('chat_people', ['user_day'], [{ column: 'used_chat', op: 'true' }]),
  people('agent_people', ['user_day'], [{ column: 'used_agent', op: 'true' }]),
  people('cli_people', ['user_day'], [{ column: 'used_cli', op: 'true' }]),
];

/** GitHub's own counts of active people of a scope. */
export const SCOPE_PEOPLE_MEASURES: readonly Measure[] = [
  latest('github_daily_active_users', 'daily_active_users'),
  latest('github_weekly_active_users', 'weekly_active_users'),
  latest('github_monthly_active_users', 'monthly_active_users'),
];

/** People: who used Copilot. */
export const PEOPLE_METRICS: readonly Metric[] = [
  define(
    'active_users',
    'Active people',
    'people',
    'people',
    measure('active_people'),
    'Distinct people who sent at least one prompt.',
    users('user_initiated_interaction_count > 0'),
    {
      better: 'up',
      population: PEOPLE_ONCE,
      caveats: [
        'People who only receive completions, or are seen only by the server, send no prompt and do not count; see reported_users.',
      ],
    },
  ),
  define(
    'reported_users',
    'Reported people',
    'people',
    'people',
    measure('reported_people'),
    'Distinct people for whom GitHub has a row.',
    users('rows'),
    {
      better: 'up',
      population: PEOPLE_ONCE,
      caveats: ['By surface, agent app, customization or version it counts the people whose row has an entry for it.'],
    },
  ),
  define(
    'generating_users',
    'People with outputs',
    'people',
    'people',
    measure('generating_people'),
    'Distinct people for whom Copilot produced at least one output.',
    users('code_generation_activity_count > 0'),
    { better: 'up', population: PEOPLE_ONCE, caveats: [BREAKDOWN] },
  ),
  define(
    'github_daily_active_users',
    "GitHub's daily active users",
    'people',
    'people',
    measure('github_daily_active_users'),
    'Daily active users as GitHub reports them; over a range the last day that has the figure.',
    aggregate('daily_active_users'),
    {
      better: 'up',
      population: 'As GitHub counts them, server-side people included since 15 Jun 2026.',
      caveats: ['Not additive: no value over several organizations.'],
    },
  ),
  define(
    'github_weekly_active_users',
    "GitHub's weekly active users",
    'people',
    'people',
    measure('github_weekly_active_users'),
    'Users active in the trailing 7 days as GitHub reports them.',
    aggregate('weekly_active_users'),
    {
      better: 'up',
      population: 'As GitHub counts them.',
      caveats: ['Not additive: no value over several organizations.'],
    },
  ),
  define(
    'github_monthly_active_users',
    "GitHub's monthly active users",
    'people',
    'people',
    measure('github_monthly_active_users'),
    'Users active in the trailing 28 days as GitHub reports them.',
    aggregate('monthly_active_users'),
    {
      better: 'up',
      population: 'As GitHub counts them.',
      caveats: ['Trailing 28 days, not a calendar month.', 'Not additive: no value over several organizations.'],
    },
  ),
];
