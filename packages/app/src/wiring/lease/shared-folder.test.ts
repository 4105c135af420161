import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspectJournal } from '@flightdeck/ingest';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { restoreBackup } from '../../backup/restore/restore-backup.ts';
import { runBackup } from '../../backup/run-backup.ts';
import { readConfig } from '../../settings/config.ts';
import { rebuildDatabase } from '../../work/rebuilding.ts';
import type { App } from '../app.ts';
import { chooseHome, ownHome } from '../home.ts';
import { createLogger } from '../log/logger.ts';
import { openApp } from '../open-app.ts';
import { folderLease } from './folder-lease.ts';

let folder: string;
const opened: App[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'flightdeck-share-'));
});
afterEach(async () => {
  for (const app of opened.splice(0)) await app.close();
  rmSync(folder, { recursive: true, force: true });
});

const NOW = new Date('2026-11-02T08:00:00Z');
const configOf = (disk: string) =>
  readConfig({
    flags: { FLIGHTDECK_DATA: join(folder, 'share'), FLIGHTDECK_DB: join(folder, disk, 'flightdeck.duckdb') },
    env: {},
    cwd: folder,
    readFile: () => null,
  });

/** A server as a replica has it: the share of all, and a disk of its own for the database. */
async function openOn(disk: string): Promise<App> {
  const config = configOf(disk);
  const log = createLogger({ ...config, logLevel: 'error' }, { write: () => undefined, isTerminal: false });
  const app = await openApp(config, ownHome(config), { now: () => NOW, log });
  opened.push(app);
  return app;
}

/** Imports one day of one person. */
function importDay(app: App, day: string) {
  const file = join(folder, `${day}.ndjson`);
  writeFileSync(file, JSON.stringify({ user_id: 1, day, organization_id: 999 }));
  return app.importFiles([file], { scope: { kind: 'org', slug: 'x', host: 'api.github.com' } });
}

/** Waits until the server has this role and is done with what it began when it got it. */
const becomes = (app: App, role: 'leader' | 'standby'): Promise<void> =>
  vi.waitFor(async () => {
    const { store, freshness } = await app.status();
    expect([store.role, freshness.running]).toEqual([role, null]);
  }, 5000);

test('a new revision shows what the old one has received, writes nothing beside it, and goes on where it stops', async () => {
  const old = await openOn('disk-1');
  await importDay(old, '2026-10-29');
  const next = await openOn('disk-2');
  expect(await next.loadedRange()).toEqual({ from: '2026-10-29', to: '2026-10-29' });
  expect((await next.status()).store.role).toBe('standby');
  await expect(importDay(next, '2026-10-31')).rejects.toMatchObject({ code: 'standby' });
  expect(() => next.startSync()).toThrow('Another server writes to this data folder: ');
  await importDay(old, '2026-10-30');
  await old.close();
  next.startScheduler();
  await vi.waitFor(async () => expect(await next.loadedRange()).toMatchObject({ to: '2026-10-30' }), 5000);
  await becomes(next, 'leader');
  await importDay(next, '2026-10-31');
  expect(await next.loadedRange()).toEqual({ from: '2026-10-29', to: '2026-10-31' });
  const journal = await inspectJournal(join(folder, 'share'));
  expect([journal.faults, journal.isUnsealed]).toEqual([[], false]);
});

test('a lost replica takes nothing along: the next one fills a database of its own from the share', async () => {
  const lost = await openOn('disk-1');
  await importDay(lost, '2026-10-29');
  await lost.close();
  rmSync(join(folder, 'disk-1'), { recursive: true });
  const next = await openOn('disk-2');
  expect(await next.loadedRange()).toEqual({ from: '2026-10-29', to: '2026-10-29' });
});

test('rebuild and restore leave a folder alone that another server writes to', async () => {
  const server = await openOn('disk-1');
  await importDay(server, '2026-10-29');
  await runBackup(ownHome(configOf('disk-1')), { to: join(folder, 'backups'), version: 'test', now: () => NOW });
  const config = configOf('disk-2');
  const refused = { code: 'standby', message: expect.stringContaining('Another server writes to this data folder') };
  await expect(rebuildDatabase(ownHome(config), { now: () => NOW, log: server.log }, {})).rejects.toMatchObject(
    refused,
  );
  await expect(restoreBackup(config, join(folder, 'backups'))).rejects.toMatchObject(refused);
  await server.close();
  expect((await rebuildDatabase(ownHome(config), { now: () => NOW, log: server.log }, {})).days).toBe(1);
});

test('a server that lost the lease adds nothing to the journal any more', async () => {
  const app = await openOn('disk-1');
  await importDay(app, '2026-10-29');
  const rows = (await inspectJournal(join(folder, 'share'))).rows.length;
  // As after two minutes in which the share did not answer and another server took over.
  writeFileSync(
    join(folder, 'share', 'lease.json'),
    JSON.stringify({ holder: 'b', name: 'b', ttlMs: 120_000, term: 9 }),
  );
  app.startScheduler();
  await becomes(app, 'standby');
  await expect(importDay(app, '2026-10-30')).rejects.toThrow('Another server writes to this data folder: b.');
  expect((await inspectJournal(join(folder, 'share'))).rows).toHaveLength(rows);
});

test('a database inside the folder needs no lease, and the demo stays off the share', () => {
  const inside = readConfig({ flags: { FLIGHTDECK_DATA: '/srv/a' }, env: {}, cwd: '/', readFile: () => null });
  expect(folderLease(ownHome(inside))).toBeNull();
  expect(chooseHome(configOf('disk-1')).folder).toBe(join(folder, 'disk-1', 'flightdeck-demo'));
  expect(existsSync(join(folder, 'share'))).toBe(false);
});
