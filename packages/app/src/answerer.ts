import { addDays, type DayRange, type SeatPrices, toDay } from '@flightdeck/catalog';
import { evaluate, type MetricQuery, planQuery, type QueryResult, type Scan, type ScanRow } from '@flightdeck/query';
import type { Store } from '@flightdeck/store';
import { createAnswerCache, createScanCache } from './answer-cache.ts';
import { type Books, onceForBooks } from './books.ts';
import { rangeOf } from './build-status.ts';
import { coverageOf, reportsOf, toDayStates } from './coverage.ts';
import type { Principal } from './principal.ts';

/** Answers queries from a store, each once as long as nothing changes. */
export interface Answerer {
  answer(query: MetricQuery, who: Principal, signal?: AbortSignal): Promise<QueryResult>;
  /** First and last loaded day; null when nothing is loaded. */
  loadedRange(): Promise<DayRange | null>;
}

/** An answerer over one store. */
export function createAnswerer(
  store: Store,
  books: () => Promise<Books>,
  now: () => Date,
  prices: SeatPrices,
): Answerer {
  const cache = createAnswerCache();
  const lists = createScanCache();
  const statesOf = onceForBooks(({ days }) => toDayStates(days));

  /** Rows of a scan; those of a list are kept for its other pages and orders. */
  async function read(scan: Scan, ofList: boolean, asOf: string, signal?: AbortSignal): Promise<readonly ScanRow[]> {
    if (scan.scopes.length === 0) return [];
    if (!ofList) return store.scan(scan, signal);
    const key = JSON.stringify([asOf, scan]);
    const rows = lists.get(key) ?? (await store.scan(scan, signal));
    if (store.dataVersion() === asOf) lists.set(key, rows);
    return rows;
  }

  return {
    async answer(query, who, signal) {
      const yesterday = addDays(toDay(now()), -1);
      const current = await books();
      const { version: asOf, scopes } = current;
      const key = JSON.stringify([asOf, yesterday, who, query]);
      const kept = cache.get(key);
      if (kept) return kept;
      const plan = planQuery(query, scopes);
      const coverage = coverageOf(statesOf(current), plan.scopes, reportsOf(plan), query.range, yesterday);
      const result = await evaluate(plan, (scan) => read(scan, query.limit !== null, asOf, signal), coverage, prices);
      if (store.dataVersion() === asOf) cache.set(key, result);
      return result;
    },
    loadedRange: async () => rangeOf((await books()).days),
  };
}
