import { findMeasure, type Measure } from '../measures/measure.ts';
import type { Formula } from './metric.ts';
import { findMetric } from './metrics.ts';

/** The measures a formula is made of. */
export function measuresIn(formula: Formula | undefined): Measure[] {
  if (!formula) return [];
  if (formula.op === 'measure') return [findMeasure(formula.measure) ?? []].flat();
  return Object.values(formula)
    .filter((part): part is Formula => typeof part === 'object' && part !== null && 'op' in part)
    .flatMap(measuresIn);
}

/** True for a metric that gives the last day with a value, for one scope only. */
export function isLatest(metric: string): boolean {
  const measures = measuresIn(findMetric(metric)?.formula);
  return (
    measures.length > 0 && measures.every(({ aggregate }) => aggregate === 'latest' || aggregate === 'latest_total')
  );
}
