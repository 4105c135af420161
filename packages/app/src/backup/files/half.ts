import { readFileSync, statSync } from 'node:fs';
import { readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { isAlive, startOf } from '../../wiring/process/process-identity.ts';
import { isHalf } from './list-backups.ts';

/** The note in a backup that is being made: by which process. Its time is renewed as long as that one works. */
const OWNER = 'owner.json';
/** A backup of another machine that has not moved for so long is none that is being made. */
const DEAD_MS = 3_600_000;

/** Notes whose backup this is. */
export async function writeOwner(half: string): Promise<void> {
  const owner = { host: hostname(), pid: process.pid, process: startOf(process.pid) };
  await writeFile(join(half, OWNER), `${JSON.stringify(owner)}\n`, { mode: 0o600 });
}

/** Says that it is still being made. */
export async function renewOwner(half: string, now: Date): Promise<void> {
  await utimes(join(half, OWNER), now, now).catch(() => undefined);
}

/** Removes the note from a backup that is whole and has its name. */
export const removeOwner = (folder: string): Promise<void> => rm(join(folder, OWNER), { force: true });

/** Removes what backups that were killed, here or on another machine an hour ago, have left in a folder. */
export async function clearHalf(folder: string): Promise<void> {
  for (const name of (await readdir(folder)).filter(isHalf)) {
    const half = join(folder, name);
    if (!isBeingMade(half)) await rm(half, { recursive: true, force: true });
  }
}

function isBeingMade(half: string): boolean {
  try {
    const owner = JSON.parse(readFileSync(join(half, OWNER), 'utf8')) as {
      host?: unknown;
      pid?: unknown;
      process?: unknown;
    };
    if (owner.host === hostname() && typeof owner.pid === 'number' && owner.process !== null)
      return isAlive(owner.pid) && startOf(owner.pid) === owner.process;
    return Date.now() - statSync(join(half, OWNER)).mtimeMs < DEAD_MS;
  } catch {
    // Killed before it had a note, or while it was removed.
    return Date.now() - (statSync(half, { throwIfNoEntry: false })?.mtimeMs ?? 0) < DEAD_MS;
  }
}
