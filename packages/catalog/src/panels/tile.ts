import type { MetricName } from '../names.ts';
import type { PanelOf } from './panel.ts';

/** A number with its trend and change. */
export const tile = (page: string, metric: MetricName, title: string): PanelOf<'tile'> => ({
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
