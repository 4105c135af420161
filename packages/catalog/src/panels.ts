import { findDimension } from './dimension.ts';
import type { FigureKind, Panel, PanelMeasure } from './panel.ts';

const tile = (page: string, metric: string, title: string): Panel => ({
  id: `${page}-${metric.replaceAll('_', '-')}`,
  page,
  title,
  says: '',
  chart: 'tile',
  metrics: [metric],
  by: [],
  overTime: true,
  span: 4,
});

/** A page about the values of one dimension. */
export interface DimensionPage {
  readonly page: string;
  readonly dimension: string;
  readonly title: string;
  /** What GitHub leaves out or counts otherwise, in a sentence. */
  readonly leavesOut: string;
  /** The count of people GitHub reports by it. */
  readonly people: string;
  /** False: GitHub reports no completions by it, so all features stand together. */
  readonly completions: boolean;
  /** The fifth number: the share without a name, or what was accepted. */
  readonly fifth: 'unknown' | 'accepted';
}

/** The pages of one shape, in reading order. */
export const DIMENSION_PAGES: readonly DimensionPage[] = Object.freeze([
  {
    page: 'teams',
    dimension: 'team',
    title: 'Teams',
    leavesOut:
      'A person in two teams counts in both and once in the total; GitHub reports no team with fewer than five seats.',
    people: 'active_users',
    completions: true,
    fifth: 'accepted',
  },
  {
    page: 'languages',
    dimension: 'language',
    title: 'Languages',
    leavesOut:
      'GitHub reports no prompts by language, so people are those with outputs in it, and a person can count in several.',
    people: 'generating_users',
    completions: true,
    fifth: 'unknown',
  },
  {
    page: 'editors',
    dimension: 'ide',
    title: 'Editors',
    leavesOut:
      'GitHub reports no completions by editor, so all features stand together; the CLI is in no editor, and a person can count in several.',
    people: 'active_users',
    completions: false,
    fifth: 'unknown',
  },
  {
    page: 'models',
    dimension: 'model',
    title: 'Models',
    leavesOut:
      'GitHub reports no completions by model: this is chat and agent work only. “auto” is what it could not resolve to a model.',
    people: 'active_users',
    completions: false,
    fifth: 'unknown',
  },
  {
    page: 'features',
    dimension: 'feature',
    title: 'Features',
    leavesOut:
      'Agent edits and agent modes have no built-in accept action, so their rate says nothing; people are those with outputs.',
    people: 'generating_users',
    completions: false,
    fifth: 'accepted',
  },
] satisfies readonly DimensionPage[]);

/** Rates on fewer outputs than this are not ranked. */
export const LEAST_VOLUME = 500;

/** The panels of a dimension's page: six numbers, two rankings, a table and a course for each of the largest. */
function dimensionPanels({ page, dimension, title, people, completions, fifth }: DimensionPage): Panel[] {
  const [generated, accepted, rate] = completions
    ? ['completions_generated', 'completions_accepted', 'completion_acceptance_rate']
    : ['generated', 'accepted', 'acceptance_rate'];
  const [suggestedLines, lines] = completions
    ? ['completions_lines_suggested', 'completions_lines_accepted']
    : ['loc_suggested_to_add', 'loc_added'];
  const one = (findDimension(dimension)?.label ?? dimension).toLowerCase();
  const figure = (kind: FigureKind, metric: string, label: string): Panel => ({
    id: `${page}-${kind === 'total' ? metric.replaceAll('_', '-') : kind}`,
    page,
    title: label,
    says: '',
    chart: 'figure',
    figure: kind,
    metrics: [metric],
    by: [dimension],
    overTime: false,
    span: 4,
    minimum: LEAST_VOLUME,
  });
  const byCount: PanelMeasure = { label: 'Count', whole: generated, part: accepted, aside: rate, sort: accepted };
  const byLines: PanelMeasure = completions
    ? { label: 'Lines', whole: suggestedLines, part: lines, aside: 'lines_acceptance_rate', sort: lines }
    : { label: 'Lines added', whole: lines, part: lines, aside: suggestedLines, sort: lines };
  const linesRate = completions ? ['lines_acceptance_rate'] : [];
  const all = [generated, accepted, rate, suggestedLines, lines, ...linesRate];
  return [
    figure('total', rate, 'Acceptance rate'),
    figure('number', generated, title),
    figure('total', people, people === 'active_users' ? 'Active people' : 'People with outputs'),
    fifth === 'accepted' ? figure('total', accepted, 'Accepted') : figure('unknown', generated, 'Unknown share'),
    figure('highest', rate, 'Highest rate'),
    figure('rise', rate, 'Biggest rise'),
    {
      id: `${page}-ranked`,
      page,
      title: 'Most accepted',
      says: completions ? 'Inline completions' : 'Outputs of all features GitHub reports by it',
      chart: 'ranked',
      metrics: all,
      by: [dimension],
      overTime: false,
      span: 6,
      limit: 12,
      measures: [byCount, byLines, { ...byCount, label: 'Suggested', sort: generated }],
    },
    {
      id: `${page}-rates`,
      page,
      title: 'Acceptance rate',
      says: 'Accepted ÷ suggested',
      chart: 'dots',
      metrics: all,
      by: [dimension],
      overTime: false,
      span: 6,
      limit: 16,
      minimum: LEAST_VOLUME,
      measures: completions ? [byCount, byLines] : [byCount],
    },
    {
      id: `${page}-breakdown`,
      page,
      title: 'Breakdown',
      says: `One row a ${one}; click a row to filter everything by it`,
      chart: 'breakdown',
      metrics: [people, ...all, ...(dimension === 'team' ? ['agent_users'] : [])],
      by: [dimension],
      overTime: false,
      span: 12,
    },
    {
      id: `${page}-trend`,
      page,
      title: `Trend by ${one}`,
      says: 'One scale for all',
      chart: 'multiples',
      metrics: [rate],
      by: [dimension],
      overTime: true,
      span: 12,
      limit: 8,
    },
  ];
}

/** Every panel, page by page in reading order. Adding one needs no new component. */
export const PANELS: readonly Panel[] = Object.freeze([
  tile('overview', 'completion_acceptance_rate', 'Acceptance rate'),
  tile('overview', 'completions_accepted', 'Accepted'),
  tile('overview', 'completions_generated', 'Suggested'),
  tile('overview', 'completions_lines_accepted', 'Lines accepted'),
  tile('overview', 'active_users', 'Active people'),
  tile('overview', 'agent_users', 'Agent users'),
  {
    id: 'overview-main',
    page: 'overview',
    title: 'Acceptance rate',
    says: 'Completions accepted ÷ completions suggested',
    chart: 'line',
    metrics: ['completion_acceptance_rate'],
    by: [],
    overTime: true,
    span: 8,
    target: 0.2,
    alternatives: ['team', 'language'],
  },
  {
    id: 'overview-moved',
    page: 'overview',
    title: 'What moved it',
    says: 'Points of acceptance rate, by team',
    chart: 'moved',
    metrics: ['completions_accepted', 'completions_generated'],
    by: ['team'],
    overTime: false,
    span: 4,
  },
  {
    id: 'overview-active-people',
    page: 'overview',
    title: 'Active people',
    says: 'Distinct people with at least one prompt',
    chart: 'bars',
    metrics: ['active_users'],
    beside: ['github_daily_active_users'],
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
    says: 'Accepted ÷ suggested, by count, by lines and in chat',
    chart: 'line',
    metrics: ['completion_acceptance_rate', 'lines_acceptance_rate', 'chat_acceptance_rate'],
    by: [],
    overTime: true,
    span: 4,
  },
  {
    id: 'overview-suggestions',
    page: 'overview',
    title: 'Suggestions and acceptances',
    says: 'Inline completions',
    chart: 'bullet',
    metrics: ['completions_generated', 'completions_accepted'],
    by: [],
    overTime: true,
    span: 6,
  },
  {
    id: 'overview-lines',
    page: 'overview',
    title: 'Lines suggested and accepted',
    says: 'Lines from completions; agent edits are counted apart',
    chart: 'bullet',
    metrics: ['completions_lines_suggested', 'completions_lines_accepted'],
    by: [],
    overTime: true,
    span: 6,
  },
  {
    id: 'overview-teams',
    page: 'overview',
    title: 'Teams',
    says: 'Membership of each day',
    chart: 'ranked',
    metrics: ['completions_generated', 'completions_accepted', 'completion_acceptance_rate'],
    by: ['team'],
    overTime: false,
    span: 4,
    limit: 8,
  },
  {
    id: 'overview-languages',
    page: 'overview',
    title: 'Languages',
    says: 'Completions by language',
    chart: 'ranked',
    metrics: ['completions_generated', 'completions_accepted', 'completion_acceptance_rate'],
    by: ['language'],
    overTime: false,
    span: 4,
    limit: 8,
  },
  {
    id: 'overview-models',
    page: 'overview',
    title: 'Models',
    says: 'Chat and agent work only',
    chart: 'ranked',
    metrics: ['generated', 'accepted', 'acceptance_rate'],
    by: ['model'],
    overTime: false,
    span: 4,
    limit: 8,
    alternatives: ['feature', 'ide'],
  },
  {
    id: 'overview-organizations',
    page: 'overview',
    title: 'Acceptance rate per organization',
    says: 'Each organization on its own; each person once in the total',
    chart: 'dots',
    metrics: ['completions_generated', 'completion_acceptance_rate'],
    by: ['organization'],
    overTime: false,
    span: 12,
  },
  tile('people', 'active_users', 'Active people'),
  tile('people', 'reported_users', 'Reported people'),
  tile('people', 'completions_generated', 'Suggested'),
  tile('people', 'completions_accepted', 'Accepted'),
  tile('people', 'completion_acceptance_rate', 'Acceptance rate'),
  tile('people', 'agent_users', 'Agent users'),
  {
    id: 'people-adoption',
    page: 'people',
    title: 'Adoption',
    says: 'Active days ÷ days in the range × 100',
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
    says: 'One row a person',
    chart: 'table',
    metrics: [
      'adoption_score',
      'active_days',
      'interactions',
      'completions_generated',
      'completions_accepted',
      'completion_acceptance_rate',
      'loc_suggested_to_add',
      'loc_added',
      'loc_deleted',
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
    beside: ['github_daily_active_users'],
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
    by: [],
    overTime: true,
    span: 6,
  },
  ...DIMENSION_PAGES.flatMap(dimensionPanels),
] satisfies readonly Panel[]);

/** Adoption bands, upper end exclusive but the last. */
export const ADOPTION_BANDS: readonly { readonly from: number; readonly to: number; readonly label: string }[] =
  Object.freeze([
    { from: 0, to: 40, label: 'Needs attention' },
    { from: 40, to: 60, label: 'Moderate' },
    { from: 60, to: 80, label: 'Good' },
    { from: 80, to: 95, label: 'Excellent' },
    { from: 95, to: 100, label: 'Power user' },
  ]);
