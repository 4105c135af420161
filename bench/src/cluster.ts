import { addDays, type DayRange, PANELS } from '@flightdeck/catalog';
import { evaluate, type MetricQuery, planQuery } from '@flightdeck/query';
import type { Store } from '@flightdeck/store';
import { type OpensearchStore, openOpensearchStore } from '@flightdeck/store-opensearch';
import { startCluster } from '../../scripts/cluster/nodes.mjs';
import { type Bare, openBare } from './bare-bulk.ts';
import { medianMs, onceMs, report } from './measure.ts';
import { questionOf } from './question.ts';
import { populate, SCOPE } from './world/population.ts';
import { reportedIn } from './world/reported.ts';

const NOTHING_MISSING = { finalTo: null, provisional: [], missing: [], noReport: [] };
/** Its own, as others may measure on the same cluster. */
const PREFIX = `flightdeck-bench-${process.pid}`;
const TO = '2026-11-18';

/** Sizes of the cluster and of its content. */
export interface ClusterBench {
  readonly people: number;
  readonly days: number;
  readonly nodes: number;
}

/** Loading and asking on a cluster: TEST_CLUSTER_URL, or nodes of its own; one line says when there is no Java for them. */
export async function benchCluster(folder: string, { people, days, nodes }: ClusterBench): Promise<void> {
  const given = process.env.TEST_CLUSTER_URL;
  const own = given
    ? null
    : await startCluster({ nodes, httpPort: 9211, transportPort: 9311, heapMb: 1024 }).catch(skip);
  const url = given ?? own?.url;
  if (!url) return;
  try {
    const store = await openOpensearchStore({ url, prefix: PREFIX, readFolders: [folder] });
    console.log(`\n${store.engine}: ${people.toLocaleString('en')} people × ${days} days`);
    const bare = openBare(url.split(',')[0] ?? url, PREFIX);
    try {
      const range = { from: addDays(TO, 1 - days), to: TO };
      await benchLoad(store, bare, folder, { people, range });
      await benchOverview(store, range);
    } finally {
      await bare.remove();
      await store.close();
    }
  } finally {
    await own?.stop();
  }
}

function skip(error: Error & { readonly isMissing?: boolean }): null {
  if (!error.isMissing) throw error;
  console.log(`\nskipped: the cluster: ${error.message}`);
  return null;
}

/**
 * Each batch is loaded by the store and then, the same documents or the first of them, by bare requests, so that both
 * run under the same load.
 */
async function benchLoad(
  store: OpensearchStore,
  bare: Bare,
  folder: string,
  population: { readonly people: number; readonly range: DayRange },
): Promise<void> {
  let [storeMs, bareMs, documents, sent, requests] = [0, 0, 0, 0, 0];
  const watched: Store = {
    ...store,
    async replaceDays(batch) {
      const before = store.requests();
      let outcomes: Awaited<ReturnType<Store['replaceDays']>> = [];
      storeMs += await onceMs(async () => {
        outcomes = await store.replaceDays(batch);
      });
      requests += store.requests() - before;
      const copy = await bare.copyNew();
      documents += copy.documents;
      sent += copy.sent;
      bareMs += await onceMs(copy.send);
      return outcomes;
    },
  };
  const { personDays } = await populate(watched, folder, { ...population, isTeamsFirst: true });
  console.log(`${personDays.toLocaleString('en')} person-days, ${documents.toLocaleString('en')} documents`);
  report('documents a second, by the store', documents / (storeMs / 1000), '', null);
  report('documents a second, by bare _bulk', sent / (bareMs / 1000), '', null);
  report('loading ÷ bare _bulk of the same documents', storeMs / documents / (bareMs / sent), '×', 1.5);
  report('requests per 10,000 documents', (requests / documents) * 10_000, '', 20);
}

/** Every query is asked once before any is measured: what a node just started answers first is the time of its compiler. */
async function benchOverview(store: Store, range: DayRange): Promise<void> {
  const lately = { from: addDays(range.to, -27), to: range.to };
  const asked = PANELS.filter(({ page }) => page === 'overview').flatMap((panel) => [
    { label: `${panel.id}, 28 days`, query: questionOf(panel, lately) },
    { label: `${panel.id}, all days`, query: questionOf(panel, range) },
  ]);
  const firstMs: number[] = [];
  for (const { query } of asked) firstMs.push(await onceMs(() => ask(store, query)));
  report('slowest Overview query when asked for the first time', Math.max(...firstMs), 'ms', null);
  for (const { label, query } of asked) report(label, await medianMs(5, () => ask(store, query)), 'ms', 500);
}

async function ask(store: Store, query: MetricQuery): Promise<unknown> {
  const reported = await reportedIn(store);
  return evaluate(planQuery(query, [SCOPE]), (scan) => store.scan(scan), NOTHING_MISSING, reported);
}
