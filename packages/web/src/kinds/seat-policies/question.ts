import type { PanelOf } from '@flightdeck/catalog';
import type { Asked, MetricQueryInput } from '@flightdeck/query';

/**
 * Every snapshot from the `first` on: since when a setting stands may be before the chosen days. Null without a snapshot,
 * and for an enterprise, of which GitHub gives no settings.
 */
export function policiesQuestion(
  panel: PanelOf<'seat-policies'>,
  asked: Asked,
  first: string | null,
): MetricQueryInput | null {
  if (first === null || asked.where.some(({ dimension }) => dimension === 'enterprise')) return null;
  return {
    metrics: [...panel.metrics],
    by: ['organization', 'day', ...panel.by],
    range: { from: first, to: asked.range.to < first ? first : asked.range.to },
    where: asked.where.filter(({ dimension }) => dimension === 'organization'),
  };
}
