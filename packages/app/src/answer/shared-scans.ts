import type { Scan, ScanMeasure, ScanRow } from '@flightdeck/query';
import { createSharedWork } from './shared-work.ts';

/** Scans that are asked for at the same moment and read the same rows are one scan of the store. */
export type SharedScans = (scan: Scan, signal?: AbortSignal) => Promise<readonly ScanRow[]>;

/** Of one scan so many measures, so that no statement grows without bound. */
const MOST_MEASURES = 40;

/** What several ask of the same rows; closed when it is sent to the store. */
interface Batch {
  readonly key: string;
  readonly scan: Scan;
  /** Index of each measure by what is computed, whatever its name. */
  readonly places: Map<string, number>;
  readonly measures: ScanMeasure[];
  askers: number;
}

/**
 * Reads scans through the store, those of one moment together: a page asks for the same people in four panels, each
 * with other measures. Where the joint scan fails, each is asked alone, so that the fault of one is not the fault of all.
 */
export function createSharedScans(store: SharedScans): SharedScans {
  const open = new Map<string, Batch>();
  const underWay = createSharedWork<readonly ScanRow[]>();
  let batches = 0;

  /** The batch these measures fit into, opened when there is none. */
  function join(scan: Scan): Batch {
    const shape = JSON.stringify({ ...scan, id: '', measures: [] });
    const found = open.get(shape);
    if (found && fits(found, scan.measures)) return found;
    batches += 1;
    const batch: Batch = { key: String(batches), scan, places: new Map(), measures: [], askers: 0 };
    open.set(shape, batch);
    setImmediate(() => {
      if (open.get(shape) === batch) open.delete(shape);
    });
    return batch;
  }

  async function send(batch: Batch, signal: AbortSignal): Promise<readonly ScanRow[]> {
    // Questions of a page arrive one after another within one turn of the event loop.
    await new Promise((resolve) => setImmediate(resolve));
    return await store({ ...batch.scan, measures: batch.measures }, signal);
  }

  return async (scan, signal) => {
    const batch = join(scan);
    const places = scan.measures.map((measure) => placeOf(batch, measure));
    batch.askers += 1;
    try {
      const rows = await underWay.run(batch.key, (ends) => send(batch, ends), signal);
      if (places.length === batch.measures.length && places.every((place, index) => place === index)) return rows;
      return rows.map(({ keys, values }) => ({ keys, values: places.map((place) => values[place] ?? null) }));
    } catch (error) {
      if (batch.askers === 1 || signal?.aborted === true) throw error;
      return await store(scan, signal);
    }
  };
}

/** False when it would be too many, or when a name would stand for two measures. */
function fits({ measures, places }: Batch, more: readonly ScanMeasure[]): boolean {
  const others = more.filter((measure) => !places.has(definitionOf(measure)));
  const names = new Set(measures.map(({ name }) => name));
  return measures.length + others.length <= MOST_MEASURES && others.every(({ name }) => !names.has(name));
}

function placeOf({ places, measures }: Batch, measure: ScanMeasure): number {
  const key = definitionOf(measure);
  const known = places.get(key);
  if (known !== undefined) return known;
  places.set(key, measures.length);
  measures.push(measure);
  return measures.length - 1;
}

/** What an engine computes. What a null stands for is decided later. */
const definitionOf = ({ aggregate, column, weight, when }: ScanMeasure): string =>
  JSON.stringify([aggregate, column, weight, when]);
