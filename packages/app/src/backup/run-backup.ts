import { FlightdeckError, toOperatorError } from '@flightdeck/catalog';
import type { Home } from '../wiring/home.ts';
import { noteBackup } from './backup-state.ts';
import { pruneBackups } from './files/list-backups.ts';
import type { Manifest } from './files/manifest.ts';
import { type BackupOptions, type MadeBackup, makeBackup } from './make/make-backup.ts';

/** A backup that was made, and earlier ones that were removed for it. */
export interface RunBackup extends MadeBackup {
  readonly removed: readonly string[];
}

/**
 * Makes a backup, notes in the data folder how that went, and then removes those beyond the newest `keep`, none without it; the last that
 * lacks nothing always stays. @throws as `makeBackup`, with a failure noted.
 */
export async function runBackup(
  home: Pick<Home, 'folder' | 'dbFile'>,
  { keep = null, ...options }: BackupOptions & { readonly keep?: number | null },
): Promise<RunBackup> {
  const at = options.now().toISOString();
  try {
    const made = await makeBackup(home, options);
    const { lacking, journal } = made.manifest;
    const isWhole = lacking.length === 0;
    await noteBackup(
      home.folder,
      isWhole
        ? { last: { at: made.manifest.at, folder: made.folder }, failed: null }
        : { failed: { at, message: describeLacking(lacking) } },
    );
    const removed = keep === null ? [] : await pruneBackups(options.to, journal.archive, keep);
    return { ...made, removed };
  } catch (thrown) {
    if (options.signal?.aborted === true) throw thrown;
    const error = toOperatorError(thrown, options.to) ?? thrown;
    const message = error instanceof Error ? error.message : String(error);
    if (!(error instanceof FlightdeckError && error.code === 'nothing_to_back_up'))
      await noteBackup(home.folder, { failed: { at, message } });
    throw error;
  }
}

const NAMED = 5;

/** `The backup lacks raw/…: It is missing.` */
export function describeLacking(lacking: Manifest['lacking']): string {
  const named = lacking.slice(0, NAMED).map(({ path, why }) => `${path}: ${why}`);
  const more = lacking.length > NAMED ? ` And ${lacking.length - NAMED} more.` : '';
  return `The backup lacks ${named.join(' ')}${more}`;
}
