import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createGzip, type Gzip } from 'node:zlib';
import { CapabilityError } from '@flightdeck/catalog';
import type { FaultHook } from './fault.ts';

/** Only the owner may read what we write. */
export const FILE_MODE = 0o600;
export const FOLDER_MODE = 0o700;

/** Makes the folder and those above it, for the owner only. */
export async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: FOLDER_MODE });
}

/** Writes all buffers behind the file's end, however many calls that takes. */
export async function writeAll(handle: FileHandle, buffers: readonly Buffer[]): Promise<void> {
  if (buffers.length === 0) return;
  const whole = buffers.length === 1 ? (buffers[0] as Buffer) : Buffer.concat(buffers);
  for (let at = 0; at < whole.length; ) at += (await handle.write(whole, at, whole.length - at)).bytesWritten;
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

/** A file being received: written beside its place, packed, and only renamed there once whole and synced. */
export class PendingFile {
  readonly path: string;
  readonly #file: WriteStream;
  readonly #gzip: Gzip | null;
  #failure: Error | null = null;

  /** `packed` = the bytes are gzip already and are kept as they are. */
  constructor(folder: string, packed: boolean) {
    this.path = join(folder, `${randomUUID()}.part`);
    this.#file = createWriteStream(this.path, { mode: FILE_MODE, flags: 'wx', flush: true });
    this.#gzip = packed ? null : createGzip({ level: 1, chunkSize: 256 * 1024 });
    const fail = (error: Error): void => {
      this.#failure ??= error;
      this.#gzip?.destroy();
      this.#file.destroy();
    };
    this.#file.on('error', fail);
    this.#gzip?.on('error', fail).pipe(this.#file);
  }

  /** Takes the chunk; waits while too much is unwritten. The chunk must not be changed afterwards. */
  async write(chunk: Uint8Array): Promise<void> {
    const target = this.#gzip ?? this.#file;
    if (this.#failure !== null) throw this.#failure;
    if (target.write(chunk)) return;
    await new Promise<void>((resolve) => {
      const go = (): void => {
        target.off('drain', go);
        this.#file.off('close', go);
        resolve();
      };
      target.on('drain', go);
      this.#file.on('close', go);
    });
    if (this.#failure !== null) throw this.#failure;
  }

  /** All bytes are on the disk when this returns. */
  async finish(): Promise<void> {
    (this.#gzip ?? this.#file).end();
    if (!this.#file.closed) await once(this.#file, 'close').catch(() => undefined);
    if (this.#failure !== null) throw this.#failure;
  }

  /** Gives the finished file its name for good. */
  async rename(path: string, fault: FaultHook): Promise<void> {
    await makeFolder(dirname(path));
    await fault('land.before_rename');
    await rename(this.path, path);
    await syncFolder(dirname(path));
    await fault('land.after_rename');
  }

  /** Forgets the file, finished or not. */
  async discard(): Promise<void> {
    this.#gzip?.destroy();
    this.#file.destroy();
    if (!this.#file.closed) await once(this.#file, 'close').catch(() => undefined);
    await rm(this.path, { force: true });
  }
}
