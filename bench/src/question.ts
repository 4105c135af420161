import type { DayRange, Panel } from '@flightdeck/catalog';
import { type MetricQuery, panelQuery, parseQuery } from '@flightdeck/query';

/** The question a panel asks over a range; week grain, compared with the period before but for the table, which is not. */
export function questionOf(panel: Panel, range: DayRange): MetricQuery {
  if (panel.chart === 'table') {
    const { metrics, by } = panel;
    return parseQuery({ metrics, by, range, order: { key: 'interactions' }, limit: 60, total: true });
  }
  const query = panelQuery(panel, { range, grain: 'week', compare: 'previous', where: [] }, { by: null, metric: null });
  return parseQuery({ ...query, compare: 'previous' });
}
