import type { Store } from '@flightdeck/store';
import type { LandLimits } from '../archive/limits.ts';
import type { Journal } from '../journal/journal.ts';
import type { Reader } from '../normalise/index.ts';

/** Tools of every kind of ingest. One run at a time may use them: the journal and the store have one writer. */
export interface IngestTools {
  readonly store: Store;
  readonly reader: Reader;
  readonly journal: Journal;
  /** Folder that holds `raw/`. */
  readonly archive: string;
  /** The reader's folder, for files that live no longer than a load; emptied at will. */
  readonly workFolder: string;
  readonly limits?: Partial<LandLimits>;
  /** Called at each named place, where a test may kill the process; see `INGEST_FAULT_POINTS`. */
  readonly faultPoint?: (name: string) => void | Promise<void>;
}

/** Where ingest itself calls `faultPoint`; landing, journal and store have their own. */
export const INGEST_FAULT_POINTS = [
  'load.before_normalise',
  'load.after_normalise',
  'load.before_replace',
  'load.after_replace',
  'load.before_journal',
  'load.after_journal',
  'sync.day_landed',
  'sync.before_run_row',
  'import.before_run_row',
  'rebuild.before_swap',
  'rebuild.after_swap',
] as const;
