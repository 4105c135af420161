import type { Reader } from '@flightdeck/ingest';
import type { Logger } from 'pino';
import type { Config } from '../settings/config.ts';
import type { Tracer } from './trace/tracer.ts';

/** What the app is given from outside. */
export interface AppEffects {
  readonly now: () => Date;
  readonly log: Logger;
  /** A reader of reports that several apps on one folder use, one after the other; each has its own when left out. */
  readonly reader?: Reader;
  /** Where work is traced; nowhere when left out. */
  readonly tracer?: Tracer;
  /** Switches to the data of another configuration; if left out, that happens at the next start. */
  readonly replace?: (next: Config) => Promise<void>;
}
