import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { FACTS } from '@flightdeck/catalog';
import type { Scan } from '@flightdeck/query';
import { type FixtureFact, loadCompany, loadFacts } from '@flightdeck/store/conformance';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { compileScan } from '../ask/compile.ts';
import { type DuckdbStore, openDuckdbStore } from '../open-store.ts';
import { historyTable } from './history.ts';

const LATER = '2026-11-06T06:00:00.000Z';
let folder = '';
let file = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flightdeck-history-'));
  file = join(folder, 'flightdeck.duckdb');
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const open = (): Promise<DuckdbStore> => openDuckdbStore({ file, readFolders: [folder] });

/** Reads the closed file on the disk. */
async function within<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  try {
    return await work(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

const replaced: FixtureFact = {
  scope: 'org:acme',
  fact: 'user_day',
  columns: ['day', 'user_id', 'user_login', 'code_acceptance_activity_count'],
  rows: [['2026-10-30', 1, 'ada', 9]],
};

const rowsOfHistory = (): Promise<readonly (readonly [string, number])[]> =>
  within(async (connection) => {
    const found: (readonly [string, number])[] = [];
    for (const fact of FACTS) {
      const rows = await connection.runAndReadAll(`SELECT count(*)::INTEGER FROM "${historyTable(fact)}"`);
      const count = Number(rows.getRows()[0]?.[0]);
      if (count > 0) found.push([fact.name, count]);
    }
    return found;
  });

it('copies nothing when days are loaded for the first time, and the rows of one day when it is replaced', async () => {
  const first = await open();
  await loadCompany(first, folder);
  await first.close();
  expect(await rowsOfHistory()).toEqual([]);
  const second = await open();
  await loadFacts(second, folder, [replaced], { sha256: 'second', fetchedAt: LATER });
  await second.close();
  const kept = new Map(await rowsOfHistory());
  expect(kept.get('user_day')).toBe(3);
  expect(kept.get('user_team_day')).toBeUndefined();
  expect(kept.get('scope_day')).toBeUndefined();
});

const scan: Scan = {
  id: 'accepted',
  fact: 'user_day',
  scopes: ['org:acme'],
  range: { from: '2026-10-30', to: '2026-10-30' },
  by: [],
  where: [],
  once: false,
  measures: [{ name: 'accepted', aggregate: 'sum', column: 'code_acceptance_activity_count', when: [] }],
};

it('leaves rollups out of a question as of an instant', () => {
  expect(compileScan(scan)[0]?.sql).toContain('rollup');
  expect(compileScan({ ...scan, asOf: LATER })[0]?.sql).not.toContain('rollup');
});

it('refuses to answer for an instant before days of an earlier file were replaced, until a rebuild', async () => {
  const first = await open();
  await loadCompany(first, folder);
  await loadFacts(first, folder, [replaced], { sha256: 'second', fetchedAt: LATER });
  await first.close();
  await within(async (connection) => {
    for (const fact of FACTS) await connection.run(`DROP TABLE "${historyTable(fact)}"`);
    await connection.run('DROP TABLE day_version');
    await connection.run('ALTER TABLE ledger_day DROP COLUMN since');
    await connection.run('ALTER TABLE ledger_day DROP COLUMN final_at');
  });
  const store = await open();
  const valuesAt = async (asOf: string, range = scan.range) => (await store.scan({ ...scan, range, asOf }))[0]?.values;
  await expect(valuesAt('2026-11-05T12:00:00.000Z')).rejects.toMatchObject({ code: 'history_not_kept' });
  expect(await valuesAt(LATER)).toEqual([9]);
  // A day that was never replaced is known as it was.
  expect(await valuesAt('2026-11-05T12:00:00.000Z', { from: '2026-11-01', to: '2026-11-01' })).toEqual([4]);
  await store.close();
});
