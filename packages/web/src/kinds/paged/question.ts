import type { PanelOf } from '@flightdeck/catalog';
import type { Asked, MetricQueryInput } from '@flightdeck/query';

/** Values in the order and search that were chosen. */
export const pagedQuestion = (
  panel: PanelOf<'paged'>,
  asked: Asked,
  order: NonNullable<MetricQueryInput['order']>,
  search: string,
): MetricQueryInput => ({
  metrics: [...panel.metrics],
  by: panel.by.slice(0, 1),
  range: asked.range,
  where: asked.where,
  order,
  search: search || null,
  total: true,
});
