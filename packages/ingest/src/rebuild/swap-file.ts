import { rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from '../archive/files.ts';

/**
 * Puts a closed database file in the place of another one. The old write-ahead log goes first: played on the new file it
 * would ruin it, and what the old file loses with it the journal brings back should the rename never happen.
 */
export async function swapDatabaseFile(fresh: string, place: string): Promise<void> {
  await rm(`${place}.wal`, { force: true });
  await rename(fresh, place);
  await syncFolder(dirname(place));
}

/** Removes a database file and its write-ahead log, if they are there. */
export async function removeDatabaseFile(file: string): Promise<void> {
  for (const path of [`${file}.wal`, file]) await rm(path, { force: true });
}
