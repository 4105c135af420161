import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat, utimes } from 'node:fs/promises';
import { dirname } from 'node:path';
import { atFile, makeFolder, writeAll } from '@flightdeck/ingest';
import type { BackupFile } from './manifest.ts';

/** What was copied. */
export type Copied = Omit<BackupFile, 'path'>;

const CHUNK = 256 * 1024;
const FILE_MODE = 0o600;

/** Called between two pieces of work, so that others get a turn; rejects when the work is to end. */
export type Pause = () => Promise<void>;

/**
 * Copies a file, or its first bytes, to a path that does not exist, readable by the owner only, and waits until the disk has it.
 * @throws what the system refuses; an error of the system names the path.
 */
export async function copyFile(from: string, to: string, pause: Pause, first?: number): Promise<Copied> {
  const { mtime } = await stat(from);
  await makeFolder(dirname(to));
  const hash = createHash('sha256');
  const handle = await open(to, 'wx', FILE_MODE);
  let bytes = 0;
  try {
    for await (const chunk of read(from, first)) {
      hash.update(chunk);
      bytes += chunk.length;
      await atFile(to, writeAll(handle, [chunk]));
      await pause();
    }
    await atFile(to, handle.sync());
  } finally {
    await handle.close();
  }
  await utimes(to, mtime, mtime);
  return { bytes, sha256: hash.digest('hex'), at: mtime.toISOString() };
}

/** Size and checksum of a file. */
export async function sumOfFile(path: string, pause: Pause): Promise<Pick<Copied, 'bytes' | 'sha256'>> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of read(path)) {
    hash.update(chunk);
    bytes += chunk.length;
    await pause();
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** A file's bytes, or its first ones; a stream cannot be asked for none. */
async function* read(path: string, first?: number): AsyncGenerator<Buffer> {
  if (first === 0) return;
  yield* createReadStream(path, { highWaterMark: CHUNK, ...(first !== undefined && { end: first - 1 }) });
}
