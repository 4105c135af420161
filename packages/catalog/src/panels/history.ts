import type { After } from '../metrics/metric.ts';
import type { DimensionName, MetricName } from '../names.ts';
import type { Panel, PanelOf } from './panel.ts';
import { ranking } from './ranking.ts';

const OLDER = "As GitHub's older API counted until 2 Apr 2026";
const SEAM = `${OLDER}, and as the current reports count: people and features differ, so the two lines never join`;

/** Current metrics and those of history as separate series, with the seam between them. */
const seam = (
  page: string,
  id: string,
  title: string,
  metrics: readonly (MetricName & After<'legacy_', MetricName>)[],
  more: Partial<Pick<PanelOf<'line'>, 'grain' | 'says'>> = {},
): PanelOf<'line'> => ({
  id: `${page}-history${id}`,
  page,
  title,
  says: SEAM,
  chart: 'line',
  metrics: [...metrics, ...metrics.map((name) => `legacy_${name}` as const)],
  by: [],
  overTime: true,
  span: 6,
  seam: true,
  ...more,
});

/** A dimension as the older APIs had it: a ranking, and over time. */
const ofDimension = (
  page: string,
  dimension: DimensionName,
  plural: string,
  course: 'stacked' | 'multiples',
): Panel[] => [
  {
    id: `${page}-history-ranked`,
    page,
    title: `Before: ${plural}`,
    says: `Completions, ${OLDER.charAt(0).toLowerCase()}${OLDER.slice(1)}`,
    chart: 'ranked',
    metrics: ['legacy_completions_generated', 'legacy_completions_accepted', 'legacy_completion_acceptance_rate'],
    by: [dimension],
    overTime: false,
    span: 4,
    limit: 12,
    measures: ranking(
      'legacy_completions_generated',
      'legacy_completions_accepted',
      'legacy_completion_acceptance_rate',
    ),
  },
  {
    id: `${page}-history`,
    page,
    title:
      course === 'multiples'
        ? `${plural.charAt(0).toUpperCase()}${plural.slice(1)} over time`
        : `Before: ${plural} over time`,
    says: `Completions suggested, ${OLDER.charAt(0).toLowerCase()}${OLDER.slice(1)}; nothing above continues it`,
    metrics: ['legacy_completions_generated'],
    by: [dimension],
    overTime: true,
    span: 8,
    ...(course === 'multiples' ? { chart: course, limit: 8 } : { chart: course }),
  },
];

/** What was imported from GitHub's older APIs or a dashboard built on them, page by page; shown where there is any. */
export const HISTORY_PANELS: readonly Panel[] = [
  seam('overview', '', 'Completions, before and now', ['completions_generated', 'completions_accepted']),
  seam('overview', '-people', 'Active people, before and now', ['active_users'], {
    grain: 'day',
    says: `${OLDER}, by day and for one organization at a time, and as the current reports count: two lines that never join`,
  }),
  ...ofDimension('teams', 'legacy_team', 'teams', 'multiples'),
  ...ofDimension('languages', 'language', 'languages', 'stacked'),
  ...ofDimension('editors', 'ide', 'editors', 'stacked'),
  seam('chat', '', 'Chat turns, before and now', ['chat_prompts']),
];
