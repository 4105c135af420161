import type { PanelOf } from '@flightdeck/catalog';
import type { Asked, MetricQueryInput } from '@flightdeck/query';

/** Seats in the order and search that were chosen, with how many people they are of. */
export const seatsQuestion = (
  panel: PanelOf<'seat-table'>,
  asked: Asked,
  order: NonNullable<MetricQueryInput['order']>,
  search: string,
): MetricQueryInput => ({
  metrics: [...panel.metrics, 'seats', 'seats_without_person'],
  by: [...panel.by],
  range: asked.range,
  where: asked.where,
  order,
  search: search || null,
  total: true,
});
