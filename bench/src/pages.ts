import { addDays, type ChartKind, type DayRange, PANELS } from '@flightdeck/catalog';
import {
  type Asked,
  evaluate,
  type MetricQueryInput,
  mergeQueries,
  panelQueries,
  parseQuery,
  planQuery,
} from '@flightdeck/query';
import type { Store } from '@flightdeck/store';
import { openDuckdbStore } from '@flightdeck/store-duckdb';
import { medianMs, onceMs, report } from './measure.ts';
import { SCOPE } from './world/population.ts';
import { reportedIn } from './world/reported.ts';

const NOTHING_MISSING = { finalTo: null, provisional: [], missing: [], noReport: [] };

/** Lists, which ask for themselves a page of rows at a time. */
const LISTS: ReadonlySet<ChartKind> = new Set(['table', 'paged', 'seat-ranking', 'seat-unused', 'seat-table']);

/** What the web app asks to draw a page: the panels' questions joined, and the first rows of each list. */
export function queriesOf(page: string, range: DayRange, where: Asked['where'] = []): readonly MetricQueryInput[] {
  const asked: Asked = { range, grain: 'week', compare: 'previous', where };
  const panels = PANELS.filter((panel) => panel.page === page);
  const lists = panels
    .filter(({ chart }) => LISTS.has(chart))
    .map(({ metrics, by }): MetricQueryInput => {
      return {
        metrics: [...metrics],
        by: [...by],
        range,
        where,
        order: { key: metrics[0] ?? '' },
        limit: 60,
        total: true,
      };
    });
  const others = panels
    .filter(({ chart }) => !LISTS.has(chart))
    .flatMap((panel) => panelQueries(panel, asked, { by: null, metric: null }));
  return [...mergeQueries(others).queries, ...lists];
}

async function load(store: Store, queries: readonly MetricQueryInput[]): Promise<void> {
  const reported = await reportedIn(store);
  await Promise.all(
    queries.map((query) =>
      evaluate(planQuery(parseQuery(query), [SCOPE]), (scan) => store.scan(scan), NOTHING_MISSING, reported),
    ),
  );
}

/** Every page's queries together, side by side as the server runs them, without its cache of answers. */
export async function benchPages(file: string, folder: string, to: string): Promise<void> {
  console.log('\nWhole pages: all queries of a page, no answer kept');
  for (const [label, range] of [
    ['28 days', { from: addDays(to, -27), to }],
    ['a year', { from: addDays(to, -364), to }],
  ] as const) {
    for (const page of new Set(PANELS.map((panel) => panel.page))) {
      const queries = queriesOf(page, range);
      // Opened anew, so that nothing of the file is in the engine's memory.
      const store = await openDuckdbStore({ file, readFolders: [folder] });
      report(`page ${page}, ${label}, cold`, await onceMs(() => load(store, queries)), 'ms', 1500);
      report(`page ${page}, ${label}, warm`, await medianMs(5, () => load(store, queries)), 'ms', 400);
      await store.close();
    }
  }
}
