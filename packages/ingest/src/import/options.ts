import type { Day, Scope } from '@flightdeck/catalog';
import type { IngestTools } from '../load/tools.ts';

/** How to import. */
export interface ImportOptions extends IngestTools {
  /** The one reading of the clock of this run. */
  readonly now: Date;
  /** Asked once more at the end, for the run's duration only. */
  readonly clock?: () => Date;
  /** Whose reports these are. Without it each file is loaded under the id it names. */
  readonly scope?: Scope;
  /** For a file of several organizations or enterprises: GitHub's id of the one to load. */
  readonly entityId?: string;
  /** Slug of the team of all files: responses of the older APIs for one team. */
  readonly team?: string;
  /** For a list of seats, which does not state its day: the day it was fetched. */
  readonly day?: Day;
  /** Load nothing of a file that has a line which cannot be loaded. */
  readonly strict?: boolean;
  /** Also replace days that GitHub's API or a newer export gave. */
  readonly replace?: boolean;
  /** Called when a file was read; the result says what became of it. */
  readonly onProgress?: (progress: { readonly file: string; readonly done: number; readonly of: number }) => void;
  readonly signal?: AbortSignal;
}
