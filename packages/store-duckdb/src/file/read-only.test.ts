import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDuckdbStore } from '../open-store.ts';

const RUN = {
  id: 'a',
  kind: 'sync',
  startedAt: '2026-11-01T08:00:00.000Z',
  endedAt: '2026-11-01T08:01:00.000Z',
  result: 'ok',
  daysLoaded: 1,
  daysFailed: 0,
  requests: 2,
  message: null,
} as const;

test('a file and its log are read as they are, written by nobody, and stay byte for byte what they were', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'flightdeck-read-only-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [file, copy] = [join(folder, 'a.duckdb'), join(folder, 'b.duckdb')];
  const store = await openDuckdbStore({ file, readFolders: [] });
  await store.ledger.recordRun(RUN);
  // As a killed process leaves it: the run stands in the log only.
  for (const end of ['', '.wal']) copyFileSync(`${file}${end}`, `${copy}${end}`);
  await store.close();
  const sums = () =>
    ['', '.wal'].map((end) =>
      createHash('sha256')
        .update(readFileSync(`${copy}${end}`))
        .digest('hex'),
    );
  const before = sums();
  const reader = await openDuckdbStore({ file: copy, readFolders: [], isReadOnly: true });
  expect(await reader.ledger.runs()).toEqual([RUN]);
  await expect(reader.ledger.recordRun({ ...RUN, id: 'b' })).rejects.toMatchObject({ code: 'read_only' });
  await reader.close();
  expect(sums()).toEqual(before);
  expect(readdirSync(folder).sort()).toEqual(['a.duckdb', 'b.duckdb', 'b.duckdb.wal']);
});

test('a file beside the log of another one is damaged also to a reader', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'flightdeck-read-only-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [file, copy] = [join(folder, 'a.duckdb'), join(folder, 'b.duckdb')];
  await (await openDuckdbStore({ file, readFolders: [] })).close();
  copyFileSync(file, copy);
  const store = await openDuckdbStore({ file, readFolders: [] });
  await store.ledger.recordRun(RUN);
  copyFileSync(`${file}.wal`, `${copy}.wal`);
  await store.close();
  await expect(openDuckdbStore({ file: copy, readFolders: [], isReadOnly: true })).rejects.toMatchObject({
    code: 'store_damaged',
  });
});
