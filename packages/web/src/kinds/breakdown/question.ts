import type { DayRange } from '@flightdeck/catalog';
import type { Asked, MetricQueryInput } from '@flightdeck/query';

/** A metric by week: of each value of a dimension, and of all together. */
export function weeksQuestions(
  dimension: string,
  metric: string,
  range: DayRange,
  where: Asked['where'],
): readonly [MetricQueryInput, MetricQueryInput] {
  const base: MetricQueryInput = { metrics: [metric], range, where };
  return [
    { ...base, by: ['week', dimension] },
    { ...base, by: ['week'] },
  ];
}
