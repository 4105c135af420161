import { findDimension } from '../dimensions/dimensions.ts';
import type { DimensionName, MetricName } from '../names.ts';
import { titleOf } from './choices/population.ts';
import type { PanelOf } from './panel.ts';

/**
 * A number with its trend and change, called what its metric is called: with `over`, of what GitHub reports by that
 * dimension; with `about`, of some values only.
 */
export const tile = (
  page: string,
  metric: MetricName,
  { over, about }: { readonly over?: DimensionName; readonly about?: string } = {},
): PanelOf<'tile'> => ({
  id: `${page}-${metric.replaceAll('_', '-')}`,
  page,
  title: tileTitle(metric, over === undefined ? [] : [over], about),
  says: '',
  chart: 'tile',
  metrics: [metric],
  by: [],
  ...(over === undefined ? {} : { over: [over] }),
  overTime: true,
  span: 4,
});

/** `Active people by editor`: what a metric is called where it is only of what is reported by the dimensions. */
export function tileTitle(metric: MetricName, over: readonly string[], about?: string): string {
  const by = over.map((name) => ` by ${(findDimension(name)?.label ?? name).toLowerCase()}`).join('');
  return `${titleOf(metric)}${by}${about === undefined ? '' : `: ${about}`}`;
}
