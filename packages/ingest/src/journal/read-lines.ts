import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { atFile } from '../archive/files.ts';

const LINE_END = 0x0a;

/**
 * Hands over each whole line of a file from a byte on, without its end; bytes up to the end of the last of them. A missing file has none, nor has a
 * folder or a pipe in its place, which would be waited for without end.
 */
export async function readLines(path: string, take: (line: string) => void, start = 0): Promise<number> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return found?.isFile() === true ? atFile(path, readAll(path, take, start)) : 0;
}

async function readAll(path: string, take: (line: string) => void, start: number): Promise<number> {
  let wholeBytes = start;
  let begun: Buffer[] = [];
  for await (const chunk of createReadStream(path, { start }) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = chunk.indexOf(LINE_END); end >= 0; end = chunk.indexOf(LINE_END, from)) {
      const line = Buffer.concat([...begun, chunk.subarray(from, end)]);
      begun = [];
      take(line.toString('utf8'));
      wholeBytes += line.length + 1;
      from = end + 1;
    }
    if (from < chunk.length) begun.push(chunk.subarray(from));
  }
  return wholeBytes;
}
