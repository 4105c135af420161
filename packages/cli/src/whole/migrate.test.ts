import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFakeTerminal, type FakeTerminal } from '../testing.ts';

let terminal: FakeTerminal;
const database = (): string => join(terminal.folder, 'data', 'flightdeck.duckdb');

beforeEach(async () => {
  terminal = createFakeTerminal();
  writeFileSync(
    join(terminal.folder, 'one.ndjson'),
    JSON.stringify({ user_id: 1, day: '2026-09-01', organization_id: 9 }),
  );
  expect((await terminal.run('import', 'one.ndjson', '--scope', 'org:x')).code).toBe(0);
});
afterEach(() => terminal.remove());

async function change(sql: string): Promise<void> {
  const instance = await DuckDBInstance.create(database());
  const connection = await instance.connect();
  await connection.run(sql);
  connection.closeSync();
  instance.closeSync();
}

test('a check says what an upgrade would do and changes nothing; migrate does it', async () => {
  const nothing = await terminal.run('migrate', '--check');
  expect([nothing.code, nothing.out.split('\n')[0]]).toEqual([
    0,
    `Data folder ${join(terminal.folder, 'data')}: format 1, opened last by Flightdeck 0.1.0; this version writes format 1.`,
  ]);
  expect(nothing.out).toMatch(/\nDatabase: DuckDB v\d\.\d\.\d, storage 64, \d+\.\d MB: Nothing to do\.\n$/);
  await change('ALTER TABLE feature_engagement RENAME COLUMN engagement_feature TO feature');
  const before = readFileSync(database());
  const check = await terminal.run('migrate', '--check', '--format', 'json');
  expect([check.code, JSON.parse(check.out)]).toMatchObject([4, { isPending: true, database: { state: 'older' } }]);
  expect(readFileSync(database()).equals(before)).toBe(true);
  expect(await terminal.run('migrate')).toMatchObject({
    code: 0,
    out: expect.stringMatching(/All of it is of Flightdeck 0\.1\.0 now\.\n$/),
  });
  expect((await terminal.run('migrate', '--check')).code).toBe(0);
});

test('what a newer version wrote is refused with the version to use', async () => {
  await change("UPDATE layout SET version = 999; UPDATE writer SET version = '7.1.0'");
  const { code, err } = await terminal.run('migrate', '--check');
  expect([code, err]).toEqual([2, expect.stringContaining('was written by Flightdeck 7.1.0, which is newer.')]);
});
