import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, createLogger, openApp, ownHome, readConfig } from '@flightdeck/app';
import { type DayRange, eachDay, parseScope } from '@flightdeck/catalog';
import { createOrganization } from '@flightdeck/simulator';
import { openOpensearchStore } from '@flightdeck/store-opensearch';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { CLUSTER_URL, createPrefix, NEEDS_CLUSTER, removeClusterStores } from './cluster-store.ts';

const COMPANY = createOrganization({ seed: 6, people: 3, days: 4, lastDay: '2026-10-31' });
const SCOPE = parseScope('org:aurora-works');
const FIRST = { from: '2026-10-28', to: '2026-10-29' };
const LATER = { from: '2026-10-30', to: '2026-10-31' };

describe.skipIf(CLUSTER_URL === '')(`opening on a cluster (${NEEDS_CLUSTER})`, () => {
  vi.setConfig({ testTimeout: 300_000 });
  const root = mkdtempSync(join(tmpdir(), 'flightdeck-opening-'));
  const prefix = createPrefix();
  const cluster = { STORE_URL: CLUSTER_URL, STORE_PREFIX: prefix };
  afterAll(async () => {
    await removeClusterStores();
    rmSync(root, { recursive: true, force: true });
  });

  const withApp = async <T>(env: Record<string, string>, work: (app: App) => Promise<T>): Promise<T> => {
    const all = { FLIGHTDECK_DATA: join(root, 'data'), LOG_LEVEL: 'error', SYNC_INTERVAL: 'off', ...env };
    const config = readConfig({ flags: {}, env: all, cwd: root, readFile: () => null });
    const log = createLogger(config, { write: () => undefined, isTerminal: false });
    const app = await openApp(config, ownHome(config), { now: () => new Date('2026-11-05T08:00:00Z'), log });
    try {
      return await work(app);
    } finally {
      await app.close();
    }
  };
  const file = (name: string, range: DayRange): string => {
    const lines = eachDay(range).flatMap((day) =>
      [...COMPANY.userRecords(SCOPE, day)].map((row) => JSON.stringify(row)),
    );
    writeFileSync(join(root, name), `${lines.join('\n')}\n`);
    return join(root, name);
  };
  const lastDay = async (app: App) => [(await app.loadedRange())?.to, (await app.status()).integrity.gaps];

  it('loads what the journal has and the cluster lacks, unless another server has the lease', async () => {
    await withApp(cluster, (app) => app.importFiles([file('first.ndjson', FIRST)], { scope: SCOPE }));
    // The same data folder under another store: the journal goes on without the cluster.
    await withApp({}, (app) => app.importFiles([file('later.ndjson', LATER)], { scope: SCOPE }));
    const other = await openOpensearchStore({ url: CLUSTER_URL, prefix, readFolders: [] });
    const lease = other.lease({ name: 'another server' });
    expect(await lease.look()).toBe(true);
    const [to, gaps] = await withApp(cluster, lastDay);
    expect([to, gaps]).toMatchObject(['2026-10-29', [{ code: 'not_loaded', days: ['2026-10-30', '2026-10-31'] }]]);
    await lease.release();
    await other.close();
    expect(await withApp(cluster, lastDay)).toEqual(['2026-10-31', []]);
  });
});
