import type { Panel } from '../panel.ts';

const tile = (metric: string, title: string): Panel => ({
  id: `person-${metric.replaceAll('_', '-')}`,
  page: 'person',
  title,
  says: '',
  chart: 'tile',
  metrics: [metric],
  by: [],
  overTime: true,
  span: 4,
});
const ranked = (by: string, title: string, says: string): Panel => ({
  id: `person-${by}`,
  page: 'person',
  title,
  says,
  chart: 'ranked',
  metrics: ['generated', 'accepted', 'acceptance_rate'],
  by: [by],
  overTime: false,
  span: 4,
  limit: 8,
});

/** Panels about one person; everything the catalogue's panels are, narrowed to a login. */
export const PERSON_PANELS: readonly Panel[] = Object.freeze([
  tile('interactions', 'Prompts'),
  tile('completions_generated', 'Suggested'),
  tile('completions_accepted', 'Accepted'),
  tile('completion_acceptance_rate', 'Acceptance rate'),
  tile('loc_added', 'Lines added'),
  tile('ai_credits_used', 'AI credits'),
  {
    id: 'person-suggestions',
    page: 'person',
    title: 'Suggestions and acceptances',
    says: 'Inline completions',
    chart: 'bullet',
    metrics: ['completions_generated', 'completions_accepted'],
    by: [],
    overTime: true,
    span: 6,
  },
  {
    id: 'person-prompts',
    page: 'person',
    title: 'Prompts',
    says: 'Prompts really sent',
    chart: 'bars',
    metrics: ['interactions'],
    by: [],
    overTime: true,
    span: 6,
  },
  ranked('language', 'Languages', 'All features, by language'),
  ranked('ide', 'Editors', 'All features, by editor'),
  ranked('model', 'Models', 'Chat and agent work only'),
] satisfies readonly Panel[]);
