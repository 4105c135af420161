import {
  createReader,
  type GiveWay,
  type IngestTools,
  journalPath,
  openJournal,
  type Reader,
} from '@flightdeck/ingest';
import type { Store } from '@flightdeck/store';
import type { Home } from '../wiring/home.ts';

/** The ingest tools of a home, opened when first needed. */
export interface LazyTools {
  open(): Promise<IngestTools>;
  close(): Promise<void>;
}

/** What the tools need beside home and store. */
export interface ToolOptions {
  readonly minFreeBytes: number;
  readonly giveWay: GiveWay;
  /** Is left open. */
  readonly reader: Reader | undefined;
}

/** Tools over an open store; nothing is opened yet. */
export function createLazyTools(home: Home, store: Store, options: ToolOptions): LazyTools {
  let opening: Promise<IngestTools> | null = null;
  return {
    open() {
      if (opening !== null) return opening;
      const begun = openTools(home, store, options);
      opening = begun;
      // What could not be opened is tried again by the next who needs it.
      begun.catch(() => {
        if (opening === begun) opening = null;
      });
      return begun;
    },
    async close() {
      const tools = await opening?.catch(() => null);
      if (options.reader === undefined) await tools?.reader.close();
      await tools?.journal.close();
    },
  };
}

/** Opens journal and reader beside a store; the caller closes them. */
async function openTools(
  home: Home,
  store: Store,
  { minFreeBytes, giveWay, reader }: ToolOptions,
): Promise<IngestTools> {
  return {
    store,
    journal: await openJournal(journalPath(home.folder)),
    reader: reader ?? createReader({ workFolder: home.workFolder }),
    archive: home.folder,
    workFolder: home.workFolder,
    limits: { minFreeBytes },
    giveWay,
  };
}
