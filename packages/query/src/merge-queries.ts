import { findMetric, isSnapshot } from '@flightdeck/catalog';
import type { MetricQueryInput } from './metric-query.ts';

/** Fewer questions for the same answers: `places[i]` is where query i is answered. */
export interface Merged {
  readonly queries: readonly MetricQueryInput[];
  readonly places: readonly number[];
}

const isOfSnapshot = (name: string): boolean => {
  const metric = findMetric(name);
  return metric !== undefined && isSnapshot(metric);
};

/** Most metrics the API takes in one query. */
const MOST_METRICS = 40;

/**
 * Joins queries that differ only in their metrics, so that one scan answers several panels. Ordered, searched or limited
 * queries stay alone, because their rows depend on the metrics they are ordered by. Snapshots stay among themselves: an
 * answer says which of its days can still change, and of theirs none can.
 */
export function mergeQueries(queries: readonly MetricQueryInput[]): Merged {
  const merged: MetricQueryInput[] = [];
  const ids: string[] = [];
  const places = queries.map((query) => {
    const { metrics, ...rest } = query;
    const alone = query.order || query.search || query.having || query.limit != null;
    const id = JSON.stringify(
      alone ? query : { ...rest, total: rest.total ?? false, ofSnapshots: metrics.every(isOfSnapshot) },
    );
    const at = ids.findIndex(
      (known, index) => known === id && new Set([...(merged[index]?.metrics ?? []), ...metrics]).size <= MOST_METRICS,
    );
    const found = merged[at];
    if (!found) {
      ids.push(id);
      return merged.push(query) - 1;
    }
    if (!alone) merged[at] = { ...found, metrics: [...new Set([...found.metrics, ...metrics])] };
    return at;
  });
  return { queries: merged, places };
}
