import { hostname } from 'node:os';
import type { Store } from '@flightdeck/store';
import { openDuckdbStore } from '@flightdeck/store-duckdb';
import { type Lease, openOpensearchStore } from '@flightdeck/store-opensearch';
import type { Config } from '../settings/config.ts';
import type { Home } from './home.ts';

/** A store and, where several servers may share it, the election of the one that syncs. */
export interface OpenedStore {
  readonly store: Store;
  readonly lease: Lease | null;
}

/** The store of a home: its database file, or the indexes of the cluster that is configured; those of the demo are its own. */
export async function openStore(
  { cluster }: Pick<Config, 'cluster'>,
  home: Home,
  isReadOnly = false,
): Promise<OpenedStore> {
  const readFolders = [home.workFolder];
  if (cluster === null)
    return { store: await openDuckdbStore({ file: home.dbFile, readFolders, isReadOnly }), lease: null };
  const prefix = home.demo ? `${cluster.prefix}-demo` : cluster.prefix;
  const store = await openOpensearchStore({ ...cluster, prefix, readFolders });
  return { store, lease: store.lease({ name: `${hostname()} (pid ${process.pid})` }) };
}
