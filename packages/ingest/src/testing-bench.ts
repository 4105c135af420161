import { join } from 'node:path';
import type { Store } from '@flightdeck/store';
import { openDuckdbStore } from '@flightdeck/store-duckdb';
import { journalPath, openJournal } from './journal/journal.ts';
import type { IngestTools } from './load/tools.ts';
import { createReader } from './normalise/index.ts';

/** A folder with everything ingest needs, for tests. */
export interface Bench {
  readonly tools: IngestTools;
  readonly store: Store;
  readonly folder: string;
  close(): Promise<void>;
}

/** Opens archive, journal, store and reader in the folder. */
export async function openBench(folder: string, faultPoint?: (name: string) => void): Promise<Bench> {
  const archive = join(folder, 'archive');
  const workFolder = join(folder, 'work');
  const store = await openDuckdbStore({
    file: join(folder, 'db', 'flightdeck.duckdb'),
    readFolders: [workFolder],
    memoryLimitMb: 500,
    ...(faultPoint === undefined ? {} : { faultPoint }),
  });
  const journal = await openJournal(journalPath(archive), faultPoint);
  const reader = createReader({ workFolder, memoryLimitMb: 400, threads: 1 });
  const limits = { minFreeBytes: 0 };
  const tools = {
    store,
    journal,
    reader,
    archive,
    workFolder,
    limits,
    ...(faultPoint === undefined ? {} : { faultPoint }),
  };
  return {
    tools,
    store,
    folder,
    async close() {
      await reader.close();
      await journal.close();
      await store.close();
    },
  };
}
