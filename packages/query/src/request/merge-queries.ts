import { reportsRead } from '../plan/plan.ts';
import type { MetricQueryInput } from './metric-query.ts';

/** Fewer questions for the same answers: `places[i]` is where query i is answered. */
export interface Merged {
  readonly queries: readonly MetricQueryInput[];
  readonly places: readonly number[];
}

/** Most metrics the API takes in one query. */
const MOST_METRICS = 40;

/**
 * Joins queries that differ only in their metrics, so that one scan answers several panels. Ordered, searched or limited
 * queries stay alone, because their rows depend on the metrics they are ordered by. Only queries that read the same reports
 * are joined: an answer says which of its days are missing or can still change, and of each panel that is its own reports'.
 */
export function mergeQueries(queries: readonly MetricQueryInput[]): Merged {
  const merged: MetricQueryInput[] = [];
  const ids: string[] = [];
  const places = queries.map((query) => {
    const { metrics, ...rest } = query;
    const alone = query.order || query.search || query.having || query.limit != null;
    const id = JSON.stringify(alone ? query : { ...rest, total: rest.total ?? false, reports: reportsRead(query) });
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
