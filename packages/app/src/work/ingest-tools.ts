import {
  createReader,
  type GiveWay,
  type IngestTools,
  type Journal,
  journalPath,
  openJournal,
  openStandbyJournal,
  type Reader,
} from '@flightdeck/ingest';
import type { Lease, Store } from '@flightdeck/store';
import type { Home } from '../wiring/home.ts';
import { requireLease } from '../wiring/lease/folder-lease.ts';

/** The ingest tools of a home, opened when first needed. */
export interface LazyTools {
  /** @throws CapabilityError `standby` while another server writes to the folder, also when something is added to the journal. */
  open(): Promise<IngestTools>;
  /** To fill a database from the archive, also while another server writes to it: then nothing is added to the journal. */
  openToReplay(): Promise<IngestTools>;
  close(): Promise<void>;
}

/** What the tools need beside home and store. */
export interface ToolOptions {
  readonly minFreeBytes: number;
  readonly giveWay: GiveWay;
  /** Is left open. */
  readonly reader: Reader | undefined;
  /** Who holds it may write to the folder; null: whoever has the database open. */
  readonly folderLease: Lease | null;
}

/** Tools over an open store; nothing is opened yet. */
export function createLazyTools(home: Home, store: Store, options: ToolOptions): LazyTools {
  const { folderLease, minFreeBytes, giveWay } = options;
  const path = journalPath(home.folder);
  let journal: Promise<Journal> | null = null;
  let reader: Reader | null = null;
  const toolsWith = (opened: Journal): IngestTools => {
    reader ??= options.reader ?? createReader({ workFolder: home.workFolder });
    const { folder: archive, workFolder } = home;
    return { store, journal: opened, reader, archive, workFolder, limits: { minFreeBytes }, giveWay };
  };
  const open = async (): Promise<IngestTools> => {
    requireLease(folderLease);
    const begun = journal ?? openJournal(path).then((opened) => fenced(opened, folderLease));
    journal = begun;
    // What could not be opened is tried again by the next who needs it.
    begun.catch(() => {
      if (journal === begun) journal = null;
    });
    return toolsWith(await begun);
  };
  return {
    open,
    async openToReplay() {
      if (folderLease === null || folderLease.isHeld) return open();
      return toolsWith(await openStandbyJournal(path));
    },
    async close() {
      const opened = await journal?.catch(() => null);
      if (options.reader === undefined) await reader?.close();
      await opened?.close();
    },
  };
}

/** The journal, to which nothing is added once the lease is lost: another server may be writing it. */
function fenced(journal: Journal, lease: Lease | null): Journal {
  if (lease === null) return journal;
  return {
    get head() {
      return journal.head;
    },
    async append(event) {
      requireLease(lease);
      return await journal.append(event);
    },
    close: () => journal.close(),
  };
}
