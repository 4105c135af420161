import type { Metric } from '@flightdeck/catalog';
import { partsOf } from '@flightdeck/catalog';
import type { QueryResult } from '@flightdeck/query';
import { FILTER_DIMENSIONS, type View } from '../view/view.ts';

/** True for metrics whose number can be taken apart: sums, people, and their ratios; said by the engine for each. */
export const isReconcilable = (metric: Metric): boolean =>
  metric.formula.op === 'measure' ||
  (metric.formula.op === 'ratio' && metric.formula.times === 1 && partsOf(metric) !== null);

/** The view of the Reconcile page for a number: its metric, days and filters filled in. */
export function toReconciled(view: View, metric: string, { range, where }: QueryResult['query']): View {
  const filters = FILTER_DIMENSIONS.flatMap((dimension) =>
    where.flatMap((filter) => (filter.dimension === dimension ? [filter] : [])),
  );
  return { ...view, range, filters, local: { metric } };
}
