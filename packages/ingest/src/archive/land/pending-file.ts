import { randomUUID } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FaultHook } from '../fault.ts';
import { atFile, FILE_MODE, makeFolder, syncFolder, writeAll } from '../files.ts';

const pack = promisify(gzip);

/** Bytes of a gzip member: large enough to pack well, small enough that several fit in memory. */
const MEMBER_BYTES = 1024 ** 2;
/** Room for a packed member at first: reports pack to less than a tenth. */
const PACKED_BYTES = MEMBER_BYTES / 8;
/** Members packed or written at a time; packing runs beside the scan, on Node's own threads. */
const MOST_UNDERWAY = 3;

/** A file being received: written beside its place, packed, and only renamed there once whole and synced. */
export class PendingFile {
  readonly path: string;
  readonly #handle: FileHandle;
  readonly #packed: boolean;
  #member: Uint8Array[] = [];
  #memberBytes = 0;
  #underway: Promise<void>[] = [];
  #failure: Error | null = null;
  #closed = false;

  private constructor(path: string, handle: FileHandle, packed: boolean) {
    this.path = path;
    this.#handle = handle;
    this.#packed = packed;
  }

  /** `packed` = the bytes are gzip already and are kept as they are. */
  static async create(folder: string, packed: boolean): Promise<PendingFile> {
    const path = join(folder, `${randomUUID()}.part`);
    return new PendingFile(path, await open(path, 'wx', FILE_MODE), packed);
  }

  /** Takes the chunk; waits while too much is unwritten. The chunk must not be changed afterwards. */
  async write(chunk: Uint8Array): Promise<void> {
    if (this.#failure !== null) throw this.#failure;
    this.#member.push(chunk);
    this.#memberBytes += chunk.length;
    if (this.#memberBytes < MEMBER_BYTES) return;
    this.#begin();
    while (this.#underway.length >= MOST_UNDERWAY) await this.#underway.shift();
    if (this.#failure !== null) throw this.#failure;
  }

  /** What was collected so far is packed and written, but for the last part of it, when this returns. */
  async settle(): Promise<void> {
    await Promise.all(this.#underway);
    if (this.#failure !== null) throw this.#failure;
  }

  /** All bytes are on the disk when this returns. */
  async finish(): Promise<void> {
    this.#begin();
    await Promise.all(this.#underway);
    if (this.#failure !== null) throw this.#failure;
    await atFile(this.path, this.#handle.sync());
    await this.#close();
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
    await Promise.all(this.#underway);
    await this.#close();
    await rm(this.path, { force: true });
  }

  /** Packs what was collected as a member of its own, and writes it behind the one before. */
  #begin(): void {
    if (this.#memberBytes === 0) return;
    const pieces = this.#member;
    const whole = pieces.length === 1 ? (pieces[0] as Uint8Array) : Buffer.concat(pieces, this.#memberBytes);
    this.#member = [];
    this.#memberBytes = 0;
    const bytes = this.#packed ? Promise.resolve(whole) : pack(whole, { level: 1, chunkSize: PACKED_BYTES });
    const before = this.#underway.at(-1);
    this.#underway.push(
      Promise.all([bytes, before]).then(
        ([member]) => this.#append(member),
        (error: Error) => this.#fail(error),
      ),
    );
  }

  async #append(member: Uint8Array): Promise<void> {
    if (this.#failure !== null) return;
    await atFile(this.path, writeAll(this.#handle, [member])).catch((error: Error) => this.#fail(error));
  }

  #fail(error: Error): void {
    this.#failure ??= error;
  }

  async #close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#handle.close();
  }
}
