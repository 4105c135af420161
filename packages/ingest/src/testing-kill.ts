import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { eachDay, parseScope } from '@flightdeck/catalog';
import type { Github } from '@flightdeck/github';
import { importFiles } from './import/import-files.ts';
import { syncOnce } from './sync/run.ts';
import { type Bench, openBench, SMALL, SMALL_NOW, SMALL_RANGE } from './testing.ts';

/** The scope that processes to be killed work on. */
export const ORG = parseScope('org:aurora-works');

const CHILD = fileURLToPath(new URL('./testing-child.ts', import.meta.url));
const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
/** What the child prints once it is loaded and about to begin. */
const READY = 'ready\n';

/** How a child ended; `tookMs` counts from when it began to work. */
export interface Ended {
  readonly killed: boolean;
  readonly output: string;
  readonly tookMs: number;
}

/**
 * Runs `testing-child.ts` until it ends or kills itself, or is killed `afterMs` after it began to work.
 * @throws when it fails in another way.
 */
export function runChild(args: readonly string[], afterMs?: number): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const options = ['--import', TSX, '--conditions=flightdeck-source', CHILD, ...args];
    const child: ChildProcess = spawn(process.execPath, options, { stdio: ['ignore', 'pipe', 'pipe'] });
    let timer: NodeJS.Timeout | undefined;
    let began = performance.now();
    let output = '';
    let complaint = '';
    child.stdout?.on('data', (text) => {
      output += String(text);
      if (timer !== undefined || !output.startsWith(READY)) return;
      began = performance.now();
      timer = setTimeout(() => afterMs !== undefined && child.kill('SIGKILL'), afterMs ?? 0);
    });
    child.stderr?.on('data', (text) => (complaint += String(text)));
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      const tookMs = performance.now() - began;
      if (signal === 'SIGKILL' || code === 0) resolve({ killed: signal === 'SIGKILL', output, tookMs });
      else reject(new Error(`the child failed (${code ?? signal}): ${complaint}`));
    });
  });
}

/** Everything of a store that two runs must agree on, after `work` was done on it. */
export async function contentOf(folder: string, work: (bench: Bench) => Promise<unknown>): Promise<unknown> {
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

/** The content of the folder once a sync has run to its end. */
export function finishSync(folder: string, github: Github): Promise<unknown> {
  return contentOf(folder, ({ tools }) =>
    syncOnce({ ...tools, github, scopes: [ORG], now: SMALL_NOW, range: SMALL_RANGE, batchDays: 3 }),
  );
}

/** The content of the folder once an import of the dropped files has run to its end. */
export function finishImport(folder: string, drop: string): Promise<unknown> {
  return contentOf(folder, ({ tools }) => importFiles([drop], { ...tools, now: SMALL_NOW, scope: ORG }));
}

/** Writes files to import: people with a cut last line, teams, and a window; the folder they are in. */
export function writeDrop(folder: string): string {
  const drop = join(folder, 'drop');
  mkdirSync(drop);
  const scope = { kind: 'org', slug: ORG.slug } as const;
  const days = eachDay(SMALL_RANGE);
  const lines = (records: Iterable<object>[]) =>
    records.flatMap((each) => [...each].map((record) => `${JSON.stringify(record)}\n`)).join('');
  const users = lines(days.map((day) => SMALL.userRecords(scope, day)));
  writeFileSync(join(drop, 'users.ndjson'), `${users}{"user_id": \n`);
  writeFileSync(join(drop, 'teams.ndjson'), lines(days.map((day) => SMALL.teamRecords(scope, day))));
  writeFileSync(join(drop, 'window.json'), JSON.stringify(SMALL.aggregate28(scope, '2026-10-31')));
  return drop;
}

/** `count` moments in 0 ≤ n < 1, one in each equal part of it, the same for the same seed. */
export function randomMoments(seed: string, count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => {
    const hash = createHash('sha256').update(`${seed} ${index}`).digest();
    return (index + hash.readUInt32LE(0) / 2 ** 32) / count;
  });
}
