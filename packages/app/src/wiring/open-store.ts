import { hostname } from 'node:os';
import type { Lease, Store } from '@flightdeck/store';
import { openDuckdbStore } from '@flightdeck/store-duckdb';
import { openOpensearchStore } from '@flightdeck/store-opensearch';
import type { Config } from '../settings/config.ts';
import type { Home } from './home.ts';
import { folderLease } from './lease/folder-lease.ts';
import { readVersion } from './version.ts';

/** A store and, where several servers may share it or its archive, the election of the one that syncs. */
export interface OpenedStore {
  readonly store: Store;
  readonly lease: Lease | null;
  /** The lease, if it is of the data folder and each server has a database of its own; null otherwise. */
  readonly folderLease: Lease | null;
}

/** The store of a home: its database file, or the indexes of the cluster that is configured; those of the demo are its own. */
export async function openStore(
  { cluster }: Pick<Config, 'cluster'>,
  home: Home,
  isReadOnly = false,
): Promise<OpenedStore> {
  const readFolders = [home.workFolder];
  if (cluster === null) {
    const lease = isReadOnly ? null : folderLease(home);
    return {
      store: await openDuckdbStore({ file: home.dbFile, readFolders, isReadOnly, version: readVersion() }),
      lease,
      folderLease: lease,
    };
  }
  const prefix = home.demo ? `${cluster.prefix}-demo` : cluster.prefix;
  const store = await openOpensearchStore({ ...cluster, prefix, readFolders });
  return { store, lease: store.lease({ name: `${hostname()} (pid ${process.pid})` }), folderLease: null };
}
