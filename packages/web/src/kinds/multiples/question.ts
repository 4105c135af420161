import type { Metric } from '@flightdeck/catalog';
import { findDimension, partsOf } from '@flightdeck/catalog';
import type { Asked, MetricQueryInput } from '@flightdeck/query';

/** A rate of everyone over time, for values that share people, so that their parts do not add up to it; null for others. */
export function wholeQuestion(dimension: string, metric: Metric | undefined, asked: Asked): MetricQueryInput | null {
  const parts = metric ? partsOf(metric) : null;
  if (!metric || !parts || findDimension(dimension)?.kind !== 'team') return null;
  return {
    metrics: [metric.name, parts.over, parts.under],
    by: [asked.grain],
    range: asked.range,
    where: asked.where,
  };
}
