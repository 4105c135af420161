import type { Stats } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { toOperatorError } from '@flightdeck/catalog';

/** A path to import, or why it is not imported. */
export interface CollectedFile {
  readonly path: string;
  /** Null for a regular file. */
  readonly skipped: { readonly code: string; readonly message: string } | null;
}

const NO_FILES = {
  code: 'no_files',
  message: 'There is no file in this folder. Names that begin with a dot are left out.',
} as const;

/** Regular files among the paths and below folders, in order of their names; everything else is named with a reason. */
export async function collectFiles(paths: readonly string[]): Promise<readonly CollectedFile[]> {
  const files: CollectedFile[] = [];
  for (const path of paths) {
    const before = files.length;
    await collect(path, files);
    if (files.length === before) files.push({ path, skipped: NO_FILES });
  }
  return files;
}

async function collect(path: string, files: CollectedFile[]): Promise<void> {
  try {
    const stats = await lstat(path);
    if (stats.isDirectory()) {
      const names = (await readdir(path)).filter((name) => !name.startsWith('.')).sort();
      for (const name of names) await collect(join(path, name), files);
    } else if (stats.isFile()) files.push({ path, skipped: null });
    else {
      const message = `This is ${nameOf(stats)}, not a file. Name the file itself.`;
      files.push({ path, skipped: { code: 'not_a_file', message } });
    }
  } catch (error) {
    files.push({ path, skipped: reasonOf(error) });
  }
}

/** Why a path cannot be read. @throws the error itself when it is a bug. */
function reasonOf(error: unknown): { readonly code: string; readonly message: string } {
  const refusal = toOperatorError(error);
  if (refusal === null) throw error;
  if (refusal.code === 'not_found') return { code: 'not_found', message: 'There is no such file or folder.' };
  return { code: refusal.code, message: `${refusal.message} ${refusal.hint ?? ''}`.trim() };
}

function nameOf(stats: Stats): string {
  if (stats.isSymbolicLink()) return 'a symbolic link';
  if (stats.isFIFO()) return 'a pipe';
  if (stats.isSocket()) return 'a socket';
  return 'a device';
}
