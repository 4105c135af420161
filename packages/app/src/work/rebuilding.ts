import { existsSync } from 'node:fs';
import { FlightdeckError } from '@flightdeck/catalog';
import {
  type ComparedPlaces,
  compareStore,
  createReader,
  type IngestHistory,
  type Journal,
  journalPath,
  openJournal,
  type ReplayResult,
  readHistory,
  rebuild,
  removeDatabaseFile,
  salvageJournal,
  swapDatabaseFile,
} from '@flightdeck/ingest';
import type { RunRow, Store } from '@flightdeck/store';
import { openDuckdbStore } from '@flightdeck/store-duckdb';
import type { Config } from '../settings/config.ts';
import { requireDisk } from '../status/disk.ts';
import type { Progress } from '../status/status.ts';
import { closeAll } from '../wiring/close-all.ts';
import type { AppEffects } from '../wiring/effects.ts';
import { type Home, makeHome, rebuiltFile } from '../wiring/home.ts';
import { holdFolder } from '../wiring/lease/folder-lease.ts';
import { nameOf } from '../wiring/open-compared.ts';
import { openStore } from '../wiring/open-store.ts';

/** What may stop a rebuild and who hears of its progress. */
export interface RebuildSettings {
  /** Go on without rows of the journal and archived files that are damaged, and list them. */
  readonly skipDamaged?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  /** A cluster to fill instead of a new database file; what it holds already stays. */
  readonly cluster?: Config['cluster'];
  /** Bytes to be left free on the disks; 0 without it. */
  readonly minFreeBytes?: number;
}

/**
 * Builds a new database from the archive beside the old one, which it replaces at the end; or fills a cluster.
 * @throws DataError `archive_missing`, `archive_changed`, `journal_damaged` unless `skipDamaged`; `journal_missing`,
 * `journal_behind`, `store_foreign`; InputError `store_locked`; CapabilityError `standby` while another server writes to the folder.
 * The old one stays then.
 */
export async function rebuildDatabase(
  home: Home,
  effects: AppEffects,
  settings: RebuildSettings,
): Promise<RebuildResult> {
  makeHome(home);
  const work = () => rebuildHeld(home, effects, settings);
  return settings.cluster ? work() : holdFolder(home, work);
}

async function rebuildHeld(
  home: Home,
  { now, log, reader: shared }: AppEffects,
  { signal, onProgress, cluster = null, skipDamaged = false, minFreeBytes = 0 }: RebuildSettings,
): Promise<RebuildResult> {
  await requireDisk(home, minFreeBytes);
  const startedAt = now();
  const salvaged = skipDamaged ? await salvageJournal(home.folder, startedAt) : { faults: [], kept: null };
  const history = await readHistory(home.folder);
  const place = { archive: home.folder, store: nameOf({ cluster }, home) };
  const { old, openFreshStore, swap, discard } = cluster
    ? placeOnCluster({ cluster }, home, history, place)
    : await placeBeside(home, log);
  try {
    // The old database must not have more than the archive it is made from.
    if (old !== null && salvaged.kept === null) await compareStore(old, history, place);
  } catch (error) {
    await old?.close().catch(() => undefined);
    throw error;
  }
  const reader = shared ?? createReader({ workFolder: home.workFolder });
  let journal: Journal | null = null;
  try {
    journal = await openJournal(journalPath(home.folder));
    const result = await rebuild({
      skipDamaged,
      archive: home.folder,
      limits: { minFreeBytes },
      workFolder: home.workFolder,
      reader,
      journal,
      now: startedAt,
      clock: now,
      runs: await readRuns(old),
      openFreshStore,
      swap,
      ...(signal && { signal }),
      onProgress: ({ done, of }) =>
        onProgress?.({
          kind: 'rebuild',
          startedAt: startedAt.toISOString(),
          done,
          total: of,
          message: 'loading from the archive',
        }),
    });
    return { ...result, journal: salvaged };
  } catch (error) {
    await discard().catch(() => undefined);
    throw error;
  } finally {
    await closeAll([
      () => old?.close(),
      () => (shared === undefined ? reader.close() : undefined),
      () => journal?.close(),
    ]);
  }
}

/** What a rebuild did, and what of the journal it left out. */
export interface RebuildResult extends ReplayResult {
  readonly journal: Awaited<ReturnType<typeof salvageJournal>>;
}

/** Where a rebuild puts what it makes. */
interface Place {
  readonly old: Store | null;
  openFreshStore(): Promise<Store>;
  swap(): Promise<void>;
  /** Removes what was made of it before it failed or was stopped. */
  discard(): Promise<void>;
}

async function placeBeside(home: Home, log: AppEffects['log']): Promise<Place> {
  const fresh = rebuiltFile(home);
  const open = (file: string): Promise<Store> => openDuckdbStore({ file, readFolders: [home.workFolder] });
  // Held until the swap, so that nobody writes into what is about to be replaced.
  const old = existsSync(home.dbFile) ? await openOld(() => open(home.dbFile), log) : null;
  return {
    old,
    async openFreshStore() {
      await removeDatabaseFile(fresh);
      return await open(fresh);
    },
    async swap() {
      await old?.close();
      await swapDatabaseFile(fresh, home.dbFile);
    },
    discard: () => removeDatabaseFile(fresh),
  };
}

/** Each day of a cluster is switched when it is loaded, so there is nothing to swap. */
function placeOnCluster(
  config: Pick<Config, 'cluster'>,
  home: Home,
  history: IngestHistory,
  place: ComparedPlaces,
): Place {
  return {
    old: null,
    async openFreshStore() {
      const { store } = await openStore(config, home);
      // What it holds already stays, so it must be of this archive.
      if (!home.demo) await compareStore(store, history, place);
      return store;
    },
    swap: async () => undefined,
    discard: async () => undefined,
  };
}

/** The old store, or null when it is damaged, which is what a rebuild is for. @throws InputError `store_locked`. */
async function openOld(open: () => Promise<Store>, log: AppEffects['log']): Promise<Store | null> {
  try {
    return await open();
  } catch (error) {
    if (!(error instanceof FlightdeckError) || error.code !== 'store_damaged') throw error;
    log.warn(error.message);
    return null;
  }
}

async function readRuns(store: Store | null): Promise<readonly RunRow[]> {
  return store === null ? [] : (await store.ledger.runs()).toReversed();
}
