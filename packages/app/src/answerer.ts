import { addDays, type DayRange, type SeatPrices, toDay } from '@flightdeck/catalog';
import { evaluate, type MetricQuery, planQuery, type QueryResult, type Scan, type ScanRow } from '@flightdeck/query';
import type { Store } from '@flightdeck/store';
import { createAnswerCache, createScanCache } from './answer-cache.ts';
import { rangeOf } from './build-status.ts';
import { coverageOf, type DayStates, reportsOf, toDayStates } from './coverage.ts';
import type { Principal } from './principal.ts';

/** Answers queries from a store, each once as long as nothing changes. */
export interface Answerer {
  answer(query: MetricQuery, who: Principal, signal?: AbortSignal): Promise<QueryResult>;
  /** First and last loaded day; null when nothing is loaded. */
  loadedRange(): Promise<DayRange | null>;
}

interface Books {
  readonly version: string;
  readonly states: DayStates;
  readonly range: DayRange | null;
  readonly scopes: readonly string[];
}

/** An answerer over one store. */
export function createAnswerer(store: Store, now: () => Date, prices: SeatPrices): Answerer {
  const cache = createAnswerCache();
  const lists = createScanCache();
  let books: { readonly version: string; readonly read: Promise<Books> } | null = null;

  async function readBooks(of: string): Promise<Books> {
    const [days, scopes] = await Promise.all([store.ledger.days(), store.scopes()]);
    return { version: of, states: toDayStates(days), range: rangeOf(days), scopes };
  }

  function currentBooks(): Promise<Books> {
    const current = store.dataVersion();
    if (books?.version !== current) {
      const read = readBooks(current);
      books = { version: current, read };
      read.catch(() => {
        if (books?.read === read) books = null;
      });
    }
    return books.read;
  }

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
      const { version: asOf, states, scopes } = await currentBooks();
      const key = JSON.stringify([asOf, yesterday, who, query]);
      const kept = cache.get(key);
      if (kept) return kept;
      const plan = planQuery(query, scopes);
      const coverage = coverageOf(states, plan.scopes, reportsOf(plan), query.range, yesterday);
      const result = await evaluate(plan, (scan) => read(scan, query.limit !== null, asOf, signal), coverage, prices);
      if (store.dataVersion() === asOf) cache.set(key, result);
      return result;
    },
    loadedRange: async () => (await currentBooks()).range,
  };
}
