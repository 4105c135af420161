import { createReader, type IngestTools, journalPath, openJournal, type Reader } from '@flightdeck/ingest';
import type { Store } from '@flightdeck/store';
import type { Home } from './home.ts';

/** The ingest tools of a home, opened when first needed. */
export interface LazyTools {
  open(): Promise<IngestTools>;
  close(): Promise<void>;
}

/** Tools over an open store; nothing is opened yet. A reader that is shared is left open. */
export function createLazyTools(home: Home, store: Store, shared?: Reader): LazyTools {
  let opening: Promise<IngestTools> | null = null;
  return {
    open() {
      opening ??= openTools(home, store, shared);
      return opening;
    },
    async close() {
      const tools = await opening;
      if (shared === undefined) await tools?.reader.close();
      await tools?.journal.close();
    },
  };
}

/** Opens journal and reader beside a store; the caller closes them. */
export async function openTools(home: Home, store: Store, shared?: Reader): Promise<IngestTools> {
  return {
    store,
    journal: await openJournal(journalPath(home.folder)),
    reader: shared ?? createReader({ workFolder: home.workFolder }),
    archive: home.folder,
    workFolder: home.workFolder,
  };
}
