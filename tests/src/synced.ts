import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DayRange, Scope } from '@flightdeck/catalog';
import { createGithub } from '@flightdeck/github';
import {
  createReader,
  journalPath,
  openJournal,
  type SyncResult,
  syncOnce,
  syncPastSnapshots,
} from '@flightdeck/ingest';
import { type FaultPlan, type RunningSimulator, type Simulation, startSimulator } from '@flightdeck/simulator';
import type { Store } from '@flightdeck/store';
import { openDuckdbStore } from '@flightdeck/store-duckdb';
import { openClusterStore, removeClusterStores } from './cluster/cluster-store.ts';

/** True where tests of answers are run again on a cluster. */
export const isOnCluster = (): boolean => process.env.TEST_STORE === 'cluster';

/** A store that real syncs fill from a simulator of GitHub on loopback. */
export interface Synced {
  readonly store: Store;
  readonly simulator: RunningSimulator;
  sync(): Promise<SyncResult>;
  /** Takes the snapshots of the seats that a server would have taken then, turning the simulated clock there and back. */
  snapshots(instants: readonly Date[]): Promise<SyncResult>;
  close(): Promise<void>;
}

/** Opens everything in a folder of its own; nothing is synced yet. A sync asks for what there is since the range begins. */
export async function openSynced(
  simulation: Simulation,
  {
    scopes,
    range,
    now,
    faults,
    threads = 1,
    openStore = (file, readFolders) =>
      isOnCluster() ? openClusterStore(readFolders) : openDuckdbStore({ file, readFolders, threads }),
  }: {
    readonly scopes: readonly Scope[];
    readonly range: DayRange;
    readonly now: Date;
    readonly faults?: FaultPlan;
    /** Those of DuckDB and of the reader; one unless given. */
    readonly threads?: number;
    /** The store to fill; DuckDB in the folder, or the cluster under TEST_STORE=cluster, unless given. */
    readonly openStore?: (file: string, readFolders: readonly string[]) => Promise<Store>;
  },
): Promise<Synced> {
  const folder = mkdtempSync(join(tmpdir(), 'flightdeck-synced-'));
  const archive = join(folder, 'archive');
  const workFolder = join(folder, 'work');
  const store = await openStore(join(folder, 'db', 'flightdeck.duckdb'), [workFolder]);
  const journal = await openJournal(journalPath(archive));
  const reader = createReader({ workFolder, threads });
  const simulator = await startSimulator(simulation, faults ? { faults } : {});
  const github = createGithub({
    apiUrl: simulator.url,
    auth: { kind: 'token', token: 'test' },
    sleep: () => Promise.resolve(),
  });
  const shared = { store, journal, reader, archive, workFolder, github, scopes, since: range.from };
  return {
    store,
    simulator,
    sync: () => syncOnce({ ...shared, now }),
    async snapshots(instants) {
      const turnTo = async (instant: Date) => simulator.clock.set(instant);
      const result = await syncPastSnapshots(shared, { instants, turnTo });
      simulator.clock.set(now);
      return result;
    },
    async close() {
      await github.close();
      await simulator.close();
      await reader.close();
      await journal.close();
      await store.close();
      await removeClusterStores();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
