import { findDimension } from '../dimension.ts';
import type { FigureKind, Panel, PanelMeasure } from '../panel.ts';

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
export function dimensionPanels({ page, dimension, title, people, completions, fifth }: DimensionPage): Panel[] {
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
