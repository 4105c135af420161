import type { MetricName } from '../names.ts';
import type { Panel } from './panel.ts';
import { tile } from './tile.ts';

/** Everyone, and how far each has adopted Copilot. */
export const PEOPLE_PANELS: readonly Panel[] = [
  tile('people', 'active_users', 'Active people'),
  {
    id: 'people-median',
    page: 'people',
    title: 'Median active days',
    says: 'Median over everyone reported of their active days',
    chart: 'figure',
    figure: 'median',
    metrics: ['active_days'],
    by: ['user'],
    overTime: false,
    span: 4,
  },
  tile('people', 'completions_generated', 'Suggested'),
  tile('people', 'completions_accepted', 'Accepted'),
  tile('people', 'completion_acceptance_rate', 'Acceptance rate'),
  tile('people', 'agent_users', 'Agent users'),
  {
    id: 'people-adoption',
    page: 'people',
    title: 'Adoption',
    says: 'Active days ÷ days with a report × 100; a band filters the table below',
    chart: 'distribution',
    metrics: ['active_days', 'adoption_score'],
    by: ['user'],
    overTime: false,
    span: 6,
  },
  {
    id: 'people-top',
    page: 'people',
    title: 'Top 10 by adoption',
    says: 'Ties: more active days, then more prompts',
    chart: 'leaderboard',
    metrics: ['active_days', 'adoption_score', 'interactions'],
    by: ['user'],
    overTime: false,
    span: 6,
    limit: 10,
  },
  {
    id: 'people-everyone',
    page: 'people',
    title: 'Everyone',
    says: 'One row per person',
    chart: 'table',
    metrics: [
      'adoption_score',
      'active_days',
      'interactions',
      'completions_generated',
      'completions_accepted',
      'completion_acceptance_rate',
      'loc_suggested_to_add',
      'loc_suggested_per_active_day',
      'loc_added',
      'loc_added_per_active_day',
      'loc_deleted',
      'loc_deleted_per_active_day',
      'agent_days',
      'chat_days',
      'cli_days',
    ],
    by: ['user'],
    overTime: false,
    span: 12,
  },
  {
    id: 'people-active-people',
    page: 'people',
    title: 'Active people',
    says: 'Distinct people with at least one prompt',
    chart: 'bars',
    metrics: ['active_users'],
    beside: 'github_daily_active_users',
    by: [],
    overTime: true,
    span: 6,
  },
  {
    id: 'people-suggestions',
    page: 'people',
    title: 'Suggestions and acceptances',
    says: 'Inline completions',
    chart: 'bullet',
    metrics: ['completions_generated', 'completions_accepted'],
    measures: [{ label: '', whole: 'completions_generated', part: 'completions_accepted' }],
    by: [],
    overTime: true,
    span: 6,
  },
];

/** The same panel with working days in place of all days. */
export function ofWorkingDays(panel: Panel): Panel {
  return { ...panel, metrics: panel.metrics.map((name) => WORKING[name] ?? name) };
}

const WORKING: Readonly<Partial<Record<MetricName, MetricName>>> = {
  active_days: 'active_working_days',
  adoption_score: 'adoption_score_working_days',
};
