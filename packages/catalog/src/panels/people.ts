import { type ActiveDay, dayMetrics } from './choices/active-day.ts';
import { OUTPUTS, type Population, saysOf, titleOf } from './choices/population.ts';
import { outputsPanel } from './outputs-panel.ts';
import type { Panel } from './panel.ts';
import { tile } from './tile.ts';

/** Everyone, and how far each has adopted Copilot, counting outputs of the population and days as chosen. */
export function peoplePanels(population: Population, active: ActiveDay): readonly Panel[] {
  const { generated, accepted, rate } = OUTPUTS[population];
  const { days, score, suggestedPerDay, addedPerDay, deletedPerDay } = dayMetrics(active);
  return [
    tile('people', 'active_users'),
    {
      id: 'people-median',
      page: 'people',
      title: `Median of ${titleOf(days).toLowerCase()}`,
      says: `Median over everyone reported of their ${titleOf(days).toLowerCase()}`,
      chart: 'figure',
      figure: 'median',
      metrics: [days],
      by: ['user'],
      overTime: false,
      span: 4,
    },
    ...[generated, accepted, rate, 'agent_users' as const].map((metric) => tile('people', metric)),
    {
      id: 'people-adoption',
      page: 'people',
      title: titleOf(score),
      says: `${saysOf(score).replace(/;.*/, '')}; a band filters the table below`,
      chart: 'distribution',
      metrics: [days, score],
      by: ['user'],
      overTime: false,
      span: 6,
    },
    {
      id: 'people-top',
      page: 'people',
      title: 'Top 10 by adoption',
      says: `By ${titleOf(score).toLowerCase()}; ties: more days, then more prompts`,
      chart: 'leaderboard',
      metrics: [days, score, 'interactions'],
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
        score,
        days,
        'interactions',
        generated,
        accepted,
        rate,
        'loc_suggested_to_add',
        suggestedPerDay,
        'loc_added',
        addedPerDay,
        'loc_deleted',
        deletedPerDay,
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
    outputsPanel('people', OUTPUTS[population]),
  ];
}
