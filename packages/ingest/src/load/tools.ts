import type { Store } from '@flightdeck/store';
import type { GiveWay } from '../archive/land/give-way.ts';
import type { LandLimits } from '../archive/land/limits.ts';
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
  /** Where a file is read beside questions; they are not waited for when left out. */
  readonly giveWay?: GiveWay;
  /** Called at each named place, `load.before_normalise` and the like, where a test may kill the process. */
  readonly faultPoint?: (name: string) => void | Promise<void>;
}
