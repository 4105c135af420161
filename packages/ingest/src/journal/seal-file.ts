import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { atFile, FILE_MODE, makeFolder, readFileThere, syncFolder } from '../archive/files.ts';
import { chainOf } from './chain.ts';

/** Length of a chained file when this was written: it may be ahead of its seal by lines, never behind it. */
export interface Seal {
  /** Lines. */
  readonly seq: number;
  /** Chain of the last of them; empty before the first. */
  readonly chain: string;
}

/** What stands in a seal's file. `missing`: none · `unreadable`: not what was written. */
export type ReadSeal = { readonly state: 'sound'; readonly seal: Seal } | { readonly state: 'missing' | 'unreadable' };

const SEAL = z.strictObject({ seq: z.int().min(0), chain: z.string(), sum: z.string() });

/** Path of the seal of a chained file: in a folder beside it, so that one accident seldom takes both. */
export function sealPath(file: string): string {
  return join(dirname(file), 'seals', `${nameOf(file)}.json`);
}

/**
 * Path of a second seal, among the archived files, where those are: whoever puts back an older file together with its seal
 * seldom puts back older archived files as well.
 */
export function witnessPath(file: string): string {
  return join(dirname(file), 'raw', `${nameOf(file)}-seal.json`);
}

function nameOf(file: string): string {
  return basename(file).replace(/\.ndjson$/, '');
}

/** The seal of a chained file, of two the one further on. Read it before the file: another process may be adding to both. */
export async function readSeal(file: string): Promise<ReadSeal> {
  const [own, witness] = await Promise.all([readOne(sealPath(file)), readOne(witnessPath(file))]);
  if (witness.state !== 'sound') return own;
  return own.state === 'sound' && own.seal.seq >= witness.seal.seq ? own : witness;
}

async function readOne(path: string): Promise<ReadSeal> {
  const text = await readFileThere(path);
  if (text === null) return { state: 'missing' };
  try {
    const { sum, ...seal } = SEAL.parse(JSON.parse(text));
    return sum === sumOf(seal) ? { state: 'sound', seal } : { state: 'unreadable' };
  } catch {
    return { state: 'unreadable' };
  }
}

/**
 * Replaces both seals whole. They are only synced to the disk when asked: after a power cut an older seal, or none, takes
 * nothing from the file, whose own chain holds.
 */
export async function writeSeal(file: string, seal: Seal, isSynced = false): Promise<void> {
  const path = sealPath(file);
  await writeOne(path, seal, isSynced).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    await makeFolder(dirname(path));
    await writeOne(path, seal, isSynced);
  });
  // As long as nothing is archived there is no folder for it.
  await writeOne(witnessPath(file), seal, isSynced).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
}

async function writeOne(path: string, seal: Seal, isSynced: boolean): Promise<void> {
  const fresh = `${path}.part`;
  try {
    const handle = await open(fresh, 'w', FILE_MODE);
    try {
      await atFile(fresh, handle.writeFile(`${JSON.stringify({ ...seal, sum: sumOf(seal) })}\n`));
      if (isSynced) await atFile(fresh, handle.sync());
    } finally {
      await handle.close();
    }
    await rename(fresh, path);
    if (isSynced) await syncFolder(dirname(path));
  } catch (error) {
    await rm(fresh, { force: true }).catch(() => undefined);
    throw error;
  }
}

function sumOf({ seq, chain }: Seal): string {
  return chainOf(chain, String(seq)).slice(0, 16);
}
