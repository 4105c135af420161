import { latest } from '../measures/define.ts';
import type { Measure } from '../measures/measure-type.ts';
import type { MeasureName, MetricName } from '../names.ts';
import { aggregate, define, measure } from './define.ts';
import type { Metric } from './metric.ts';

/** GitHub's own counts of people by surface: the name here, the field there. */
const GITHUB_SURFACE_PEOPLE = [
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

/** GitHub's own counts of people by surface, each the figure of the last day that has one. */
export const GITHUB_PEOPLE_MEASURES: readonly Measure[] = GITHUB_SURFACE_PEOPLE.map(([name, column]) =>
  latest(name, column),
);

const WINDOWS = {
  daily: { label: 'of the day', says: 'on that day' },
  weekly: { label: 'of 7 days', says: 'in the trailing 7 days' },
  monthly: { label: 'of 28 days', says: 'in the trailing 28 days' },
} as const;
const CALENDAR = {
  daily: WINDOWS.daily,
  weekly: { label: 'of the week', says: 'in the calendar week to date, from Sunday' },
  monthly: { label: 'of the month', says: 'in the calendar month to date' },
} as const;
const SURFACE_NAMES: Readonly<Record<string, string>> = {
  chat: 'chat',
  agent: 'agent',
  cli: 'CLI',
  app: 'Copilot app',
  agent_window: 'Agents window',
  cloud_agent: 'cloud agent',
  code_review_active: 'asked-for code review',
  code_review_passive: 'assigned code review',
};

/** One of GitHub's own counts of people; its window and surface stand in the name. */
function githubPeople(name: MetricName & MeasureName, field: string): Metric {
  const [, window = '', surface = ''] = /^github_(daily|weekly|monthly)_(.+)_users$/.exec(name) ?? [];
  const words = (surface === 'agent_window' ? CALENDAR : WINDOWS)[window as keyof typeof WINDOWS];
  const called = SURFACE_NAMES[surface] ?? surface;
  return define(
    name,
    `GitHub's ${called} users ${words.label}`,
    'people',
    'people',
    measure(name),
    `People with ${called} activity ${words.says} as GitHub counts them; over a range the last day that has the figure.`,
    aggregate(field),
    {
      better: 'up',
      population: 'As GitHub counts them.',
      caveats: ['Not additive: no value over several organizations.', 'Absent on days without such use.'],
    },
  );
}

/** People by surface as GitHub counts them. */
export const GITHUB_PEOPLE_METRICS: readonly Metric[] = GITHUB_SURFACE_PEOPLE.map(([name, field]) =>
  githubPeople(name, field),
);
