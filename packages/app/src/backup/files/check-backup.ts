import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { DataError, InputError } from '@flightdeck/catalog';
import { type Pause, sumOfFile } from './copy-file.ts';
import { type Backup, newestName, readManifest } from './list-backups.ts';
import { type BackupFile, DATA, MANIFEST } from './manifest.ts';

/** A file of a backup that is not as it was written. */
export interface BackupFault {
  /** Relative to the data folder. */
  readonly path: string;
  readonly state: 'missing' | 'changed';
}

/** A backup whose files were all compared. */
export interface CheckedBackup {
  readonly backup: Backup;
  readonly files: number;
  readonly bytes: number;
  readonly faults: readonly BackupFault[];
}

/**
 * The backup in a folder, or the newest of those in it, also when that is damaged: an earlier one is taken only if it is named.
 * @throws InputError `no_backup`, `backup_newer`; DataError `backup_damaged`.
 */
export async function findBackup(path: string): Promise<Backup> {
  const manifest = await readManifest(path);
  if (manifest !== null) return { folder: path, name: path, manifest };
  const newest = await newestName(path);
  if (newest !== null) {
    const folder = join(path, newest);
    const own = await readManifest(folder);
    if (own === null) throw damagedBackup({ folder }, [{ path: MANIFEST, state: 'missing' }]);
    return { folder, name: newest, manifest: own };
  }
  throw new InputError(`There is no backup in ${path}.`, {
    code: 'no_backup',
    hint: `Name a folder that "flightdeck backup" wrote (it has a ${MANIFEST}), or one with such folders in it.`,
  });
}

/** Compares size and checksum of every file of a backup with its manifest. */
export async function checkBackup(
  backup: Backup,
  { pause, onProgress }: { readonly pause: Pause; readonly onProgress?: (done: number, of: number) => void },
): Promise<CheckedBackup> {
  const { files } = backup.manifest;
  const faults: BackupFault[] = [];
  let bytes = 0;
  for (const [index, file] of files.entries()) {
    const state = await stateOf(join(backup.folder, DATA, file.path), file, pause);
    if (state === 'sound') bytes += file.bytes;
    else faults.push({ path: file.path, state });
    onProgress?.(index + 1, files.length);
  }
  return { backup, files: files.length, bytes, faults };
}

/** Whether a file is as the manifest has it: a file itself, no link to one. */
export async function stateOf(path: string, file: BackupFile, pause: Pause): Promise<BackupFault['state'] | 'sound'> {
  try {
    const found = await lstat(path);
    if (!found.isFile() || found.size !== file.bytes) return 'changed';
    return (await sumOfFile(path, pause)).sha256 === file.sha256 ? 'sound' : 'changed';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return 'missing';
    if (code === 'EIO' || code === 'EACCES' || code === 'EPERM') return 'changed';
    throw error;
  }
}

const SHOWN = 100;

/** The error for a backup with files that are missing or changed; it names them. */
export function damagedBackup({ folder }: Pick<Backup, 'folder'>, faults: readonly BackupFault[]): DataError {
  const named = faults.slice(0, SHOWN).map(({ path, state }) => `${path} is ${state}`);
  const more = faults.length > SHOWN ? `, and ${faults.length - SHOWN} more` : '';
  return new DataError(`The backup ${folder} is damaged: ${named.join(', ')}${more}.`, {
    code: 'backup_damaged',
    path: folder,
    hint: 'Nothing was put in place. Take another backup: "flightdeck verify --backup FOLDER" says which are whole.',
  });
}
