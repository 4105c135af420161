import { readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** How the backups of a data folder went, whoever made them. */
export interface BackupState {
  /** The last that lacks nothing: when it was begun (ISO instant), and its folder; null before the first. */
  readonly last: { readonly at: string; readonly folder: string } | null;
  /** The last attempt, where it failed or what it made lacks something: when (ISO instant), and why; null otherwise. */
  readonly failed: { readonly at: string; readonly message: string } | null;
}

const NAME = 'backup.json';
const STATE = z.object({
  last: z.object({ at: z.iso.datetime(), folder: z.string() }).nullable(),
  failed: z.object({ at: z.iso.datetime(), message: z.string() }).nullable(),
});
const NONE: BackupState = { last: null, failed: null };

/** What is known of the backups of a data folder; nothing where that was never written, or cannot be read. */
export function readBackupState(folder: string): BackupState {
  try {
    return STATE.parse(JSON.parse(readFileSync(join(folder, NAME), 'utf8')));
  } catch {
    return NONE;
  }
}

/** Notes how a backup went; a disk that takes nothing says so elsewhere. */
export async function noteBackup(folder: string, state: Partial<BackupState>): Promise<void> {
  const next = { ...readBackupState(folder), ...state };
  const path = join(folder, NAME);
  const half = `${path}.${process.pid}.part`;
  await writeFile(half, `${JSON.stringify(next)}\n`, { mode: 0o600 })
    .then(() => rename(half, path))
    .catch(() => undefined);
}
