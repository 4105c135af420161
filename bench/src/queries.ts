import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { addDays, type DayRange, PANELS } from '@flightdeck/catalog';
import { evaluate, type MetricQuery, planQuery } from '@flightdeck/query';
import type { Store } from '@flightdeck/store';
import { openDuckdbStore } from '@flightdeck/store-duckdb';
import type { Browser } from 'playwright-core';
import { benchInteractive, benchScrolling, inBrowser } from './browser.ts';
import { BY_HAND } from './by-hand.ts';
import { medianMs, onceMs, report } from './measure.ts';
import { benchPages } from './pages.ts';
import { questionOf } from './question.ts';
import { serve } from './serve.ts';
import { benchStart } from './start.ts';
import { populate, SCOPE } from './world/population.ts';
import { reportedIn } from './world/reported.ts';

const NOTHING_MISSING = { finalTo: null, provisional: [], missing: [], noReport: [] };

async function ask(store: Store, query: MetricQuery): Promise<unknown> {
  const reported = await reportedIn(store);
  return evaluate(planQuery(query, [SCOPE]), (scan) => store.scan(scan), NOTHING_MISSING, reported);
}

/** Every Overview and People query over a year of many people: cold, warm, and against SQL written by hand. */
export async function benchQueries(folder: string, people: number, days: number): Promise<void> {
  const to = '2026-11-18';
  const range = { from: addDays(to, 1 - days), to };
  const file = join(folder, 'bench.duckdb');
  const options = { file, readFolders: [folder] };
  console.log(`\nQueries over ${people.toLocaleString('en')} people × ${days} days`);
  const filling = await openDuckdbStore(options);
  const filled = await onceMs(async () => {
    const { personDays } = await populate(filling, folder, { people, range });
    console.log(`${personDays.toLocaleString('en')} person-days`);
  });
  report('filling the store', filled / 1000, 's', null);
  report('catching up its rollups, when nothing is loading', (await onceMs(() => filling.catchUp())) / 1000, 's', null);
  const again = await populate(filling, folder, { people, range: { from: to, to }, version: 'again' });
  report('replacing one day of people', again.loadMs.get('users-1-day') ?? Number.NaN, 'ms', 400);
  report('catching up its rollups', await onceMs(() => filling.catchUp()), 'ms', null);
  await filling.close();
  await benchStart(folder, file);

  const starting = performance.now();
  const store = await openDuckdbStore(options);
  await store.scopes();
  report('opening the store', performance.now() - starting, 'ms', 2000);

  const windows: readonly [string, DayRange][] = [
    ['28 days', { from: addDays(to, -27), to }],
    ['a year', range],
  ];
  const warm = new Map<string, number>();
  for (const [label, window] of windows) {
    for (const panel of PANELS.filter(({ page }) => page === 'overview' || page === 'people')) {
      const query = questionOf(panel, window);
      const cold = await onceMs(() => ask(store, query));
      const median = await medianMs(5, () => ask(store, query));
      report(`${panel.id}, ${label}, cold`, cold, 'ms', null);
      report(`${panel.id}, ${label}, warm`, median, 'ms', 100);
      warm.set(`${panel.id} ${label}`, await medianMs(5, () => ask(store, { ...query, compare: null, total: false })));
    }
  }
  await store.close();

  const instance = await DuckDBInstance.create(file, { access_mode: 'READ_ONLY', threads: '2' });
  const connection = await instance.connect();
  for (const [label, window] of windows) {
    for (const [id, sql] of Object.entries(BY_HAND)) {
      const text = sql.replaceAll('$from', window.from).replaceAll('$to', window.to);
      const byHand = await medianMs(5, async () => (await connection.run(text)).getRows());
      report(
        `${id}, ${label}, ÷ by hand (${byHand.toFixed(1)} ms)`,
        (warm.get(`${id} ${label}`) ?? Number.NaN) / byHand,
        '×',
        3,
      );
    }
  }
  instance.closeSync();
  await benchPages(file, folder, to);
  await inBrowser(async (browser) => {
    console.log('\nThe web app in a browser');
    const overview = await serve(folder, file);
    await benchInteractive(browser, overview.url).finally(overview.stop);
    await rm(file, { force: true });
    await benchTable(browser, folder, to);
  });
  await rm(file, { force: true });
}

/** Twenty thousand people over 28 days, for the length of the table alone. */
async function benchTable(browser: Browser, folder: string, to: string): Promise<void> {
  const people = 20_000;
  const file = join(folder, 'table.duckdb');
  const store = await openDuckdbStore({ file, readFolders: [folder] });
  await populate(store, folder, { people, range: { from: addDays(to, -27), to } });
  await store.close();
  const served = await serve(folder, file);
  await benchScrolling(browser, served.url, people).finally(served.stop);
}
