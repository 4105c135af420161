import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { counted } from '@flightdeck/catalog';
import { atFile, FILE_MODE, makeFolder, readFileThere, syncFolder } from '../archive/files.ts';
import { addChain, chainOf, readChain } from './chain.ts';
import { withFileLock } from './file-lock.ts';
import { readSeal, writeSeal } from './seal-file.ts';

/** A small file of JSON lines that only grows, as it was read. */
export interface ChainedFile {
  /** JSON text of each line, in order; those of changed lines too. */
  readonly bodies: readonly string[];
  /** The fault of the file, in a sentence; null when it is as it was written. */
  readonly fault: string | null;
}

/** Reads such a file; a line cut by a crash was never acknowledged and is left out. A missing file is an empty one, unless its seal knows better. */
export async function readChainedFile(path: string): Promise<ChainedFile> {
  const { bodies, fault } = await inspectChained(path);
  return { bodies, fault };
}

/** Adds a JSON object as a line that is on the disk when this ends. The file must be sound. @throws as `withFileLock`. */
export async function appendChained(path: string, body: string): Promise<void> {
  await makeFolder(dirname(path));
  await withFileLock(path, () => appendLocked(path, body));
}

async function appendLocked(path: string, body: string): Promise<void> {
  const { bodies, chain, wholeBytes } = await inspectChained(path);
  const next = chainOf(chain, body);
  const handle = await open(path, 'a', FILE_MODE);
  try {
    if ((await handle.stat()).size > wholeBytes) await handle.truncate(wholeBytes);
    await atFile(path, handle.appendFile(`${addChain(body, next)}\n`));
    await atFile(path, handle.sync());
  } finally {
    await handle.close();
  }
  await syncFolder(dirname(path));
  await writeSeal(path, { seq: bodies.length + 1, chain: next }, true);
}

/** The same, with what the next line is made with and where it goes. */
export async function inspectChained(
  path: string,
): Promise<ChainedFile & { readonly chain: string; readonly wholeBytes: number }> {
  const seal = await readSeal(path);
  const text = (await readFileThere(path)) ?? '';
  const { lines, wholeBytes } = readChain(text);
  const bodies = lines.map(({ body }) => body);
  const chain = lines.at(-1)?.chain ?? '';
  const changed = lines.find(({ isChanged, body }) => isChanged || !isObject(body));
  const sealed = seal.state === 'sound' ? seal.seal : { seq: 0, chain: '' };
  const rest = { bodies, chain, wholeBytes };
  if (changed) return { ...rest, fault: `Line ${changed.line} was changed after it was written.` };
  if (lines.length === 0 && sealed.seq > 0)
    return { ...rest, fault: `It is missing or empty; it had ${counted(sealed.seq, 'line')}.` };
  if (lines.length < sealed.seq)
    return { ...rest, fault: `It has ${counted(lines.length, 'line')} and had ${sealed.seq}.` };
  if (sealed.seq > 0 && lines[sealed.seq - 1]?.chain !== sealed.chain) {
    return { ...rest, fault: `Line ${sealed.seq} is not the one that was written; it may be another file.` };
  }
  return { ...rest, fault: null };
}

function isObject(body: string): boolean {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}
