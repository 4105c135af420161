import { findDimension } from '../dimensions/dimensions.ts';
import type { DimensionName, MetricName } from '../names.ts';
import { OUTPUTS, type Outputs, type Population, titleOf } from './choices/population.ts';
import type { DottedRate, Panel, PanelOf, Ranking } from './panel.ts';
import { ranking } from './ranking.ts';
import { tile } from './tile.ts';

/** A page about the values of one dimension. */
export interface DimensionPage {
  readonly page: string;
  readonly dimension: DimensionName;
  readonly title: string;
  /** What GitHub leaves out or counts differently, in a sentence. */
  readonly leavesOut: string;
  /** The count of people GitHub reports by it. */
  readonly people: MetricName;
  /** False: GitHub reports no completions by it, so all features stand together. */
  readonly completions: boolean;
  /** The fourth number: the share without a name, people in several values, or what was accepted. */
  readonly fourth: 'unknown' | 'several' | 'accepted';
}

/** The pages of one shape, in reading order. */
export const DIMENSION_PAGES: readonly DimensionPage[] = Object.freeze([
  {
    page: 'teams',
    dimension: 'team',
    title: 'Teams',
    leavesOut:
      'Membership is that of each day: a person in two teams counts in both and once in the total. GitHub does not report teams with fewer than five seats, nor how many there are.',
    people: 'active_users',
    completions: true,
    fourth: 'several',
  },
  {
    page: 'languages',
    dimension: 'language',
    title: 'Languages',
    leavesOut:
      'GitHub reports no prompts by language, so people with outputs in it count, and a person can count in several.',
    people: 'generating_users',
    completions: true,
    fourth: 'unknown',
  },
  {
    page: 'editors',
    dimension: 'ide',
    title: 'Editors',
    leavesOut:
      'GitHub reports no completions by editor, so all features count together; the CLI is in no editor, and a person can count in several.',
    people: 'active_users',
    completions: false,
    fourth: 'unknown',
  },
  {
    page: 'models',
    dimension: 'model',
    title: 'Models',
    leavesOut:
      'GitHub reports no completions by model: this is chat and agent work only. “auto” is what GitHub could not resolve to a model, “unknown” what names no model; until 20 Mar 2026 everything chosen automatically was in auto.',
    people: 'active_users',
    completions: false,
    fourth: 'unknown',
  },
  {
    page: 'features',
    dimension: 'feature',
    title: 'Features',
    leavesOut:
      'Agent edits and agent modes have no built-in accept action, so their rate means nothing; people with outputs count.',
    people: 'generating_users',
    completions: false,
    fourth: 'accepted',
  },
] satisfies readonly DimensionPage[]);

/** Rates on fewer outputs than this are not ranked. */
export const LEAST_VOLUME = 500;

/** The panels of a dimension's page: six numbers, two rankings, a table, the parts of the whole and the trend of each value. */
export function dimensionPanels(about: DimensionPage, population: Population): Panel[] {
  const { page, dimension, title, people, fourth } = about;
  const outputs = OUTPUTS[about.completions ? population : 'all'];
  const { generated, accepted, rate, suggestedLines, lines, linesRate, target, what } = outputs;
  const one = (findDimension(dimension)?.label ?? dimension).toLowerCase();
  const ofTeams = dimension === 'team';
  const figure = (
    kind: 'number' | 'highest' | 'rise' | 'unknown',
    metric: MetricName,
    label: string,
  ): PanelOf<'figure'> => ({
    id: `${page}-${kind}`,
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
  // The numbers of the page are those of its breakdown: both leave out what GitHub does not report by the dimension.
  const total = (metric: MetricName): Panel => tile(page, metric, ofTeams ? {} : { over: dimension });
  const byCount: Ranking = { label: 'Count', whole: generated, part: accepted, aside: rate, sort: accepted };
  const byLines: Ranking = linesRate
    ? { label: 'Lines', whole: suggestedLines, part: lines, aside: linesRate, sort: lines }
    : { label: 'Lines added', whole: lines, part: lines, aside: suggestedLines, sort: lines };
  const rateByCount: DottedRate = { label: 'Count', rate, under: generated, ...(target === null ? {} : { target }) };
  const rates: readonly [DottedRate, ...DottedRate[]] = linesRate
    ? [rateByCount, { label: 'Lines', rate: linesRate, under: suggestedLines }]
    : [rateByCount];
  const all: readonly MetricName[] = [
    ...[generated, accepted, rate, suggestedLines, lines],
    ...(linesRate ? [linesRate] : []),
  ];
  return [
    total(rate),
    figure('number', generated, title),
    total(people),
    fourth === 'unknown'
      ? figure('unknown', generated, `Unknown share by ${one}, ${what}`)
      : total(fourth === 'several' ? 'people_in_several_teams' : accepted),
    figure('highest', rate, `Highest rate by ${one}, ${what}`),
    figure('rise', rate, `Biggest rise by ${one}, ${what}`),
    {
      id: `${page}-ranked`,
      page,
      title: 'Most accepted',
      says:
        about.completions && population === 'completions' ? 'Inline completions' : 'All outputs GitHub reports by it',
      chart: 'ranked',
      metrics: all,
      by: [dimension],
      overTime: false,
      span: 6,
      limit: 16,
      compared: true,
      measures: [byCount, byLines, { ...byCount, label: 'Suggested', sort: generated }],
    },
    {
      id: `${page}-rates`,
      page,
      title: `${titleOf(rate)} by ${one}`,
      says: `Accepted ÷ suggested; ${title.toLowerCase()} with at least ${LEAST_VOLUME} suggestions`,
      chart: 'dots',
      metrics: all,
      by: [dimension],
      overTime: false,
      span: 6,
      limit: 16,
      minimum: LEAST_VOLUME,
      measures: rates,
    },
    {
      id: `${page}-breakdown`,
      page,
      title: 'Breakdown',
      says: `Click a row to filter everything by that ${one}; tick up to four to see them over time`,
      chart: 'breakdown',
      metrics: ofTeams ? ['team_members', people, ...all, 'agent_users'] : [people, ...all],
      people,
      whole: generated,
      part: accepted,
      rate,
      by: [dimension],
      overTime: false,
      span: 12,
    },
    ...(dimension === 'ide' ? EDITOR_PANELS : []),
    ...(ofTeams ? [] : [partsPanel(about, outputs)]),
    {
      id: `${page}-trend`,
      page,
      title: `Trend by ${one}`,
      says: `${titleOf(rate)}; one scale for all`,
      chart: 'multiples',
      metrics: [rate],
      by: [dimension],
      overTime: true,
      span: 12,
      limit: 8,
    },
  ];
}

/** Only values that exclude each other can be parts of a whole; teams overlap. */
const partsPanel = ({ page, title, dimension }: DimensionPage, { generated }: Outputs): Panel => ({
  id: `${page}-parts`,
  page,
  title: 'Parts of the whole',
  says: `${titleOf(generated)}, by ${title.toLowerCase()}`,
  chart: 'stacked',
  metrics: [generated],
  by: [dimension],
  overTime: true,
  span: 12,
});

/** What only editors have: versions, and people who use several. */
const EDITOR_PANELS: readonly Panel[] = [
  {
    id: 'editors-versions',
    page: 'editors',
    title: 'Versions in use',
    says: 'Last known version of editor and plugin; a person who updates counts in both',
    chart: 'versions',
    metrics: ['reported_users', 'generated'],
    by: ['ide', 'ide_version', 'plugin_version'],
    overTime: false,
    span: 6,
  },
  {
    id: 'editors-people',
    page: 'editors',
    title: 'People per editor',
    says: 'Distinct people with a prompt, in front of everyone seen in the editor; a person can count in several',
    chart: 'ranked',
    metrics: ['reported_users', 'active_users', 'interactions'],
    measures: ranking('reported_users', 'active_users', 'interactions'),
    by: ['ide'],
    overTime: false,
    span: 6,
    limit: 12,
  },
];
