import { type MetricName, PANELS, type Panel, type PanelOf, tileTitle } from '@flightdeck/catalog';

/** A number of the seats or of the whole range that no page has as a tile of its own. */
const tile = (page: string, metric: MetricName, says = ''): Panel => ({
  id: `original-${metric.replaceAll('_', '-')}`,
  page,
  title: tileTitle(metric, []),
  says,
  chart: 'tile',
  metrics: [metric],
  by: [],
  overTime: true,
  span: 4,
});

const first = <Kind extends Panel['chart']>(kind: Kind): PanelOf<Kind> => {
  const found = PANELS.find((panel): panel is PanelOf<Kind> => panel.chart === kind);
  if (!found) throw new Error(`no panel of kind ${kind}`);
  return found;
};
const { limit: _ranked, ...RANKING } = first('seat-ranking');
const { limit: _unused, ...UNUSED } = first('seat-unused');

/** Seats by plan, as GitHub writes it, and what its own summary says of the cycle. */
export const ORIGINAL_SEATS: readonly Panel[] = Object.freeze([
  {
    id: 'original-plan-type',
    page: 'seats',
    title: 'Copilot plan type',
    says: 'People with a seat by plan, each under their highest, as of the last snapshot',
    chart: 'ranked',
    metrics: ['seats'],
    measures: [{ label: '', whole: 'seats', part: 'seats', aside: null, sort: 'seats' }],
    limit: 12,
    by: ['plan'],
    overTime: false,
    span: 6,
  },
  tile('seats', 'seats_billed', "GitHub's seat_breakdown.total"),
  tile('seats', 'seats_active_this_cycle'),
  tile('seats', 'seats_inactive_this_cycle'),
  tile('seats', 'seats_added_this_cycle'),
  tile('seats', 'seats_pending_invitation'),
  tile('seats', 'seats_pending_cancellation'),
  tile('seats', 'seats_never_used'),
]);

/** Lists of seats, none of them cut. */
export const ORIGINAL_LISTS: readonly Panel[] = Object.freeze([
  {
    ...RANKING,
    id: 'original-longest-idle',
    span: 6,
    title: 'Inactive for 2 days or more',
    says: 'Days since the last activity, as of the last snapshot, longest first',
    minimum: 2,
  },
  { ...UNUSED, id: 'original-never-used', span: 6, title: 'Assigned but never used' },
]);

/** Rates and sums that stand in charts elsewhere. */
export const ORIGINAL_TOTALS: readonly Panel[] = Object.freeze([
  tile('overview', 'lines_acceptance_rate'),
  tile('overview', 'completions_lines_suggested'),
]);

/** What only imported history has: today agent edits add lines that nobody suggested, so an editor has no rate by lines. */
export const ORIGINAL_HISTORY: readonly Panel[] = Object.freeze([
  {
    id: 'original-lines-rate-by-editor',
    page: 'editors',
    title: 'Before: acceptance rate by lines, by editor',
    says: 'From imported history of the older API; the current reports have no such rate, because agents add lines nobody suggested',
    chart: 'heatmap',
    metrics: ['legacy_lines_acceptance_rate'],
    limit: 12,
    by: ['ide'],
    overTime: true,
    span: 12,
  },
] satisfies readonly Panel[]);
