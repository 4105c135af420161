import { OUTPUTS, type Outputs, type Population, saysOf, titleOf } from './choices/population.ts';
import { outputsPanel } from './outputs-panel.ts';
import type { Panel } from './panel.ts';
import { ranking } from './ranking.ts';
import { tile } from './tile.ts';

/** The whole organization at a glance, counting outputs of the population. */
export function overviewPanels(population: Population): readonly Panel[] {
  const outputs = OUTPUTS[population];
  const { generated, accepted, rate, lines } = outputs;
  return [
    ...[rate, accepted, generated, lines, 'active_users' as const, 'agent_users' as const].map((metric) =>
      tile('overview', metric),
    ),
    {
      id: 'overview-main',
      page: 'overview',
      title: titleOf(rate),
      says: saysOf(rate),
      chart: 'line',
      metrics: [rate],
      by: [],
      overTime: true,
      span: 8,
      ...(outputs.target === null ? {} : { target: outputs.target }),
      alternatives: ['team', 'language'],
    },
    {
      id: 'overview-moved',
      page: 'overview',
      title: 'What moved it',
      says: `Points of the ${titleOf(rate).toLowerCase()}, by team`,
      chart: 'moved',
      metrics: [accepted, generated],
      whole: generated,
      part: accepted,
      by: ['team'],
      overTime: false,
      span: 4,
    },
    ...PEOPLE,
    outputsPanel('overview', outputs),
    linesPanel(outputs),
    rankedBy('team', 'Teams', outputs, `${capital(outputs.what)}, by membership of each day`),
    rankedBy('language', 'Languages', outputs, `${capital(outputs.what)} by language`),
    MODELS,
    {
      id: 'overview-organizations',
      page: 'overview',
      title: `${titleOf(rate)} per organization`,
      says: 'Each organization on its own; each person once in the total',
      chart: 'dots',
      metrics: [generated, rate],
      measures: [{ label: '', rate, under: generated }],
      by: ['organization'],
      overTime: false,
      span: 12,
    },
  ];
}

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** Lines added are no part of lines suggested where agents write some that nobody suggested. */
function linesPanel({ suggestedLines, lines, linesRate, bothLines }: Outputs): Panel {
  const panel = {
    id: 'overview-lines',
    page: 'overview',
    title: bothLines,
    by: [],
    overTime: true,
    span: 6,
    metrics: [suggestedLines, lines],
  } as const;
  return linesRate === null
    ? { ...panel, chart: 'line', says: 'Agent edits add lines that nobody suggested' }
    : {
        ...panel,
        chart: 'bullet',
        says: 'Lines from completions; agent edits are counted separately',
        measures: [{ label: '', whole: suggestedLines, part: lines }],
      };
}

const rankedBy = (
  dimension: 'team' | 'language',
  title: string,
  { generated, accepted, rate }: Outputs,
  says: string,
): Panel => ({
  id: dimension === 'team' ? 'overview-teams' : 'overview-languages',
  page: 'overview',
  title,
  says,
  chart: 'ranked',
  metrics: [generated, accepted, rate],
  measures: ranking(generated, accepted, rate),
  by: [dimension],
  overTime: false,
  span: 4,
  limit: 8,
});

const PEOPLE: readonly Panel[] = [
  {
    id: 'overview-active-people',
    page: 'overview',
    title: 'Active people',
    says: 'Distinct people with at least one prompt',
    chart: 'bars',
    metrics: ['active_users'],
    beside: 'github_daily_active_users',
    by: [],
    overTime: true,
    span: 4,
  },
  {
    id: 'overview-active-and-chat',
    page: 'overview',
    title: 'Active and chat users',
    says: 'Distinct people; chat users below the axis',
    chart: 'mirrored',
    metrics: ['active_users', 'chat_users'],
    by: [],
    overTime: true,
    span: 4,
  },
  {
    id: 'overview-three-rates',
    page: 'overview',
    title: 'Three rates',
    says: 'Of completions by count and by lines, and of chat outputs',
    chart: 'line',
    metrics: ['completion_acceptance_rate', 'lines_acceptance_rate', 'chat_acceptance_rate'],
    by: [],
    overTime: true,
    span: 4,
  },
  {
    id: 'overview-weekly-people',
    page: 'overview',
    title: 'Active people by week',
    says: "Distinct people with a prompt from Monday to Sunday; beside it GitHub's own count of the 7 days that end with the week, so a partial week counts fewer days than GitHub's",
    chart: 'bars',
    metrics: ['active_users'],
    beside: 'github_weekly_active_users',
    by: [],
    overTime: true,
    grain: 'week',
    span: 6,
  },
  {
    id: 'overview-monthly-people',
    page: 'overview',
    title: 'Active people by month',
    says: "Distinct people with a prompt in the calendar month; beside it GitHub's own count of the 28 days that end with the month",
    chart: 'bars',
    metrics: ['active_users'],
    beside: 'github_monthly_active_users',
    by: [],
    overTime: true,
    grain: 'month',
    span: 6,
  },
];

const MODELS: Panel = {
  id: 'overview-models',
  page: 'overview',
  title: 'Models',
  says: 'All outputs by model: chat and agent work only',
  chart: 'ranked',
  metrics: ['generated', 'accepted', 'acceptance_rate'],
  measures: ranking('generated', 'accepted', 'acceptance_rate'),
  by: ['model'],
  overTime: false,
  span: 4,
  limit: 8,
  alternatives: ['feature', 'ide'],
};
