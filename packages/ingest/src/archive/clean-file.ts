import type { FileHandle } from 'node:fs/promises';
import { writeAll } from './files.ts';

/** The clean file being written: one write is under way while the next chunk is scanned. */
export class CleanFile {
  readonly #handle: FileHandle;
  #underway: Promise<void> = Promise.resolve();

  constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  /** Begins to write the buffers once those before are written. They must not be changed until the next call returns. */
  async write(buffers: readonly Buffer[]): Promise<void> {
    await this.#underway;
    if (buffers.length === 0) return;
    this.#underway = writeAll(this.#handle, buffers);
    // Whoever waits next is told of a failure; until then it has no listener.
    this.#underway.catch(() => undefined);
  }

  /** Waits for the write under way, well or not; after that the file may be closed. */
  async settle(): Promise<void> {
    await this.#underway.catch(() => undefined);
  }

  /** All that was handed over can be read back when this returns. */
  async finish(): Promise<void> {
    await this.#underway;
  }
}
