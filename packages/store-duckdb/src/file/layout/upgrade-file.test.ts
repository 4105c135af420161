import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { loadCompany } from '@flightdeck/store/conformance';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { openDuckdbStore } from '../../open-store.ts';

let kept: string;
let root: string;
let file: string;
let digests: ReadonlyMap<string, string>;

/** A file without a column that the present layout has, as an earlier version would have left it. */
beforeAll(async () => {
  kept = mkdtempSync(join(tmpdir(), 'flightdeck-upgrade-'));
  const earlier = join(kept, 'flightdeck.duckdb');
  const store = await openDuckdbStore({ file: earlier, readFolders: [kept] });
  await loadCompany(store, kept);
  digests = await store.digests();
  await store.close();
  await change(earlier, 'ALTER TABLE feature_engagement RENAME COLUMN engagement_feature TO feature');
});
afterAll(() => rmSync(kept, { recursive: true, force: true }));
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'flightdeck-upgrade-'));
  file = join(root, 'db', 'flightdeck.duckdb');
  cpSync(join(kept, 'flightdeck.duckdb'), file, { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

async function change(path: string, sql: string): Promise<void> {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  await connection.run(sql);
  connection.closeSync();
  instance.closeSync();
}

const names = (): string[] => readdirSync(join(root, 'db')).sort();

it('upgrades a file of an earlier layout in a copy, and keeps it as it was', async () => {
  const before = readFileSync(file);
  const store = await openDuckdbStore({ file, readFolders: [root], version: '0.2.0' });
  expect(await store.digests()).toEqual(digests);
  await store.close();
  expect(names()).toEqual(['flightdeck.duckdb', 'flightdeck.duckdb.before-upgrade']);
  expect(readFileSync(join(root, 'db', 'flightdeck.duckdb.before-upgrade')).equals(before)).toBe(true);
  // The next opening finds nothing to do.
  rmSync(join(root, 'db', 'flightdeck.duckdb.before-upgrade'));
  await (await openDuckdbStore({ file, readFolders: [root], version: '0.2.0' })).close();
  expect(names()).toEqual(['flightdeck.duckdb']);
});

it('leaves the earlier file or the whole new one wherever it is killed', async () => {
  const points: string[] = [];
  const store = await openDuckdbStore({
    file,
    readFolders: [root],
    // What the disk has at that moment is what a killed process leaves.
    faultPoint: (name) => {
      if (!name.startsWith('upgrade.')) return;
      points.push(name);
      cpSync(join(root, 'db'), join(root, name), { recursive: true });
    },
  });
  await store.close();
  expect(points).toEqual(['upgrade.copied', 'upgrade.before_swap', 'upgrade.swapping', 'upgrade.after_swap']);
  for (const point of points) {
    const left = join(root, point, 'flightdeck.duckdb');
    const again = await openDuckdbStore({ file: left, readFolders: [root] });
    expect(await again.digests(), point).toEqual(digests);
    await again.close();
    expect(existsSync(`${left}.upgrade`), point).toBe(false);
  }
}, 60_000);

it('leaves the earlier file when the disk or a step fails, and nothing beside it', async () => {
  const before = readFileSync(file);
  const fail = (name: string): void => {
    if (name === 'upgrade.copied')
      throw Object.assign(new Error('ENOSPC: no space'), { code: 'ENOSPC', syscall: 'write' });
  };
  await expect(openDuckdbStore({ file, readFolders: [root], faultPoint: fail })).rejects.toMatchObject({
    code: 'disk_full',
  });
  expect(names()).toEqual(['flightdeck.duckdb']);
  expect(readFileSync(file).equals(before)).toBe(true);
});

it('refuses a file of a newer version with the version that wrote it', async () => {
  await (await openDuckdbStore({ file, readFolders: [root], version: '7.1.0' })).close();
  await change(file, 'UPDATE layout SET version = 999');
  await expect(openDuckdbStore({ file, readFolders: [root] })).rejects.toMatchObject({
    code: 'store_newer',
    message: `The store ${file} was written by Flightdeck 7.1.0, which is newer.`,
    hint: expect.stringContaining('Run the version that wrote it (7.1.0)'),
  });
});

/** As DuckDB 2 would have made it: another version of the storage in the header, whose checksum is right. */
function toNewer(bytes: Buffer): Buffer {
  bytes.writeBigUInt64LE(69n, 12);
  bytes.write('v2.0.0', 52, 'latin1');
  let sum = 5381n;
  for (let at = 8; at < 4096; at += 8) sum ^= BigInt.asUintN(64, bytes.readBigUInt64LE(at) * 0xbf58476d1ce4e5b9n);
  bytes.writeBigUInt64LE(sum, 0);
  return bytes;
}

it('refuses a file of a newer storage format with the version of DuckDB that made it', async () => {
  writeFileSync(file, toNewer(readFileSync(file)));
  await expect(openDuckdbStore({ file, readFolders: [root] })).rejects.toMatchObject({
    code: 'store_newer',
    message: `The store ${file} was written by DuckDB v2.0.0 (storage 69), which is newer.`,
  });
});
