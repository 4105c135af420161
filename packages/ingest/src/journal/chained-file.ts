import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { counted } from '@flightdeck/catalog';
import { atFile, FILE_MODE, makeFolder, syncFolder } from '../archive/files.ts';
import { addChain, chainOf, createChainReader } from './chain.ts';
import { withFileLock } from './file-lock.ts';
import { readLines } from './read-lines.ts';
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
  const bodies: string[] = [];
  const { fault } = await inspectChained(path, (body) => bodies.push(body));
  return { bodies, fault };
}

/** Adds a JSON object as a line that is on the disk when this ends. The file must be sound. @throws as `withFileLock`. */
export async function appendChained(path: string, body: string): Promise<void> {
  await makeFolder(dirname(path));
  await withFileLock(path, () => appendLocked(path, body));
}

async function appendLocked(path: string, body: string): Promise<void> {
  const { lines, chain, wholeBytes } = await inspectChained(path);
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
  await writeSeal(path, { seq: lines + 1, chain: next }, true);
}

const BEGINNING = { lines: 0, chain: '', wholeBytes: 0 };

/** A chained file as it was read, however long it is. */
export interface ChainedState {
  readonly lines: number;
  /** The fault of the file, in a sentence; null when it is as it was written. */
  readonly fault: string | null;
  /** What the next line is made with. */
  readonly chain: string;
  /** Bytes up to the end of the last whole line. */
  readonly wholeBytes: number;
}

/**
 * Reads such a file line by line, so that none is too long; `take` gets the JSON text of each. From where an earlier reading of the
 * same file ended, when that found no fault, it reads only what was added.
 */
export async function inspectChained(
  path: string,
  take: (body: string) => void = () => undefined,
  from: Omit<ChainedState, 'fault'> = BEGINNING,
): Promise<ChainedState> {
  // The seal first: another process may be adding to both.
  const seal = await readSeal(path);
  const sealed = seal.state === 'sound' ? seal.seal : { seq: 0, chain: '' };
  let { lines, chain } = from;
  let changed: number | null = null;
  // A seal of before was compared then.
  let sealedChain = sealed.seq < from.lines ? sealed.chain : sealed.seq === from.lines ? from.chain : '';
  const reader = createChainReader((line) => {
    lines = line.line;
    chain = line.chain;
    if (line.line === sealed.seq) sealedChain = line.chain;
    if (line.isChanged || !isObject(line.body)) changed ??= line.line;
    take(line.body);
  }, from);
  const wholeBytes = await readLines(path, reader.add, from.wholeBytes);
  reader.end();
  return { lines, chain, wholeBytes, fault: faultOf(changed, lines, sealed.seq, sealedChain === sealed.chain) };
}

function faultOf(changed: number | null, lines: number, sealed: number, isSealed: boolean): string | null {
  if (changed !== null) return `Line ${changed} was changed after it was written.`;
  if (lines === 0 && sealed > 0) return `It is missing or empty; it had ${counted(sealed, 'line')}.`;
  if (lines < sealed) return `It has ${counted(lines, 'line')} and had ${sealed}.`;
  return sealed > 0 && !isSealed ? `Line ${sealed} is not the one that was written; it may be another file.` : null;
}

function isObject(body: string): boolean {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}
