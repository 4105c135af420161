import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Scan } from '@flightdeck/query';
import { loadCompany, loadFacts } from '@flightdeck/store/conformance';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type DuckdbStore, openDuckdbStore } from '../open-store.ts';

let folder = '';
let file = '';
const opened: DuckdbStore[] = [];
const open = async (faultPoint: (name: string) => void = () => {}): Promise<DuckdbStore> => {
  const store = await openDuckdbStore({ file, readFolders: [folder], faultPoint });
  opened.push(store);
  return store;
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flightdeck-catch-up-'));
  file = join(folder, 'flightdeck.duckdb');
});

afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
  await rm(folder, { recursive: true, force: true });
});

const PEOPLE: Scan = {
  id: 'rows:user_day',
  fact: 'user_day',
  scopes: ['org:acme'],
  range: { from: '2026-10-01', to: '2026-11-30' },
  by: ['user'],
  where: [],
  once: false,
  measures: [{ name: 'generated', aggregate: 'sum', column: 'code_generation_activity_count', when: [] }],
};

async function generated(store: DuckdbStore): Promise<Record<string, unknown>> {
  const rows = await store.scan(PEOPLE);
  return Object.fromEntries(rows.map(({ keys, values }) => [String(keys[0]), values[0]]).sort());
}

/** Runs one statement on the file while no store has it open, and answers its rows. */
async function meddle(sql: string): Promise<unknown[][]> {
  for (const store of opened.splice(0)) await store.close();
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  try {
    return (await connection.runAndReadAll(sql)).getRows();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

const COMPANY_SUMS = { ada: 15, bobby: 14, cyd: 2, dee: null };

it('reads stale months from the fact, the others from the rollup', async () => {
  const store = await open();
  await loadCompany(store, folder);
  expect(await generated(store)).toEqual(COMPANY_SUMS);
  expect(await meddle('SELECT count(*)::INTEGER FROM month_rollup_user_day')).toEqual([[0]]);
  const again = await open();
  await again.catchUp();
  expect(await generated(again)).toEqual(COMPANY_SUMS);
  expect(await meddle('SELECT count(*)::INTEGER FROM stale_bucket')).toEqual([[0]]);
  await meddle(`UPDATE month_rollup_user_day SET code_generation_activity_count = 1000
    WHERE user_id = 1 AND day = DATE '2026-10-01'`);
  expect(await generated(await open())).toEqual({ ...COMPANY_SUMS, ada: 1005 });
});

it('marks a month stale again once one of its days is replaced, and catches up with it', async () => {
  const store = await open();
  await loadCompany(store, folder);
  await store.catchUp();
  const columns = ['day', 'user_id', 'user_login', 'code_generation_activity_count'];
  const fixture = { scope: 'org:acme', fact: 'user_day', columns, rows: [['2026-10-30', 1, 'ada', 99]] };
  await loadFacts(store, folder, [fixture], { sha256: 'other' });
  const after = { ada: 104, bobby: 8, cyd: 2 };
  expect(await generated(store)).toEqual(after);
  await store.catchUp();
  expect(await generated(store)).toEqual(after);
});

it('keeps a month stale when catching up is stopped', async () => {
  let isArmed = true;
  const store = await open((name) => {
    if (isArmed && name === 'in_catch_up') throw new Error('stopped');
  });
  await loadCompany(store, folder);
  await expect(store.catchUp()).rejects.toThrow('stopped');
  expect(await generated(store)).toEqual(COMPANY_SUMS);
  isArmed = false;
  await store.catchUp();
  expect(await generated(store)).toEqual(COMPANY_SUMS);
});

it('makes every rollup again in a file of another layout', async () => {
  const store = await open();
  await loadCompany(store, folder);
  await store.catchUp();
  const digests = await store.digests();
  await meddle(
    `UPDATE layout SET rollups = 'another'; DELETE FROM month_rollup_user_day; DELETE FROM day_rollup_user_day`,
  );
  const again = await open();
  expect(await generated(again)).toEqual(COMPANY_SUMS);
  expect(await again.scan({ ...PEOPLE, by: [] })).toEqual([{ keys: [], values: [31] }]);
  await again.catchUp();
  expect(await generated(again)).toEqual(COMPANY_SUMS);
  expect(await again.digests()).toEqual(digests);
});
