import { type MetricName, PANELS, type Panel, type PanelOf, tileTitle } from '@flightdeck/catalog';

const tile = (metric: MetricName): Panel => ({
  id: `money-${metric.replaceAll('_', '-')}`,
  page: 'people',
  title: tileTitle(metric, []),
  says: '',
  chart: 'tile',
  metrics: [metric],
  by: [],
  overTime: true,
  span: 4,
});

const overTime = (id: string, title: string, says: string, metrics: readonly MetricName[]): Panel => ({
  id: `money-${id}`,
  page: 'people',
  title,
  says,
  chart: 'bars',
  metrics,
  by: [],
  overTime: true,
  span: 6,
});

const CREDITS: PanelOf<'ranked'>['measures'] = [
  { label: '', whole: 'ai_credits_used', part: 'ai_credits_used', aside: null, sort: 'ai_credits_used' },
];

/** AI credits, tokens and the cost of idle seats. */
export const MONEY_PANELS: readonly Panel[] = Object.freeze([
  tile('ai_credits_used'),
  tile('surface_tokens_input'),
  tile('surface_tokens_output'),
  ...PANELS.filter(({ id }) => id === 'seats-idle-seat-cost'),
  overTime('credits', 'AI credits over time', 'Credits GitHub counts per person; not an invoice figure', [
    'ai_credits_used',
  ]),
  overTime('tokens', 'Tokens over time', 'Of the CLI and the Copilot app', [
    'surface_tokens_input',
    'surface_tokens_output',
  ]),
  {
    id: 'money-people',
    page: 'people',
    title: 'Most AI credits: people',
    says: 'Credits over the range',
    chart: 'ranked',
    metrics: ['ai_credits_used'],
    measures: CREDITS,
    by: ['user'],
    overTime: false,
    span: 6,
    limit: 12,
  },
  {
    id: 'money-teams',
    page: 'teams',
    title: 'Most AI credits: teams',
    says: 'Membership on each day; a person in two teams counts in both',
    chart: 'ranked',
    metrics: ['ai_credits_used'],
    measures: CREDITS,
    by: ['team'],
    overTime: false,
    span: 6,
    limit: 12,
  },
  {
    id: 'money-surfaces',
    page: 'chat',
    title: 'Tokens outside editors',
    says: 'Where GitHub reports tokens',
    chart: 'paged',
    metrics: ['surface_tokens_input', 'surface_tokens_output', 'surface_requests', 'surface_tokens_per_request'],
    by: ['surface'],
    overTime: false,
    span: 12,
  },
] satisfies readonly Panel[]);
