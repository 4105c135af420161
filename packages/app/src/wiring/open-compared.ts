import { existsSync } from 'node:fs';
import { compareStore, isBehind, readHistory, removeDatabaseFile } from '@flightdeck/ingest';
import type { Config } from '../settings/config.ts';
import { type Home, hasData, rebuiltFile } from './home.ts';
import { type OpenedStore, openStore } from './open-store.ts';

/** An open store that was found to belong to the archive. */
export interface ComparedStore extends OpenedStore {
  /** True: the database was missing, or the cluster empty, though the archive has reports. */
  readonly isLost: boolean;
  /** True: the journal has what the database has not taken in. */
  readonly isBehind: boolean;
}

/**
 * Opens a home's store after its journal was read, so that nothing is made where the journal is damaged, and compares the
 * two. The made-up organization is only filled: it begins anew now and then, on a cluster over what is left of it.
 * @throws DataError `journal_missing`, `journal_damaged`, `journal_newer`, `journal_behind`, `store_foreign`; what opening a
 * store throws.
 */
export async function openCompared(
  config: Pick<Config, 'cluster'>,
  home: Home,
  isReadOnly = false,
): Promise<ComparedStore> {
  const history = await readHistory(home.folder);
  const { cluster } = config;
  const isMissing = cluster === null && !existsSync(home.dbFile);
  const opened = await openStore(config, home, isReadOnly);
  const { store, lease } = opened;
  try {
    // Whoever rebuilds holds the database, so that nobody does: a killed rebuild left the people in it.
    if (cluster === null && !isMissing && !isReadOnly) await removeDatabaseFile(rebuiltFile(home));
    const isEmpty = isMissing || (cluster !== null && (await store.scopes()).length === 0);
    const isLost = isEmpty && hasData(home);
    if (home.demo) return { ...opened, isLost, isBehind: false };
    await compareStore(store, history, { archive: home.folder, store: nameOf(config, home) });
    return { ...opened, isLost, isBehind: await isBehind(store, history) };
  } catch (error) {
    await lease?.release().catch(() => undefined);
    await store.close().catch(() => undefined);
    throw error;
  }
}

/** What a store is called when something is wrong with it. */
export function nameOf({ cluster }: Pick<Config, 'cluster'>, home: Home): string {
  return cluster === null ? `the database ${home.dbFile}` : `the cluster's indexes ${cluster.prefix}-*`;
}
