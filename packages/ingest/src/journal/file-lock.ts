import { randomUUID } from 'node:crypto';
import { open, readFile, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { CapabilityError } from '@flightdeck/catalog';
import { atFile, FILE_MODE } from '../archive/files.ts';

/** How long one lock is waited for before whoever holds it is taken for dead, and how long all of them. */
interface LockPatience {
  readonly deadMs: number;
  readonly mostMs: number;
}

/** Work under a lock takes milliseconds. Clocks of servers that share a folder differ, so each waits by its own. */
const PATIENCE: LockPatience = { deadMs: 5_000, mostMs: 15_000 };
const LOOK_MS = 4;

/**
 * Does the work while nobody else does any under the lock of the same file, in this process or on another server with the same
 * folder. The lock is a file beside it; that of a server that died in between is taken away.
 * @throws CapabilityError `busy` when others hold it all the time; what the work throws.
 */
export async function withFileLock<T>(file: string, work: () => Promise<T>, patience = PATIENCE): Promise<T> {
  const lock = `${file}.lock`;
  const own = randomUUID();
  await take(lock, own, patience);
  try {
    return await work();
  } finally {
    // Whoever was taken for dead must not take away the lock of the next one.
    if ((await holderOf(lock)) === own) await rm(lock, { force: true });
  }
}

async function take(lock: string, own: string, { deadMs, mostMs }: LockPatience): Promise<void> {
  const begun = performance.now();
  let seen: { readonly holder: string | null; readonly since: number } | null = null;
  while (!(await make(lock, own))) {
    const now = performance.now();
    const holder = await holderOf(lock);
    if (seen === null || seen.holder !== holder) seen = { holder, since: now };
    else if (now - seen.since > deadMs && (await holderOf(lock)) === holder) await rm(lock, { force: true });
    if (now - begun > mostMs) {
      throw new CapabilityError('Too many servers write to one log at once.', {
        code: 'busy',
        hint: 'Try again in a few seconds.',
      });
    }
    await sleep(LOOK_MS * (1 + Math.random()));
  }
}

async function make(lock: string, own: string): Promise<boolean> {
  try {
    const handle = await open(lock, 'wx', FILE_MODE);
    try {
      await atFile(lock, handle.writeFile(own));
      return true;
    } catch (error) {
      // The disk is full: nobody holds it.
      await rm(lock, { force: true });
      throw error;
    } finally {
      await handle.close();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** What stands in the lock; null where there is none. */
async function holderOf(lock: string): Promise<string | null> {
  try {
    return await readFile(lock, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
