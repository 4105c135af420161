import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Store } from '@flightdeck/store';
import { loadCompany, loadFacts } from '@flightdeck/store/conformance';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type DuckdbStoreOptions, openDuckdbStore } from '../open-store.ts';

let folder = '';
let file = '';
const opened: Store[] = [];
const open = async (options: Partial<DuckdbStoreOptions> = {}): Promise<Store> => {
  const store = await openDuckdbStore({ file, readFolders: [folder], ...options });
  opened.push(store);
  return store;
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flightdeck-duckdb-'));
  file = join(folder, 'db', 'flightdeck.duckdb');
});

afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
  await rm(folder, { recursive: true, force: true });
});

it('keeps the file to its owner', async () => {
  await loadCompany(await open(), folder);
  expect((await stat(join(folder, 'db'))).mode & 0o777).toBe(0o700);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

it('refuses to open a file twice, and opens it again after it is closed', async () => {
  const store = await open();
  await expect(open()).rejects.toMatchObject({ code: 'store_open_twice' });
  await store.close();
  await expect(open()).resolves.toMatchObject({ engine: 'DuckDB' });
});

it.each([
  ['text', 'hello '.repeat(3000)],
  ['nothing', ''],
])('names a file that holds %s as damaged and leaves it alone', async (_, content) => {
  const path = join(folder, 'other.duckdb');
  await writeFile(path, content);
  await expect(open({ file: path })).rejects.toMatchObject({
    code: 'store_damaged',
    hint: expect.stringContaining('flightdeck rebuild'),
  });
  expect(await readFile(path, 'utf8')).toBe(content);
});

it('refuses a file of a newer version and leaves it as it is', async () => {
  await loadCompany(await open(), folder);
  await opened.pop()?.close();
  const session = await DuckDBInstance.create(file);
  const connection = await session.connect();
  await connection.run('UPDATE layout SET version = 999');
  connection.closeSync();
  session.closeSync();
  const before = await readFile(file);
  await expect(open()).rejects.toMatchObject({
    code: 'store_newer',
    hint: expect.stringContaining('Run the version that wrote it'),
  });
  expect((await readFile(file)).equals(before)).toBe(true);
});

it('answers the same after it is opened again', async () => {
  const before = await open();
  await loadCompany(before, folder);
  const digests = await before.digests();
  await before.close();
  expect(await (await open()).digests()).toEqual(digests);
});

it.each(['before_begin', 'after_delete', 'in_rollups', 'before_commit'])(
  'leaves everything as it was when a load stops at %s',
  async (point) => {
    let isArmed = false;
    const store = await open({
      faultPoint: (name) => {
        if (isArmed && name === point) throw new Error('stopped');
      },
    });
    await loadCompany(store, folder);
    const digests = await store.digests();
    isArmed = true;
    const columns = ['day', 'user_id', 'user_login', 'code_generation_activity_count'];
    const fixture = { scope: 'org:acme', fact: 'user_day', columns, rows: [['2026-10-30', 1, 'ada', 99]] };
    await expect(loadFacts(store, folder, [fixture], { sha256: 'other' })).rejects.toThrow('stopped');
    expect(await store.digests()).toEqual(digests);
    isArmed = false;
    await loadFacts(store, folder, [fixture], { sha256: 'other' });
    expect(await store.digests()).not.toEqual(digests);
  },
);

it('reads no file outside the folders it was given', async () => {
  const store = await open({ readFolders: [join(folder, 'inside')] });
  const columns = ['day', 'user_id', 'user_login'];
  const fixture = { scope: 'org:acme', fact: 'user_day', columns, rows: [['2026-10-30', 1, 'ada']] };
  await expect(loadFacts(store, folder, [fixture])).rejects.toThrow(/Permission/);
});

it('stops a scan whose caller has gone', async () => {
  const store = await open();
  await loadCompany(store, folder);
  const scan = {
    id: 'rows:user_day',
    fact: 'user_day' as const,
    scopes: ['org:acme'],
    range: { from: '2026-10-30', to: '2026-10-30' },
    by: [],
    where: [],
    once: false,
    measures: [],
  };
  await expect(store.scan(scan, AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone');
  await expect(store.scan(scan)).resolves.toHaveLength(1);
});

it('keeps the data version while a file is only received, so that answers are not made again for nothing', async () => {
  const store = await open();
  await loadCompany(store, folder);
  const before = store.dataVersion();
  const landing = {
    sha256: 'abc',
    scope: 'org:acme',
    report: 'users-1-day',
    range: { from: '2026-11-01', to: '2026-11-01' },
    fileName: null,
    archivePath: 'raw/users.ndjson.gz',
    bytes: 120,
    lines: 1,
    records: 1,
    rejected: 0,
    blank: 0,
    fetchedAt: '2026-11-05T06:00:00.000Z',
  } as const;
  await store.ledger.recordLandings([{ landing, rejected: [], unknown: [] }]);
  expect(await store.ledger.landings()).toContainEqual(landing);
  expect(store.dataVersion()).toBe(before);
});
