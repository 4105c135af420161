import { existsSync, readFileSync } from 'node:fs';
import { lstat, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataError, InputError } from '@flightdeck/catalog';
import { compareStore, inspectJournal, makeFolder, readHistory, requireSound, syncFolder } from '@flightdeck/ingest';
import type { Config } from '../../settings/config.ts';
import { pendingSteps } from '../../upgrade/folder-format.ts';
import { type Home, ownHome } from '../../wiring/home.ts';
import { holdFolder } from '../../wiring/lease/folder-lease.ts';
import { nameOf } from '../../wiring/open-compared.ts';
import { openStore } from '../../wiring/open-store.ts';
import { type BackupFault, damagedBackup, findBackup, stateOf } from '../files/check-backup.ts';
import { isNothing } from '../files/contents.ts';
import { copyFile, type Pause } from '../files/copy-file.ts';
import type { Backup } from '../files/list-backups.ts';
import { DATA } from '../files/manifest.ts';
import { requireFree } from '../files/room.ts';

/** How a backup is restored. */
export interface RestoreOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, of: number) => void;
  /** Called at named places, for tests that stop the process there. */
  readonly faultPoint?: (name: string) => void;
}

/** Folder in which a restore is prepared; as long as it is there, nothing else works on the data folder. */
const STAGING = '.restoring';
/** Note in it that everything was compared and is being put in place. */
const READY = 'ready.json';

/**
 * Puts a backup into an empty data folder. Every file is copied aside and compared first, so that nothing is put in place of a damaged
 * one; a restore that was killed goes on when it is started again.
 * @throws InputError `no_backup`, `backup_newer`, `folder_newer`, `not_empty`, `database_there`; DataError `backup_damaged`, `store_foreign`,
 * `journal_behind`; CapabilityError `disk_low`, `standby` while another server writes to the folder.
 */
export async function restoreBackup(config: Config, from: string, options: RestoreOptions = {}): Promise<Backup> {
  const backup = await findBackup(from);
  const work = () => restoreHeld(config, backup, options);
  return config.cluster === null ? holdFolder(ownHome(config), work) : work();
}

async function restoreHeld(config: Config, backup: Backup, options: RestoreOptions): Promise<Backup> {
  const { signal, onProgress = () => {}, faultPoint = () => {} } = options;
  const home = ownHome(config);
  const staging = join(home.folder, STAGING);
  const data = join(staging, DATA);
  const isReady = isReadyFor(staging, backup);
  if (!isReady) {
    await requireEmpty(home);
    await rm(staging, { recursive: true, force: true });
    await makeFolder(data);
    try {
      await requireFree(home.folder, bytesOf(backup), 'What is restored');
      const pause: Pause = async () => signal?.throwIfAborted();
      await copyAside(backup, data, { pause, onProgress, faultPoint });
      await requireOwn(config, home, data, backup);
    } catch (error) {
      await rm(staging, { recursive: true, force: true }).catch(() => undefined);
      throw error;
    }
    await writeFile(join(staging, READY), JSON.stringify({ of: backup.manifest.journal, at: backup.manifest.at }), {
      mode: 0o600,
      flush: true,
    });
    await syncFolder(staging);
  }
  faultPoint('restore.ready');
  await putInPlace(home.folder, data, faultPoint);
  await rm(staging, { recursive: true, force: true });
  await syncFolder(home.folder);
  return backup;
}

/** @throws InputError `restore_unfinished` for a folder in which a restore was begun and did not end. */
export function requireRestored(folder: string): void {
  if (!existsSync(join(folder, STAGING))) return;
  throw new InputError(`A restore into ${folder} was begun and has not ended.`, {
    code: 'restore_unfinished',
    hint: `Run the same "flightdeck restore" again: it goes on. To give it up, remove ${join(folder, STAGING)}.`,
  });
}

const bytesOf = ({ manifest }: Backup): number => manifest.files.reduce((sum, { bytes }) => sum + bytes, 0);

async function copyAside(
  { folder, manifest }: Backup,
  data: string,
  { pause, onProgress, faultPoint }: Required<Omit<RestoreOptions, 'signal'>> & { readonly pause: Pause },
): Promise<void> {
  const faults: BackupFault[] = [];
  for (const [index, file] of manifest.files.entries()) {
    const source = join(folder, DATA, file.path);
    // After the first fault only what else is wrong is looked for.
    const state =
      faults.length > 0
        ? await stateOf(source, file, pause)
        : await copyOne(source, join(data, file.path), file, pause);
    if (state !== 'sound') faults.push({ path: file.path, state });
    faultPoint('restore.file');
    onProgress(index + 1, manifest.files.length);
  }
  if (faults.length > 0) throw damagedBackup({ folder }, faults);
}

async function copyOne(
  source: string,
  target: string,
  file: Backup['manifest']['files'][number],
  pause: Pause,
): Promise<BackupFault['state'] | 'sound'> {
  // A link is no file of the backup: what it leads to is another's.
  const found = await lstat(source).catch(() => null);
  if (found?.isFile() !== true || found.size !== file.bytes) return stateOf(source, file, pause);
  const copied = await copyFile(source, target, pause);
  return copied.sha256 === file.sha256 ? 'sound' : 'changed';
}

/** What was copied must be the journal the manifest speaks of, and a store that is there must be of it. */
async function requireOwn(config: Config, home: Home, data: string, { folder, manifest }: Backup): Promise<void> {
  pendingSteps(data);
  const state = await inspectJournal(data);
  requireSound(data, state);
  const { rows, chain } = manifest.journal;
  if (state.chains.length !== rows || (state.chains.at(-1) ?? '') !== chain) {
    throw new DataError(`The backup ${folder} has another journal than its manifest says.`, {
      code: 'backup_damaged',
      path: folder,
      hint: 'Take another backup.',
    });
  }
  if (config.cluster === null) return;
  // Indexes with later days would be refused only when everything is in place.
  const { store, lease } = await openStore(config, home);
  try {
    await compareStore(store, await readHistory(data), { archive: home.folder, store: nameOf(config, home) });
  } finally {
    await lease?.release().catch(() => undefined);
    await store.close();
  }
}

/** The journal last: without it nobody takes the folder for one with data. */
async function putInPlace(folder: string, data: string, faultPoint: (name: string) => void): Promise<void> {
  const names = await readdir(data);
  const order = [
    ...names.filter((name) => name !== 'journal.ndjson'),
    ...names.filter((name) => name === 'journal.ndjson'),
  ];
  for (const name of order) {
    await rename(join(data, name), join(folder, name));
    faultPoint('restore.placed');
  }
  await syncFolder(folder);
}

/** True when an earlier restore of this very backup was cut short after everything was compared. */
function isReadyFor(staging: string, { manifest }: Backup): boolean {
  try {
    const { of, at } = JSON.parse(readFileSync(join(staging, READY), 'utf8')) as { of?: unknown; at?: unknown };
    return at === manifest.at && JSON.stringify(of) === JSON.stringify(manifest.journal);
  } catch {
    return false;
  }
}

async function requireEmpty({ folder, dbFile }: Home): Promise<void> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const there = names.filter((name) => name !== STAGING && !isNothing(name));
  if (there.length > 0) {
    throw new InputError(`The data folder ${folder} is not empty: it has ${there.slice(0, 5).join(', ')}.`, {
      code: 'not_empty',
      hint: `A restore never mixes two states. Move it away first (mv ${folder} ${folder}.before), or name another folder with --data.`,
    });
  }
  if (!existsSync(dbFile)) return;
  throw new InputError(`The database ${dbFile} is still there.`, {
    code: 'database_there',
    hint: 'Move it away: the restore fills a new one from the archive.',
  });
}
