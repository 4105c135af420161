import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseScope } from '@flightdeck/catalog';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, createFolders, openBench } from '../testing.ts';
import { importFiles } from './import-files.ts';

const NOW = new Date('2026-11-01T12:00:00Z');
const folders = createFolders();
let bench: Bench;

beforeAll(async () => {
  bench = await openBench(folders.make());
});

afterAll(async () => {
  await bench.close();
  folders.clear();
});

/** A report of one person on one day of October. */
function write(day: number): string {
  const path = join(bench.folder, `day-${day}.ndjson`);
  const row = { day: `2026-10-0${day}`, organization_id: '999', user_id: 7, user_login: 'ann' };
  writeFileSync(path, `${JSON.stringify({ ...row, user_initiated_interaction_count: 5, used_chat: true })}\n`);
  return path;
}

const load = (paths: readonly string[], signal?: AbortSignal, onProgress?: () => void) =>
  importFiles(paths, {
    ...bench.tools,
    now: NOW,
    scope: parseScope('org:acme'),
    ...(signal && { signal }),
    ...(onProgress && { onProgress }),
  });

describe('an import', () => {
  it('names a path that the system refuses and loads the others', async () => {
    const long = join(bench.folder, 'n'.repeat(300));
    // Every process may open its own memory, and none can read it from the start.
    const unreadable = '/proc/self/mem';
    const { result, files } = await load([long, unreadable, write(1)]);
    expect(result).toBe('partial');
    expect(files.map(({ outcome, code }) => [outcome, code])).toEqual([
      ['skipped', 'name_too_long'],
      ['refused', 'disk_error'],
      ['loaded', null],
    ]);
    expect(files[0]?.message).toMatch(/^The name .*… is too long for this disk\. Rename the file\.$/);
  });

  it('that is stopped names what it did not do, is no success, and the next one goes on', async () => {
    const paths = [2, 3, 4].map(write);
    const stopper = new AbortController();
    const stopped = await load(paths, stopper.signal, () => stopper.abort());
    expect(stopped.result).toBe('partial');
    expect(stopped.files.map(({ outcome, code }) => [outcome, code])).toEqual([
      ['loaded', null],
      ['not_done', 'stopped'],
      ['not_done', 'stopped'],
    ]);
    const [run] = await bench.store.ledger.runs(1);
    expect(run).toMatchObject({ kind: 'import', result: 'partial', daysFailed: 2 });
    const again = await load(paths);
    expect(again.files.map(({ outcome }) => outcome)).toEqual(['unchanged', 'loaded', 'loaded']);
  });
});
