import { PHASES } from '../dimensions/phases.ts';
import type { Panel } from './panel.ts';
import { tile } from './tile.ts';

const PAGE = 'phases';

/** People in some phases, as a number with its course. */
const phaseTile = (id: string, about: string, values: readonly string[]): Panel => ({
  ...tile(PAGE, 'phase_people', { about }),
  grain: 'day',
  id: `phases-${id}`,
  where: { dimension: 'phase', values },
});

/** GitHub's seven engagements of 28 days; also shown beside features, which are not the same. */
const engagement = (page: string, span: Panel['span']): Panel => ({
  id: `${page}-engagement`,
  page,
  title: 'Feature engagement',
  says: 'People with the feature on two or more of 28 days; they overlap',
  chart: 'ranked',
  metrics: ['feature_engaged_users', 'feature_engagement_people', 'feature_engagement_share'],
  by: ['engagement_feature'],
  overTime: false,
  span,
  limit: 8,
  compared: true,
  measures: [
    {
      label: 'People',
      whole: 'feature_engagement_people',
      part: 'feature_engaged_users',
      aside: 'feature_engagement_share',
      sort: 'feature_engaged_users',
    },
  ],
});

/** How far people have come with Copilot by GitHub's own rule. */
export const PHASE_PANELS: readonly Panel[] = [
  phaseTile(
    'in',
    '1 to 3',
    PHASES.slice(1).map(({ value }) => value),
  ),
  ...PHASES.map(({ value, label }) => phaseTile(label.toLowerCase().replace(' ', '-'), label, [value])),
  {
    id: 'phases-rise',
    page: PAGE,
    title: 'Phase rise',
    says: 'People whose last phase in the range is higher than their first, minus those whose last phase is lower.',
    chart: 'figure',
    figure: 'phase_rise',
    metrics: ['people_with_phase'],
    by: ['phase_from', 'phase_to'],
    overTime: false,
    span: 4,
  },
  {
    id: 'phases-people',
    page: PAGE,
    title: 'People by phase',
    says: 'Each person in one phase; over 28 days, or only those active that day',
    chart: 'stacked',
    metrics: ['phase_people', 'phase_engaged_users'],
    by: ['phase'],
    overTime: true,
    grain: 'day',
    span: 8,
    few: true,
    measures: [
      { label: '28 days', metric: 'phase_people' },
      { label: 'That day', metric: 'phase_engaged_users' },
    ],
  },
  engagement(PAGE, 4),
  {
    id: 'phases-each',
    page: PAGE,
    title: 'What each phase does',
    says: 'Per engaged person and day, unless stated otherwise',
    chart: 'phases',
    metrics: [
      'phase_people',
      'phase_engaged_users',
      'phase_prompts',
      'phase_generated',
      'phase_accepted',
      'phase_lines_added',
      'phase_pull_requests_created',
      'phase_pull_requests_reviewed',
      'phase_pull_requests_merged',
      'phase_merged_per_person',
      'phase_median_minutes_to_merge',
    ],
    by: ['phase'],
    overTime: false,
    span: 12,
  },
  {
    id: 'phases-flow',
    page: PAGE,
    title: 'Who moved between phases',
    says: 'People by their first and their last phase in the range; click a number for the people',
    chart: 'flow',
    metrics: ['people_with_phase', 'reported_users'],
    by: ['phase_from', 'phase_to'],
    overTime: false,
    span: 12,
  },
  engagement('features', 12),
];
