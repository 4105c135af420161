import { join } from 'node:path';
import { FlightdeckError } from '@flightdeck/catalog';
import { checkArchive, inspectJournal, requireSound } from '@flightdeck/ingest';
import { type BackupFault, checkBackup, findBackup } from './files/check-backup.ts';
import { DATA, type Manifest } from './files/manifest.ts';

/** What was found in a backup. */
export interface BackupVerification {
  readonly folder: string;
  /** When it was begun (ISO instant), and by which version of Flightdeck. */
  readonly at: string;
  readonly version: string;
  /** True when everything of it can be restored, and it lacks nothing. */
  readonly isSound: boolean;
  readonly files: number;
  readonly bytes: number;
  readonly faults: readonly BackupFault[];
  /** What is wrong with its journal, a sentence; null when it is the one of the manifest. */
  readonly journalFault: string | null;
  /** Archived files that do not hold what the journal says; null unless they were unpacked. */
  readonly changed: readonly string[] | null;
  /** What could not be taken when it was made. */
  readonly lacking: Manifest['lacking'];
}

/**
 * Compares a backup, or the newest in a folder, with its manifest: every checksum; with `isDeep` also what the archived files hold with
 * the journal. @throws InputError `no_backup`, `backup_newer`; DataError `backup_damaged` for a damaged manifest.
 */
export async function verifyBackup(
  path: string,
  { isDeep, signal }: { readonly isDeep: boolean; readonly signal?: AbortSignal },
): Promise<BackupVerification> {
  const backup = await findBackup(path);
  const { manifest, folder } = backup;
  const { files, bytes, faults } = await checkBackup(backup, { pause: async () => signal?.throwIfAborted() });
  const data = join(folder, DATA);
  const state = await inspectJournal(data);
  const journalFault = faultOf(data, state, manifest.journal);
  const deep =
    isDeep && journalFault === null
      ? await checkArchive(data, state.rows, { isDeep, ...(signal && { signal }) })
      : null;
  const lacking = new Set(manifest.lacking.map((entry) => entry.path));
  const changed =
    deep?.faults.flatMap(({ file, state, isAccepted }) =>
      state === 'extra' || isAccepted || lacking.has(file) ? [] : [file],
    ) ?? null;
  const isSound =
    faults.length === 0 && journalFault === null && (changed ?? []).length === 0 && manifest.lacking.length === 0;
  return {
    ...{ folder, at: manifest.at, version: manifest.version, isSound, files, bytes, faults },
    ...{ journalFault, changed, lacking: manifest.lacking },
  };
}

type State = Awaited<ReturnType<typeof inspectJournal>>;

function faultOf(data: string, state: State, { rows, chain }: Manifest['journal']): string | null {
  try {
    requireSound(data, state);
  } catch (error) {
    if (!(error instanceof FlightdeckError)) throw error;
    return error.message;
  }
  const isSame = state.chains.length === rows && (state.chains.at(-1) ?? '') === chain;
  return isSame ? null : 'Its journal is not the one its manifest names.';
}
