import type { Panel } from '@flightdeck/catalog';
import type { Asked, MetricQueryInput } from '@flightdeck/query';

/** The first seats of an order, narrowed by one condition. */
export const seatListQuestion = (
  panel: Panel,
  asked: Asked,
  where: NonNullable<Panel['where']>,
  order: NonNullable<MetricQueryInput['order']>,
  limit: number,
): MetricQueryInput => ({
  metrics: [...panel.metrics],
  by: [...panel.by],
  range: asked.range,
  where: [...asked.where, { dimension: where.dimension, values: [...where.values] }],
  order,
  limit,
  total: true,
});
