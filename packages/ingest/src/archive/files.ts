import { type FileHandle, mkdir, open, readFile, stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CapabilityError } from '@flightdeck/catalog';

/** Only the owner may read what we write. */
export const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;

/**
 * Makes the folder and those above it, for the owner only. One by one: of several at once Node says "not there" whatever
 * the system refused.
 */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { mode: FOLDER_MODE });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || dirname(folder) === folder) throw error;
    await makeFolder(dirname(folder));
    await makeFolder(folder);
  }
}

/** What the work gives; an error of the system, which names no file where only an open one was used, names this one. */
export async function atFile<T>(path: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Error && 'syscall' in error && !('path' in error)) Object.assign(error, { path });
    throw error;
  }
}

/** Text of a file; null when there is none, or a folder or a pipe, which would be waited for without end, in its place. */
export async function readFileThere(path: string): Promise<string | null> {
  try {
    if (!(await stat(path)).isFile()) return null;
    return await atFile(path, readFile(path, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Writes all buffers behind the file's end, however many calls that takes. */
export async function writeAll(handle: FileHandle, buffers: readonly Uint8Array[]): Promise<void> {
  let left = buffers.filter(({ length }) => length > 0);
  while (left.length > 0) {
    let { bytesWritten } = await handle.writev(left);
    while (bytesWritten >= (left[0]?.length ?? Number.POSITIVE_INFINITY)) bytesWritten -= left.shift()?.length ?? 0;
    if (bytesWritten > 0) left = [(left[0] as Uint8Array).subarray(bytesWritten), ...left.slice(1)];
  }
}

/** Makes a rename or a new file in the folder survive a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await atFile(folder, handle.sync());
  } finally {
    await handle.close();
  }
}

/** @throws CapabilityError `disk_low` when fewer than `floorBytes` are free where the folder is. */
export async function requireFreeSpace(folder: string, floorBytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize >= floorBytes) return;
  const mib = (bytes: number): string => `${Math.floor(bytes / 1024 ** 2)} MiB`;
  throw new CapabilityError(
    `Only ${mib(bavail * bsize)} are free at ${folder}; ${mib(floorBytes)} are to be left free.`,
    {
      code: 'disk_low',
      hint: 'Free some space, or set MIN_FREE_SPACE to less; nothing was lost, and the next run goes on.',
    },
  );
}
