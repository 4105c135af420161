import { cpSync } from 'node:fs';
import type { Github } from '@flightdeck/github';
import type { RunningSimulator } from '@flightdeck/simulator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { replayMissing } from './load/replay.ts';
import { createFolders, SMALL_NOW, startSmall } from './testing.ts';
import { contentOf, finishImport, finishSync, runChild, writeDrop } from './testing-kill.ts';

const folders = createFolders();
let small: { readonly simulator: RunningSimulator; readonly github: Github; close(): Promise<void> };
/** Folder of an uninterrupted sync, and what its store holds. */
let whole: { readonly folder: string; readonly content: unknown };

beforeAll(async () => {
  small = await startSmall();
  const folder = folders.make();
  whole = { folder, content: await finishSync(folder, small.github) };
});

afterAll(async () => {
  await small.close();
  folders.clear();
});

/** A named point of the work, and which pass through it kills. */
type KillPoint = readonly [point: string, pass: number];

interface Killed {
  run(folder: string, point: string, pass: string): Promise<{ readonly killed: boolean }>;
  /** What the folder holds once the work has run to its end. */
  finish(folder: string): Promise<unknown>;
  readonly expected: unknown;
}

/**
 * Kills the work at each point in turn, each time going on with what the last one left. How much that is depends on how
 * fast the machine is; once all is done, a new folder is begun, and there the point has to be met.
 */
async function killAtEach(points: readonly KillPoint[], { run, finish, expected }: Killed): Promise<void> {
  let folder = folders.make();
  const survived: string[] = [];
  for (const [point, pass] of points) {
    if ((await run(folder, point, String(pass))).killed) continue;
    expect(await finish(folder)).toEqual(expected);
    folder = folders.make();
    if (!(await run(folder, point, String(pass))).killed) survived.push(`${point} ${pass}`);
  }
  expect(survived).toEqual([]);
  expect(await finish(folder)).toEqual(expected);
}

const instant = SMALL_NOW.toISOString();

describe.concurrent('killed at any point, nothing is lost, doubled or half', () => {
  const SYNC: readonly KillPoint[] = [
    ['land.scan', 3],
    ['land.landed', 2],
    ['land.before_rename', 3],
    ['land.after_rename', 3],
    ['journal.before_row', 2],
    ['journal.after_row', 2],
    ['sync.day_landed', 3],
    ['load.before_normalise', 2],
    ['load.after_normalise', 2],
    ['load.before_replace', 2],
    ['before_begin', 5],
    ['after_delete', 2],
    ['in_rollups', 5],
    ['before_commit', 6],
    ['after_commit', 6],
    ['load.after_replace', 2],
    ['load.before_journal', 2],
    ['load.after_journal', 2],
    ['sync.before_run_row', 1],
    ['before_checkpoint', 1],
  ];

  test('sync', { timeout: 900_000 }, async () => {
    await killAtEach(SYNC, {
      run: (folder, point, pass) => runChild([folder, 'sync', instant, small.simulator.url, point, pass]),
      finish: (folder) => finishSync(folder, small.github),
      expected: whole.content,
    });
  });

  test('import', { timeout: 900_000 }, async () => {
    const drop = writeDrop(folders.make());
    const expected = await finishImport(folders.make(), drop);
    const points: readonly KillPoint[] = [
      ['land.scan', 1],
      ['land.before_rename', 1],
      ['land.after_rename', 1],
      ['journal.before_row', 1],
      ['journal.after_row', 1],
      ['load.after_normalise', 1],
      ['before_begin', 1],
      ['after_delete', 1],
      ['in_rollups', 3],
      ['after_commit', 2],
      ['load.before_journal', 1],
      ['load.after_journal', 1],
      ['load.after_journal', 2],
      ['import.before_run_row', 1],
      ['before_checkpoint', 1],
    ];
    await killAtEach(points, {
      run: (folder, point, pass) => runChild([folder, 'import', instant, drop, point, pass]),
      finish: (folder) => finishImport(folder, drop),
      expected,
    });
  });

  test('rebuild', { timeout: 900_000 }, async () => {
    const folder = folders.make();
    cpSync(whole.folder, folder, { recursive: true });
    const points: readonly [string, number][] = [
      ['land.scan', 5],
      ['land.after_rename', 7],
      ['load.before_normalise', 3],
      ['load.after_normalise', 2],
      ['before_begin', 9],
      ['after_delete', 3],
      ['in_rollups', 9],
      ['before_commit', 8],
      ['after_commit', 10],
      ['load.after_replace', 4],
      ['before_checkpoint', 2],
      ['rebuild.before_swap', 1],
      ['rebuild.after_swap', 1],
    ];
    const survived: string[] = [];
    for (const [point, pass] of points) {
      const { killed } = await runChild([folder, 'rebuild', instant, '', point, String(pass)]);
      if (!killed) survived.push(point);
      expect([point, await contentOf(folder, ({ tools }) => replayMissing(tools))]).toEqual([point, whole.content]);
    }
    expect(survived).toEqual([]);
    const { output } = await runChild([folder, 'rebuild', instant]);
    expect(output).toContain('"outcome":"ok"');
    expect(await contentOf(folder, ({ tools }) => replayMissing(tools))).toEqual(whole.content);
  });
});
