import type { FileHandle } from 'node:fs/promises';
import { atFile, writeAll } from '../files.ts';

/** Written at once: a call costs more than a byte. */
const WRITE_BYTES = 1024 ** 2;

/** The clean file being written: one write is under way while the next chunks are scanned. */
export class CleanFile {
  readonly #handle: FileHandle;
  readonly #path: string;
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  #underway: Promise<void> = Promise.resolve();

  constructor(handle: FileHandle, path: string) {
    this.#path = path;
    this.#handle = handle;
  }

  /** Takes the buffers, to be written behind those before. They must not be changed afterwards. */
  async write(buffers: readonly Buffer[]): Promise<void> {
    for (const buffer of buffers) {
      this.#waiting.push(buffer);
      this.#waitingBytes += buffer.length;
    }
    if (this.#waitingBytes >= WRITE_BYTES) await this.#begin();
  }

  /** Waits for the write under way, whether it succeeds or fails; after that the file may be closed. */
  async drain(): Promise<void> {
    await this.#underway.catch(() => undefined);
  }

  /** All that was handed over can be read back when this returns. */
  async finish(): Promise<void> {
    await this.#begin();
    await this.#underway;
  }

  async #begin(): Promise<void> {
    await this.#underway;
    const buffers = this.#waiting;
    this.#waiting = [];
    this.#waitingBytes = 0;
    this.#underway = atFile(this.#path, writeAll(this.#handle, buffers));
    // Whoever waits next gets the failure; until then nobody listens for it.
    this.#underway.catch(() => undefined);
  }
}
