/**
 * Kills processes at named points and at random moments, goes on with what each left, kills again, and compares in the
 * end. `KILLS` is how many to kill (200 unless set), `KILL_SEED` another order of them:
 *
 *     KILLS=2000 KILL_SEED=tuesday npx vitest run packages/ingest/src/kill
 */
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type RunningSimulator, startSimulator } from '@flightdeck/simulator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundled, createFolders } from '../testing.ts';
import type { Content } from './testing-content.ts';
import { type Killed, killAlong } from './testing-kill.ts';
import { planKills } from './testing-plan.ts';
import { runChild } from './testing-run.ts';
import { NOW, TINY, TINY_RANGE, writeDrop } from './testing-world.ts';

const KILLS = Number(process.env.KILLS ?? 200);
const SEED = process.env.KILL_SEED ?? 'flightdeck';
/** More than a busy machine needs. */
const TIMEOUT = { timeout: 900_000 + KILLS * 10_000 };

const CHILD = bundled('testing-child.js');
const folders = createFolders();
let simulator: RunningSimulator;
/** Folder of an uninterrupted sync, and what its store holds. */
let whole: { readonly folder: string; readonly content: Content };

beforeAll(async () => {
  simulator = await startSimulator(TINY);
  const folder = folders.make();
  const ended = await runChild(CHILD, [folder, ...argsOf('sync', simulator.url)]);
  if (ended.killed || ended.content === null) throw new Error('the first sync failed');
  whole = { folder, content: ended.content };
});

afterAll(async () => {
  await simulator.close();
  folders.clear();
});

const OPENING = [
  'open.before_layout',
  'open.in_layout',
  'open.before_token',
  'open.in_token',
  'open.before_checkpoint',
  'open.after_checkpoint',
  'open.after_token',
];

const LOADING = [
  'land.scan',
  'land.landed',
  'land.before_rename',
  'land.after_rename',
  'load.before_normalise',
  'load.after_normalise',
  'load.before_replace',
  'before_begin',
  'after_delete',
  'in_rollups',
  'before_commit',
  'after_commit',
  'load.after_replace',
  'load.before_journal',
  'load.after_journal',
  'before_checkpoint',
];

const JOURNAL = ['journal.before_row', 'journal.after_row'];

/** The whole folder again, without its database in every second. */
function copyOfWhole(): () => string {
  let made = 0;
  return () => {
    const folder = folders.make();
    cpSync(whole.folder, folder, { recursive: true });
    if (made++ % 2 === 0)
      for (const end of ['', '.wal']) rmSync(join(folder, 'db', `flightdeck.duckdb${end}`), { force: true });
    return folder;
  };
}

const argsOf = (verb: string, source = '') => [verb, NOW, source, TINY_RANGE.from, TINY_RANGE.to];

/** Kills a share of all, and prints how many and what one cost. */
async function kill(
  verb: string,
  share: number,
  points: readonly string[],
  work: Omit<Killed, 'child'>,
): Promise<void> {
  const began = performance.now();
  const aims = planKills(points, Math.round(KILLS * share), `${SEED} ${verb}`);
  const { kills, runs, at, differing, content } = await killAlong(aims, { child: CHILD, ...work });
  const seconds = (performance.now() - began) / 1000;
  console.log(`${verb}: ${kills} kills in ${runs} runs, ${(seconds / kills).toFixed(2)} s each (seed ${SEED})`);
  expect(differing).toEqual([]);
  expect(points.filter((point) => !at.has(point))).toEqual([]);
  expect(kills).toBe(aims.length);
  expect(content.days.length).toBeGreaterThan(0);
}

describe.concurrent('killed anywhere, again and again, nothing is lost, doubled or half', () => {
  test('in a start, with its database lost or there', TIMEOUT, () =>
    kill('start', 0.25, [...OPENING, ...LOADING], {
      begin: copyOfWhole(),
      args: (folder) => [folder, ...argsOf('start')],
      expected: whole.content,
    }),
  );

  test('in a sync', TIMEOUT, () =>
    kill('sync', 0.35, [...LOADING, ...JOURNAL, 'sync.day_landed', 'sync.before_run_row'], {
      begin: folders.make,
      args: (folder) => [folder, ...argsOf('sync', simulator.url)],
      expected: whole.content,
    }),
  );

  test('in an import', TIMEOUT, () => {
    const drop = writeDrop(folders.make());
    return kill('import', 0.2, [...LOADING, ...JOURNAL, 'import.before_run_row'], {
      begin: folders.make,
      args: (folder) => [folder, ...argsOf('import', drop)],
    });
  });

  test('in a rebuild', TIMEOUT, () =>
    kill('rebuild', 0.2, [...LOADING, 'rebuild.before_swap', 'rebuild.after_swap'], {
      begin: copyOfWhole(),
      args: (folder) => [folder, ...argsOf('rebuild')],
      last: (folder) => [folder, ...argsOf('start')],
      expected: whole.content,
    }),
  );
});
