import { type FileHandle, open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DataError } from '@flightdeck/catalog';
import { atFile, FILE_MODE, makeFolder, syncFolder } from '../archive/files.ts';
import { addChain, chainOf } from './chain.ts';
import { inspectChained } from './chained-file.ts';
import { withFileLock } from './file-lock.ts';
import { writeSeal } from './seal-file.ts';

/** A chained file that grows by many lines: only what was added since is read again. */
export interface ChainedLog {
  /** Adds a JSON object as a line that is on the disk when this ends. @throws DataError `log_damaged` when earlier lines are not as they were written. */
  append(body: string): Promise<void>;
  close(): Promise<void>;
}

/** The file with where it ends. */
interface Open {
  readonly handle: FileHandle;
  readonly seq: number;
  readonly chain: string;
  readonly bytes: number;
}

/**
 * A log in a file that is made, or read, with the first line added. One line after the other, in the order of the calls, also where
 * several servers share the folder.
 */
export function createChainedLog(path: string): ChainedLog {
  let opened: Open | null = null;
  let last: Promise<unknown> = Promise.resolve();

  const leave = async (): Promise<void> => {
    await opened?.handle.close();
    opened = null;
  };
  const write = async (body: string): Promise<void> => {
    // Another server on the same folder, or half a line, was written meanwhile; or the file was moved away or replaced.
    if (opened !== null && !(await isStill(path, opened))) await leave();
    const { handle, seq, chain, bytes } = opened ?? (await openSound(path));
    const next = chainOf(chain, body);
    const line = `${addChain(body, next)}\n`;
    opened = { handle, seq: seq + 1, chain: next, bytes: bytes + Buffer.byteLength(line) };
    try {
      await atFile(path, handle.appendFile(line));
      await atFile(path, handle.sync());
    } catch (error) {
      // Nobody knows what it ends with; reading it again does.
      await leave();
      throw error;
    }
    await writeSeal(path, { seq: seq + 1, chain: next });
  };
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
  const append = (body: string): Promise<void> =>
    inTurn(async () => {
      await makeFolder(dirname(path));
      await withFileLock(path, () => write(body));
    });
  return { append, close: () => inTurn(leave) };
}

/** True when the path still leads to the file that was opened, as long as it was left. */
async function isStill(path: string, { handle, bytes }: Open): Promise<boolean> {
  const [own, there] = await Promise.all([handle.stat(), stat(path).catch(() => null)]);
  return own.size === bytes && there?.ino === own.ino && there.dev === own.dev;
}

async function openSound(path: string): Promise<Open> {
  const { lines, chain, wholeBytes, fault } = await inspectChained(path);
  if (fault !== null) {
    throw new DataError(`${path} is damaged. ${fault}`, {
      code: 'log_damaged',
      path,
      hint: 'Restore the file from a backup. Without one, move it and its seals away, and keep them: a new one is then begun.',
    });
  }
  const handle = await open(path, 'a', FILE_MODE);
  try {
    if ((await handle.stat()).size > wholeBytes) await handle.truncate(wholeBytes);
    await syncFolder(dirname(path));
    return { handle, seq: lines, chain, bytes: wholeBytes };
  } catch (error) {
    await handle.close();
    throw error;
  }
}
