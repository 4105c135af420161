import { type FileHandle, mkdir, open, statfs } from 'node:fs/promises';
import { CapabilityError } from '@flightdeck/catalog';

/** Only the owner may read what we write. */
export const FILE_MODE = 0o600;
export const FOLDER_MODE = 0o700;

/** Makes the folder and those above it, for the owner only. */
export async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: FOLDER_MODE });
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
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** @throws CapabilityError `disk_full` when fewer than `floorBytes` are free where the folder is. */
export async function requireFreeSpace(folder: string, floorBytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize >= floorBytes) return;
  throw new CapabilityError(`Less than ${Math.round(floorBytes / 1e6)} MB are free at ${folder}.`, {
    code: 'disk_full',
    hint: 'Free some space and run again; nothing was lost.',
  });
}
