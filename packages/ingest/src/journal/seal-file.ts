import { open, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { FILE_MODE, makeFolder, syncFolder } from '../archive/files.ts';
import { chainOf } from './chain.ts';

/** How far a chained file had come when this was written: it may be ahead of its seal by lines, never behind it. */
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
  return join(dirname(file), 'seals', `${basename(file).replace(/\.ndjson$/, '')}.json`);
}

/** Reads the seal of a chained file. Read it before the file: another process may be adding to both. */
export async function readSeal(file: string): Promise<ReadSeal> {
  let text: string;
  try {
    text = await readFile(sealPath(file), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { state: 'missing' };
    throw error;
  }
  try {
    const { sum, ...seal } = SEAL.parse(JSON.parse(text));
    return sum === sumOf(seal) ? { state: 'sound', seal } : { state: 'unreadable' };
  } catch {
    return { state: 'unreadable' };
  }
}

/**
 * Replaces the seal whole. It is only synced to the disk when asked: after a power cut an older seal, or none, takes
 * nothing from the file, whose own chain holds.
 */
export async function writeSeal(file: string, seal: Seal, isSynced = false): Promise<void> {
  const path = sealPath(file);
  const fresh = `${path}.part`;
  try {
    const handle = await open(fresh, 'w', FILE_MODE).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      await makeFolder(dirname(path));
      return open(fresh, 'w', FILE_MODE);
    });
    try {
      await handle.writeFile(`${JSON.stringify({ ...seal, sum: sumOf(seal) })}\n`);
      if (isSynced) await handle.sync();
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
