import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { eachDay, parseScope } from '@flightdeck/catalog';
import type { Github } from '@flightdeck/github';
import type { RunningSimulator } from '@flightdeck/simulator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importFiles } from './import/import-files.ts';
import { replayMissing } from './load/replay.ts';
import { syncOnce } from './sync/run.ts';
import { createFolders, openBench, SMALL, SMALL_NOW, SMALL_RANGE, startSmall } from './testing.ts';

const ORG = parseScope('org:aurora-works');
const CHILD = fileURLToPath(new URL('./testing-child.ts', import.meta.url));
const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const folders = createFolders();
let small: { readonly simulator: RunningSimulator; readonly github: Github; close(): Promise<void> };
/** Folder of an uninterrupted sync, and what its store holds. */
let whole: { readonly folder: string; readonly content: unknown };

beforeAll(async () => {
  small = await startSmall();
  const folder = folders.make();
  whole = { folder, content: await finishSync(folder) };
});

afterAll(async () => {
  await small.close();
  folders.clear();
});

/** Everything of a store that two runs must agree on. */
async function contentOf(folder: string, work: (bench: Awaited<ReturnType<typeof openBench>>) => Promise<unknown>) {
  const bench = await openBench(folder);
  try {
    await work(bench);
    const landings = (await bench.store.ledger.landings()).map(
      ({ archivePath, sha256, lines, records, rejected, blank }) =>
        [archivePath, sha256, lines, records, rejected, blank].join(' '),
    );
    const days = (await bench.store.ledger.days()).map(({ report, day, state, records }) => [
      report,
      day,
      state,
      records,
    ]);
    return { digests: [...(await bench.store.digests())], landings: landings.sort(), days };
  } finally {
    await bench.close();
  }
}

const finishSync = (folder: string) =>
  contentOf(folder, ({ tools }) =>
    syncOnce({ ...tools, github: small.github, scopes: [ORG], now: SMALL_NOW, range: SMALL_RANGE, batchDays: 3 }),
  );

interface Ended {
  readonly killed: boolean;
  readonly output: string;
}

/** Runs the child until it ends or kills itself, or is killed after `afterMs`. @throws when it fails in another way. */
function run(args: readonly string[], afterMs?: number): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const options = ['--import', TSX, '--conditions=flightdeck-source', CHILD, ...args];
    const child: ChildProcess = spawn(process.execPath, options, { stdio: ['ignore', 'pipe', 'pipe'] });
    const timer = afterMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), afterMs);
    let output = '';
    let complaint = '';
    child.stdout?.on('data', (text) => (output += String(text)));
    child.stderr?.on('data', (text) => (complaint += String(text)));
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (signal === 'SIGKILL' || code === 0) resolve({ killed: signal === 'SIGKILL', output });
      else reject(new Error(`the child failed (${code ?? signal}): ${complaint}`));
    });
  });
}

const instant = SMALL_NOW.toISOString();

describe.concurrent('killed at any point, nothing is lost, doubled or half', () => {
  const SYNC: readonly [point: string, pass: number][] = [
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
    const folder = folders.make();
    const survived: string[] = [];
    for (const [point, pass] of SYNC) {
      const { killed } = await run([folder, 'sync', instant, small.simulator.url, point, String(pass)]);
      if (!killed) survived.push(point);
    }
    expect(survived).toEqual([]);
    expect(await finishSync(folder)).toEqual(whole.content);
  });

  test('sync, at random moments', { timeout: 900_000 }, async () => {
    const folder = folders.make();
    let kills = 0;
    for (const afterMs of [700, 1100, 1400, 1700, 2000, 2300]) {
      const { killed } = await run([folder, 'sync', instant, small.simulator.url], afterMs);
      if (killed) kills += 1;
    }
    expect(kills).toBeGreaterThan(0);
    expect(await finishSync(folder)).toEqual(whole.content);
  });

  test('import', { timeout: 900_000 }, async () => {
    const drop = join(folders.make(), 'drop');
    mkdirSync(drop);
    const scope = { kind: 'org', slug: ORG.slug } as const;
    const days = eachDay(SMALL_RANGE);
    const lines = (records: Iterable<object>[]) =>
      records.flatMap((each) => [...each].map((record) => `${JSON.stringify(record)}\n`)).join('');
    const users = lines(days.map((day) => SMALL.userRecords(scope, day)));
    writeFileSync(join(drop, 'users.ndjson'), `${users}{"user_id": \n`);
    writeFileSync(join(drop, 'teams.ndjson'), lines(days.map((day) => SMALL.teamRecords(scope, day))));
    writeFileSync(join(drop, 'window.json'), JSON.stringify(SMALL.aggregate28(scope, '2026-10-31')));
    const finish = (folder: string) =>
      contentOf(folder, ({ tools }) => importFiles([drop], { ...tools, now: SMALL_NOW, scope: ORG }));
    const expected = await finish(folders.make());
    const folder = folders.make();
    const survived: string[] = [];
    const points: readonly [string, number][] = [
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
    for (const [point, pass] of points) {
      const { killed } = await run([folder, 'import', instant, drop, point, String(pass)]);
      if (!killed) survived.push(`${point} ${pass}`);
    }
    expect(survived).toEqual([]);
    expect(await finish(folder)).toEqual(expected);
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
      ['before_commit', 20],
      ['after_commit', 30],
      ['load.after_replace', 4],
      ['before_checkpoint', 2],
      ['rebuild.before_swap', 1],
      ['rebuild.after_swap', 1],
    ];
    const survived: string[] = [];
    for (const [point, pass] of points) {
      const { killed } = await run([folder, 'rebuild', instant, '', point, String(pass)]);
      if (!killed) survived.push(point);
      expect([point, await contentOf(folder, ({ tools }) => replayMissing(tools))]).toEqual([point, whole.content]);
    }
    expect(survived).toEqual([]);
    const { output } = await run([folder, 'rebuild', instant]);
    expect(output).toContain('"outcome":"ok"');
    expect(await contentOf(folder, ({ tools }) => replayMissing(tools))).toEqual(whole.content);
  });
});
