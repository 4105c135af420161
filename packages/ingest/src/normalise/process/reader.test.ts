import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { getPriority } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createWorkFolder, query, removeWorkFolder, writeTask } from '../testing.ts';
import { createReader, type Reader, type ReaderAttempt, type ReaderOptions } from './reader.ts';
import type { NormaliseTask } from './task.ts';

const LINE = '{"day":"2026-10-05","user_id":1,"loc_added_sum":7}';

let workFolder: string;
let task: NormaliseTask;
const readers: Reader[] = [];

function open(options: Partial<ReaderOptions> = {}): Reader {
  const reader = createReader({ workFolder, threads: 1, memoryLimitMb: 200, ...options });
  readers.push(reader);
  return reader;
}

/** Arguments of node that run TypeScript from source. */
function fromSource(): string[] {
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  return ['--import', loader, '--conditions=flightdeck-source'];
}

beforeEach(async () => {
  workFolder = await createWorkFolder();
  task = await writeTask(workFolder, [LINE], { report: 'users-1-day' });
});

afterEach(async () => {
  await Promise.all(readers.splice(0).map((reader) => reader.close()));
  await removeWorkFolder(workFolder);
});

describe('a reader', () => {
  it('survives the death of its process amid a task and does the task again', async () => {
    const attempts: ReaderAttempt[] = [];
    const reader = open({
      onAttempt: (attempt) => {
        attempts.push(attempt);
        if (attempts.length === 1) process.kill(attempt.pid, 'SIGKILL');
      },
    });
    const result = await reader.normalise(task);
    expect(await query(result, 'user_day', 'SELECT loc_added_sum FROM fact')).toEqual([[7n]]);
    expect(attempts.map(({ attempt }) => attempt)).toEqual([1, 2]);
    expect(new Set(attempts.map(({ pid }) => pid)).size).toBe(2);
  });

  it.skipIf(!existsSync('/proc/self/task'))('stands behind who answers questions with every thread', async () => {
    const pids: number[] = [];
    await open({ onAttempt: ({ pid }) => pids.push(pid) }).normalise(task);
    const threads = readdirSync(`/proc/${pids[0]}/task`).map(Number);
    expect(threads.length).toBeGreaterThan(5);
    expect(new Set(threads.map((thread) => getPriority(thread)))).toEqual(new Set([10]));
  });

  it('started ahead, does tasks as usual and leaves nothing when closed', async () => {
    const reader = open();
    reader.start();
    reader.start();
    expect((await reader.normalise(task)).days).toEqual([{ day: '2026-10-05', records: 1 }]);
    const idle = open();
    idle.start();
    await Promise.all([reader.close(), idle.close()]);
    expect((await readdir(workFolder)).filter((name) => name.startsWith('reader-'))).toEqual([]);
    expect(() => reader.start()).not.toThrow();
    await expect(reader.normalise(task)).rejects.toMatchObject({ code: 'reader_closed' });
  });

  it('gives up on a task that kills two processes, and serves the next', async () => {
    let kills = 0;
    const reader = open({
      onAttempt: ({ pid }) => {
        kills += 1;
        if (kills <= 2) process.kill(pid, 'SIGKILL');
      },
    });
    const first = reader.normalise(task);
    const second = reader.normalise(task);
    await expect(first).rejects.toMatchObject({ name: 'DataError', code: 'reader_crashed', report: 'users-1-day' });
    expect((await second).days).toEqual([{ day: '2026-10-05', records: 1 }]);
  });

  it('takes a process that hangs for dead', async () => {
    const reader = open({
      timeoutMs: 5_000,
      onAttempt: ({ pid, attempt }) => attempt === 1 && process.kill(pid, 'SIGSTOP'),
    });
    expect((await reader.normalise(task)).days).toEqual([{ day: '2026-10-05', records: 1 }]);
  });

  it('does tasks one at a time in one process, and a refused one does no harm', async () => {
    const pids = new Set<number>();
    const reader = open({ onAttempt: ({ pid }) => pids.add(pid) });
    const bad = await writeTask(workFolder, ['{"day":1'], { report: 'users-1-day' });
    const results = await Promise.allSettled([task, bad, task, task].map((each) => reader.normalise(each)));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    expect(pids.size).toBe(1);
  });

  it('refuses limits that are none', () => {
    for (const options of [{ memoryLimitMb: -5 }, { threads: 0 }, { timeoutMs: Number.NaN }]) {
      expect(() => open(options)).toThrow(expect.objectContaining({ code: 'bad_reader_option' }));
    }
  });

  it('says what is wrong when DuckDB refuses a setting, each time', async () => {
    const reader = open({ threads: 2 ** 60, memoryLimitMb: 2 ** 43 });
    await expect(reader.normalise(task)).rejects.toThrow(/outside of target range/);
    await expect(reader.normalise(task)).rejects.toThrow(/outside of target range/);
  });

  it('refuses what is outside its work folder', async () => {
    const reader = open();
    const outside = [
      { ...task, files: ['/etc/hostname'] },
      { ...task, files: [join(workFolder, '..', 'x')] },
      { ...task, files: ['relative.ndjson'] },
      { ...task, outFolder: workFolder },
    ];
    for (const each of outside) {
      await expect(reader.normalise(each)).rejects.toMatchObject({ name: 'InputError', code: 'outside_work_folder' });
    }
    await expect(reader.normalise({ ...task, files: [] })).rejects.toMatchObject({ code: 'no_files' });
  });

  it('does not take a missing file for a pattern', async () => {
    await expect(open().normalise({ ...task, files: [join(workFolder, 'task-*', '*.ndjson')] })).rejects.toMatchObject({
      name: 'CapabilityError',
      code: 'work_folder',
    });
  });

  it('leaves nothing in the work folder when closed, and then takes no task', async () => {
    const reader = open({ onAttempt: ({ pid, attempt }) => attempt === 1 && process.kill(pid, 'SIGKILL') });
    await reader.normalise(task);
    await reader.close();
    expect((await readdir(workFolder)).filter((name) => name.startsWith('reader-'))).toEqual([]);
    await expect(reader.normalise(task)).rejects.toMatchObject({ name: 'CapabilityError', code: 'reader_closed' });
  });

  it('ends a running task when closed', async () => {
    let stop: Promise<void> | undefined;
    const reader = open({
      onAttempt: ({ pid }) => {
        process.kill(pid, 'SIGSTOP');
        stop = reader.close();
      },
    });
    await expect(reader.normalise(task)).rejects.toMatchObject({ code: 'reader_closed' });
    await stop;
  });

  it('ends with a parent that is killed, and takes its temporary files along', async () => {
    const script = join(workFolder, '..', 'parent.mts');
    await writeFile(
      script,
      `import { createReader } from ${JSON.stringify(new URL('./reader.ts', import.meta.url).href)};
       const options = { workFolder: ${JSON.stringify(workFolder)}, threads: 1, memoryLimitMb: 200 };
       let child = 0;
       const reader = createReader({ ...options, onAttempt: ({ pid }) => { child = pid; } });
       await reader.normalise(${JSON.stringify(task)});
       process.stdout.write(String(child) + '\\n', () => process.kill(process.pid, 'SIGKILL'));`,
    );
    const run = promisify(execFile)(process.execPath, [...fromSource(), script]);
    const failed: { readonly stdout: string } = await run.then(
      () => Promise.reject(new Error('The parent should have been killed')),
      (error) => error,
    );
    const child = Number(failed.stdout);
    expect(child).toBeGreaterThan(0);
    await vi.waitFor(() => expect(() => process.kill(child, 0)).toThrow(), { timeout: 30_000 });
    expect((await readdir(workFolder)).filter((name) => name.startsWith('reader-'))).toEqual([]);
  });

  it('works below a symbolic link', async () => {
    const link = join(workFolder, '..', 'link');
    await symlink(workFolder, link);
    const through = (path: string) => path.replace(workFolder, link);
    const linked = { ...task, files: task.files.map(through), outFolder: through(task.outFolder) };
    expect((await open({ workFolder: link }).normalise(linked)).days).toHaveLength(1);
  });

  it('is not led astray by the working folder or NODE_OPTIONS', async () => {
    const hostile = join(workFolder, '..', 'hostile [x]*');
    await mkdir(join(hostile, 'node_modules', 'tsx'), { recursive: true });
    const evil = 'throw new Error("loaded from the working folder")';
    await writeFile(join(hostile, 'node_modules', 'tsx', 'index.js'), evil);
    await writeFile(join(hostile, 'evil.cjs'), evil);
    await writeFile(join(hostile, '.duckdbrc'), 'garbage');
    const script = join(hostile, 'use.mts');
    await writeFile(
      script,
      `import { createReader } from ${JSON.stringify(new URL('./reader.ts', import.meta.url).href)};
       process.env.NODE_OPTIONS = '--require ./evil.cjs';
       const reader = createReader({ workFolder: ${JSON.stringify(workFolder)}, threads: 1, memoryLimitMb: 200 });
       console.log(JSON.stringify((await reader.normalise(${JSON.stringify(task)})).days));
       await reader.close();`,
    );
    const { stdout } = await promisify(execFile)(process.execPath, [...fromSource(), script], {
      cwd: hostile,
      env: {},
    });
    expect(JSON.parse(stdout)).toEqual([{ day: '2026-10-05', records: 1 }]);
  });
});
