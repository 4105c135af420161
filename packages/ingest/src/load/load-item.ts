import type { Day } from '@flightdeck/catalog';
import type { LandedReport } from '../archive/land/landing.ts';
import type { Journaled, LandedEvent } from './events.ts';

/** A landed report on its way into the store. */
export interface LoadItem {
  readonly landing: LandedReport;
  readonly event: Journaled<LandedEvent>;
  /** Only these days of it, which it was loaded for before; all, for the first time, when left out. */
  readonly only?: ReadonlySet<Day> | undefined;
}

/** Paths of the sound rows of a landing. */
export function cleanFiles(landing: LandedReport): readonly string[] {
  return landing.files.flatMap(({ cleanFile }) => (cleanFile === null ? [] : [cleanFile]));
}
