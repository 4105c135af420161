import type { DimensionName, MetricName } from '../names.ts';
import type { Panel } from './panel.ts';
import { PEOPLE_PANELS } from './people.ts';
import { ranking } from './ranking.ts';
import { tile as tileOf } from './tile.ts';

const tile = (metric: MetricName, title: string): Panel => tileOf('person', metric, title);
const ranked = (by: DimensionName, title: string, says: string): Panel => ({
  id: `person-${by}`,
  page: 'person',
  title,
  says,
  chart: 'ranked',
  metrics: ['generated', 'accepted', 'acceptance_rate'],
  measures: ranking('generated', 'accepted', 'acceptance_rate'),
  by: [by],
  overTime: false,
  span: 4,
  limit: 8,
});

/** Panels about one person: like the catalogue's panels, filtered by a login. */
export const PERSON_PANELS: readonly Panel[] = Object.freeze([
  tile('interactions', 'Prompts'),
  tile('completions_generated', 'Suggested'),
  tile('completions_accepted', 'Accepted'),
  tile('completion_acceptance_rate', 'Acceptance rate'),
  tile('loc_added', 'Lines added'),
  tile('ai_credits_used', 'AI credits'),
  ...PEOPLE_PANELS.filter((panel) => panel.id === 'people-suggestions').map((panel) => ({
    ...panel,
    id: 'person-suggestions',
    page: 'person',
  })),
  {
    id: 'person-prompts',
    page: 'person',
    title: 'Prompts by mode',
    says: 'Prompts people sent, by feature',
    chart: 'stacked',
    metrics: ['interactions'],
    by: ['feature'],
    overTime: true,
    span: 6,
  },
  ranked('language', 'Languages', 'All features, by language'),
  {
    id: 'person-versions',
    page: 'person',
    title: 'Editors and versions',
    says: 'Outputs by the last known version of the day',
    chart: 'versions',
    metrics: ['generated'],
    by: ['ide', 'ide_version', 'plugin_version'],
    overTime: false,
    span: 4,
  },
  ranked('model', 'Models', 'Chat and agent work only'),
] satisfies readonly Panel[]);
