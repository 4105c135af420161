import { existsSync, statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { FlightdeckError } from '@flightdeck/catalog';
import {
  beforeUpgrade,
  type FileHeader,
  openDuckdbStore,
  readFileHeader,
  removeDatabase,
} from '@flightdeck/store-duckdb';
import type { Config } from '../settings/config.ts';
import { type Home, ownHome } from '../wiring/home.ts';
import { type FolderFormat, formatAfter, pendingSteps, readFolderFormat } from './folder-format.ts';

/** What the next start would upgrade. */
export interface UpgradePlan {
  readonly folder: {
    /** As the folder notes it; null where it does not yet. */
    readonly noted: FolderFormat | null;
    /** The format this version writes. */
    readonly to: number;
    /** What would change, a sentence each; none when nothing. */
    readonly steps: readonly string[];
  };
  readonly database: {
    /** `none`: filled from the archive · `cluster`: there is no file · `current` · `older`: upgraded in a copy · `damaged`. */
    readonly state: 'none' | 'cluster' | 'current' | 'older' | 'damaged';
    readonly header: FileHeader | null;
    /** Of the file, which a copy takes once more; and free where it is. */
    readonly bytes: number;
    readonly freeBytes: number;
  };
  readonly isPending: boolean;
}

/**
 * Looks what an upgrade would do to a data folder and its database, and changes nothing.
 * @throws InputError `folder_newer`, `store_newer` with the version to use; `store_locked`.
 */
export async function examineUpgrade(config: Config): Promise<UpgradePlan> {
  const home = ownHome(config);
  const steps = pendingSteps(home.folder).map(({ says }) => says);
  const state = config.cluster === null ? await stateOf(home) : 'cluster';
  return {
    folder: { noted: readFolderFormat(home.folder), to: formatAfter(), steps },
    database: { state, header: readFileHeader(home.dbFile), ...(await sizesOf(home.dbFile)) },
    isPending: steps.length > 0 || state === 'older',
  };
}

async function stateOf({ dbFile, workFolder }: Home): Promise<UpgradePlan['database']['state']> {
  if (!existsSync(dbFile)) return 'none';
  try {
    await (await openDuckdbStore({ file: dbFile, readFolders: [workFolder], isReadOnly: true })).close();
    return 'current';
  } catch (error) {
    if (!(error instanceof FlightdeckError)) throw error;
    if (error.code === 'store_older') return 'older';
    if (error.code === 'store_damaged') return 'damaged';
    throw error;
  }
}

async function sizesOf(file: string): Promise<{ readonly bytes: number; readonly freeBytes: number }> {
  const bytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (!existsSync(dirname(file))) return { bytes, freeBytes: 0 };
  const { bavail, bsize } = await statfs(dirname(file));
  return { bytes, freeBytes: bavail * bsize };
}

/** The database as it was before an upgrade is kept for so long. */
const KEEP_MS = 7 * 86_400_000;

/** Removes the database from before an upgrade once a week has passed; who needs it later fills one from the archive. */
export async function dropEarlierDatabase({ dbFile }: Pick<Home, 'dbFile'>, now: Date): Promise<void> {
  const before = beforeUpgrade(dbFile);
  const found = statSync(before, { throwIfNoEntry: false });
  // When it got this name, not when it was written.
  if (found !== undefined && now.getTime() - found.ctimeMs > KEEP_MS) await removeDatabase(before);
}
