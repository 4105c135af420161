import type { Stats } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** A path to be imported, or why it is not. */
export interface CollectedFile {
  readonly path: string;
  /** Null for a regular file. */
  readonly skipped: { readonly code: 'not_found' | 'not_a_file'; readonly message: string } | null;
}

/** Regular files among the paths and below folders, in order of their names; everything else is named with a reason. */
export async function collectFiles(paths: readonly string[]): Promise<readonly CollectedFile[]> {
  const files: CollectedFile[] = [];
  for (const path of paths) await collect(path, files);
  return files;
}

async function collect(path: string, files: CollectedFile[]): Promise<void> {
  const stats = await lstatOrNull(path);
  if (stats === null) {
    files.push({ path, skipped: { code: 'not_found', message: 'There is no such file or folder.' } });
  } else if (stats.isDirectory()) {
    const names = (await readdir(path)).filter((name) => !name.startsWith('.')).sort();
    for (const name of names) await collect(join(path, name), files);
  } else if (stats.isFile()) files.push({ path, skipped: null });
  else {
    const message = `This is ${nameOf(stats)}, not a file. Name the file itself.`;
    files.push({ path, skipped: { code: 'not_a_file', message } });
  }
}

async function lstatOrNull(path: string): Promise<Stats | null> {
  try {
    return await lstat(path);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}

function nameOf(stats: Stats): string {
  if (stats.isSymbolicLink()) return 'a symbolic link';
  if (stats.isFIFO()) return 'a pipe';
  if (stats.isSocket()) return 'a socket';
  return 'a device';
}
