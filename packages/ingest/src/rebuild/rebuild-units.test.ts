import { join } from 'node:path';
import { type FactName, parseScope } from '@flightdeck/catalog';
import type { Store } from '@flightdeck/store';
import { openDuckdbStore } from '@flightdeck/store-duckdb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { landReport } from '../archive/land/land.ts';
import { journalLanding, toLandOptions } from '../load/landing.ts';
import { loadEach } from '../load/load-each.ts';
import { readHistory } from '../replay/history.ts';
import { type Bench, createFolders, openBench } from '../testing.ts';
import { rebuild } from './rebuild.ts';
import { removeDatabaseFile, swapDatabaseFile } from './swap-file.ts';

const SCOPE = parseScope('org:acme');
const NOW = new Date('2026-06-05T08:00:00Z');
/** A bill over 1 June 2026: 100 requests before it, 50 credits after. */
const BILL = [
  '"date","username","product","sku","model","quantity","unit_type","applied_cost_per_quantity","gross_amount","discount_amount","net_amount","total_monthly_quota","organization","repository","cost_center_name","aic_quantity","aic_gross_amount"',
  '"2026-05-31","login-a","copilot","copilot_premium_request","Claude Haiku 4.5","100","requests","0.04","4","0","4","0","acme","","","9.35","0.0935"',
  '"2026-06-01","login-a","copilot","copilot_ai_credit","Claude Haiku 4.5","50","ai-credits","0.01","0.5","0","0.5","1900","acme","","","0","0"',
  '',
].join('\n');

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

const folders = createFolders();
let bench: Bench;

/** As versions did that knew one unit a file: landed and loaded as AI credits, and as nothing else. */
beforeAll(async () => {
  bench = await openBench(folders.make());
  const arrival = { scope: SCOPE, report: 'ai-credit-usage', via: 'import', now: NOW, fileName: 'bill.csv' } as const;
  const expect = { kind: arrival.report } as const;
  const landing = await landReport([bytesOf(BILL)], toLandOptions(bench.tools, { ...arrival, expect }));
  await loadEach(bench.tools, [await journalLanding(bench.tools, { ...arrival, expect }, landing)]);
});

afterAll(async () => {
  await bench.close();
  folders.clear();
});

async function quantities(store: Store): Promise<unknown[]> {
  const sum = async (fact: FactName, column: string) => {
    const rows = await store.scan({
      id: 'test',
      fact,
      scopes: ['org:acme'],
      range: { from: '2026-05-01', to: '2026-06-30' },
      by: [],
      where: [],
      once: false,
      measures: [{ name: column, aggregate: 'sum', column, when: [] }],
    });
    return rows[0]?.values[0] ?? null;
  };
  return [await sum('credit_usage', 'quantity'), await sum('premium_request_usage', 'quantity')];
}

async function rebuildTo(name: string): Promise<Store> {
  const { store: _, ...tools } = bench.tools;
  const [fresh, place] = [join(bench.folder, `${name}-fresh.duckdb`), join(bench.folder, `${name}.duckdb`)];
  const result = await rebuild({
    ...tools,
    now: new Date('2026-11-04T00:00:00Z'),
    openFreshStore: async () => {
      await removeDatabaseFile(fresh);
      return openDuckdbStore({ file: fresh, readFolders: [tools.workFolder] });
    },
    swap: () => swapDatabaseFile(fresh, place),
  });
  expect(result.failed).toEqual([]);
  return openDuckdbStore({ file: place, readFolders: [] });
}

test('a bill of both units that was archived as one of them is loaded whole by a rebuild, once', async () => {
  expect(await quantities(bench.store)).toEqual([50, null]);
  const landed = async () =>
    (await readHistory(bench.tools.archive)).rows.filter(({ kind }) => kind === 'landed').length;
  expect(await landed()).toBe(1);
  for (const name of ['first', 'second']) {
    const store = await rebuildTo(name);
    expect(await quantities(store)).toEqual([50, 100]);
    expect(await landed()).toBe(2);
    await store.close();
  }
});
