import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { bundled } from '../../testing.ts';

const PARENT = bundled('testing-readers.js');
const READERS = 10;
const folder = mkdtempSync(join(tmpdir(), 'flightdeck-orphans-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Readers whose parent has that number. */
function childrenOf(pid: number): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((child) => {
      try {
        const stat = readFileSync(`/proc/${child}/stat`, 'utf8');
        const isChild = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === pid;
        // The loader of the sources may have a process of its own.
        return isChild && readFileSync(`/proc/${child}/cmdline`, 'utf8').includes('reader-process');
      } catch {
        return false;
      }
    });
}

/** True while the process runs and is not just waiting to be forgotten. */
function runs(pid: number): boolean {
  if (!existsSync(`/proc/${pid}/stat`)) return false;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2)[0] !== 'Z';
  } catch {
    return false;
  }
}

/** Ticks of the processor it has used. */
function processorTimeOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return Number(fields[11]) + Number(fields[12]);
  } catch {
    return 0;
  }
}

async function until(isDone: () => boolean, tries: number): Promise<boolean> {
  for (let tried = 0; tried < tries; tried++) {
    if (isDone()) return true;
    await sleep(200);
  }
  return isDone();
}

describe.skipIf(process.platform !== 'linux')('readers', () => {
  it.each([1, 2, 3, 4, 5])(
    'end with their parent when it is killed (%i of 5, ten readers each)',
    async () => {
      const parent = spawn(process.execPath, [PARENT, folder, String(READERS)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await once(parent.stdout, 'data');
      const { pid = 0 } = parent;
      let readers: readonly number[] = [];
      let worked = '';
      // They have begun when none of them uses the processor any more.
      const areIdle = (): boolean => {
        readers = childrenOf(pid);
        const before = worked;
        worked = readers.map(processorTimeOf).join(' ');
        return readers.length === READERS && worked === before;
      };
      expect(await until(areIdle, 300)).toBe(true);
      parent.kill('SIGKILL');
      await once(parent, 'exit');
      expect(await until(() => !readers.some(runs), 100)).toBe(true);
    },
    240_000,
  );
});
