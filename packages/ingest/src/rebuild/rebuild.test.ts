import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseScope } from '@flightdeck/catalog';
import { createGithub } from '@flightdeck/github';
import { startSimulator } from '@flightdeck/simulator';
import type { Store } from '@flightdeck/store';
import { openDuckdbStore } from '@flightdeck/store-duckdb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importFiles } from '../import/import-files.ts';
import { replayMissing } from '../replay/replay.ts';
import { syncOnce } from '../sync/run.ts';
import { type Bench, createFolders, openBench, SMALL } from '../testing.ts';
import { rebuild } from './rebuild.ts';
import { removeDatabaseFile, swapDatabaseFile } from './swap-file.ts';

const ORG = parseScope('org:aurora-works');
const RANGE = { from: '2026-10-27', to: '2026-10-31' };
const folders = createFolders();
let bench: Bench;
let content: unknown;

const dbFile = (folder: string) => join(folder, 'db', 'flightdeck.duckdb');

/** What two stores of the same archive must have in common. */
async function contentOf(store: Store): Promise<unknown> {
  const days = await store.ledger.days();
  return {
    digests: [...(await store.digests())],
    days: days.map(({ report, day, state, source, via, records, restated, code, message }) =>
      [report, day, state, source, via, records, restated, code, message].join(' '),
    ),
    landings: (await store.ledger.landings()).toSorted((a, b) => (a.archivePath < b.archivePath ? -1 : 1)),
    rejected: (await store.ledger.rejectedLines()).map(({ sha256, line, code }) => [sha256, line, code]).toSorted(),
    unknown: await store.ledger.unknownFields(),
    restated: (await store.ledger.restatements())
      .map(({ day, measure, before, after }) => [day, measure, before, after].join(' '))
      .toSorted(),
  };
}

/** Days that grow from one sync to the next, one that fails, imports with bad lines, one that replaces GitHub's. */
beforeAll(async () => {
  bench = await openBench(folders.make());
  const faults = { seed: 1, rules: [{ fault: 'truncated', match: 'repos-1-day/2026-10-29' }] } as const;
  const simulator = await startSimulator(SMALL, { faults });
  const github = createGithub({ apiUrl: simulator.url, auth: { kind: 'token', token: 'test' }, retries: 0 });
  for (const instant of ['2026-10-31T22:00:00Z', '2026-11-01T22:00:00Z', '2026-11-02T22:00:00Z']) {
    simulator.clock.set(new Date(instant));
    await syncOnce({ ...bench.tools, github, scopes: [ORG], now: new Date(instant), range: RANGE, batchDays: 2 });
  }
  await github.close();
  await simulator.close();
  const path = join(bench.folder, 'users.ndjson');
  const row = { user_id: 5, day: '2026-10-28', organization_id: SMALL.organizations[0]?.id, new_field: 1 };
  writeFileSync(path, `${JSON.stringify(row)}\n{"user_id":\n`);
  const now = new Date('2026-11-03T08:00:00Z');
  await importFiles([path], { ...bench.tools, now });
  await importFiles([path], { ...bench.tools, now, replace: true });
  content = await contentOf(bench.store);
});

afterAll(async () => {
  await bench.close();
  folders.clear();
});

test('a rebuilt store holds the same, down to restatements, rejected lines and days that failed', async () => {
  const { store: _, ...tools } = bench.tools;
  const fresh = join(bench.folder, 'fresh.duckdb');
  const place = join(bench.folder, 'rebuilt.duckdb');
  const result = await rebuild({
    ...tools,
    now: new Date('2026-11-04T00:00:00Z'),
    openFreshStore: async () => {
      await removeDatabaseFile(fresh);
      return openDuckdbStore({ file: fresh, readFolders: [tools.workFolder] });
    },
    swap: () => swapDatabaseFile(fresh, place),
    runs: await bench.store.ledger.runs(),
  });
  expect(result.failed).toEqual([]);
  const rebuilt = await openDuckdbStore({ file: place, readFolders: [] });
  try {
    expect(await contentOf(rebuilt)).toEqual(content);
    expect((await rebuilt.ledger.runs()).map(({ kind }) => kind)).toEqual([
      'rebuild',
      'import',
      'import',
      'sync',
      'sync',
      'sync',
    ]);
  } finally {
    await rebuilt.close();
  }
  expect(await contentOf(bench.store)).toEqual(content);
});

test('a database file that is lost comes back from the archive at the next start', async () => {
  await bench.close();
  rmSync(dbFile(bench.folder));
  bench = await openBench(bench.folder);
  expect(readdirSync(bench.folder)).toContain('archive');
  await replayMissing(bench.tools);
  expect(await contentOf(bench.store)).toEqual(content);
});

test('an archived file that is missing stops the rebuild and leaves the store alone; a start names it and goes on', async () => {
  const [landing] = await bench.store.ledger.landings();
  const path = join(bench.tools.archive, landing?.archivePath ?? '');
  rmSync(path);
  const { store: _, ...tools } = bench.tools;
  const fresh = join(bench.folder, 'fresh.duckdb');
  let swapped = false;
  const attempt = rebuild({
    ...tools,
    now: new Date('2026-11-04T00:00:00Z'),
    openFreshStore: () => openDuckdbStore({ file: fresh, readFolders: [tools.workFolder] }),
    swap: async () => {
      swapped = true;
    },
  });
  await expect(attempt).rejects.toMatchObject({ code: 'archive_missing' });
  expect(swapped).toBe(false);
  await bench.close();
  rmSync(dbFile(bench.folder));
  bench = await openBench(bench.folder);
  const { failed } = await replayMissing(bench.tools);
  expect(failed).toMatchObject([{ code: 'archive_missing', damaged: true, files: [landing?.archivePath] }]);
  expect((await bench.store.ledger.days()).length).toBeGreaterThan(15);
});
