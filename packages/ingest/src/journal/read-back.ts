import { open } from 'node:fs/promises';
import { DataError } from '@flightdeck/catalog';
import { atFile } from '../archive/files.ts';
import { splitChain } from './chain.ts';

/** A line of a chained file and where it stands. */
export interface PlacedLine {
  /** JSON text without the chain. */
  readonly body: string;
  /** Byte at which it begins; what is read back from there on are the lines before it, whatever was added meanwhile. */
  readonly from: number;
}

const LINE_END = 0x0a;
const BLOCK = 65_536;
/** Longer than any line that is written. */
const MOST_LINE = 1_048_576;

/**
 * The lines of a chained file from the last back to the first, or from the last one that ends before a byte, with one block of the
 * file in memory at a time. Half a line at the end is left out. A missing file has no lines.
 * @throws DataError `log_damaged` for a line that is too long to be one.
 */
export async function* readBack(path: string, before: number | null = null): AsyncGenerator<PlacedLine> {
  const handle = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (handle === null) return;
  try {
    const { size } = await handle.stat();
    /** Bytes from `at` up to the end of the last line that is not handed over yet. */
    let held = Buffer.alloc(0);
    let at = Math.min(before ?? size, size);
    const readMore = async (): Promise<void> => {
      const block = Buffer.alloc(Math.min(BLOCK, at));
      const { bytesRead } = await atFile(path, handle.read(block, 0, block.length, at - block.length));
      if (bytesRead < block.length || held.length > MOST_LINE) throw damaged(path);
      at -= block.length;
      held = Buffer.concat([block, held]);
    };
    while (at > 0 && held.lastIndexOf(LINE_END) < 0) await readMore();
    held = held.subarray(0, held.lastIndexOf(LINE_END) + 1);
    while (held.length > 0) {
      const begin = held.length < 2 ? 0 : held.lastIndexOf(LINE_END, held.length - 2) + 1;
      if (begin === 0 && at > 0) {
        await readMore();
        continue;
      }
      const line = held.toString('utf8', begin, held.length - 1);
      held = held.subarray(0, begin);
      yield { body: splitChain(line).body, from: at + begin };
    }
  } finally {
    await handle.close();
  }
}

const damaged = (path: string): DataError =>
  new DataError(`${path} is damaged.`, {
    code: 'log_damaged',
    path,
    hint: 'Write "flightdeck audit verify" to see which line is not as it was written.',
  });
