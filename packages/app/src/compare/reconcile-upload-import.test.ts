import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importApart, importUpload, type UploadTask } from './reconcile-upload-import.ts';

const root = mkdtempSync(join(tmpdir(), 'flightdeck-other-'));
const path = join(root, 'hostile.ndjson');
const ROWS = 2;

// Lines as long as they may be, whose every number has to be read exactly.
beforeAll(() => {
  const numbers = '1.0,'.repeat(500_000);
  const lines = Array.from({ length: ROWS }, (_, user) => {
    return `{"user_id":${user + 1}.0,"day":"2026-05-07","organization_id":"1","new":[${numbers}1]}\n`;
  });
  writeFileSync(path, lines.join(''));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const task = (): UploadTask => {
  const folder = mkdtempSync(join(root, 'task-'));
  return { path, folder, scope: 'org:acme', now: '2026-05-20T12:00:00Z' };
};

/** CPU time this process used, all threads together, in microseconds. */
async function cpuOf<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly cpu: number }> {
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return { result, cpu: user + system };
}

test('a file of others is read in a process of its own: what it costs, it does not cost this one', async () => {
  const inside = await cpuOf(() => importUpload(task()));
  const apart = await cpuOf(() => importApart(task()));
  expect(apart.result).toEqual(inside.result);
  expect(apart.result.files).toMatchObject([{ outcome: 'loaded', records: ROWS, rejected: 0 }]);
  expect(apart.cpu).toBeLessThan(inside.cpu / 3);
});

test('who no longer waits ends the reading, and it ends at once', async () => {
  const gone = new AbortController();
  const reading = importApart(task(), gone.signal);
  gone.abort(new Error('gone'));
  await expect(reading).rejects.toThrow('gone');
});

test('what is wrong with a file or its scope is said as it is inside', async () => {
  await expect(importApart({ ...task(), scope: 'acme' })).rejects.toMatchObject({ code: 'bad_scope' });
  const missing = await importApart({ ...task(), path: join(root, 'none.ndjson') });
  expect(missing.files).toMatchObject([{ outcome: 'skipped' }]);
});
