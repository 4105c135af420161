import { rm } from 'node:fs/promises';
import { FlightdeckError } from '@flightdeck/catalog';
import { type LoadedDay, loadLandings } from './load.ts';
import { cleanFiles, type LoadItem } from './load-item.ts';
import type { Standing } from './standing.ts';
import type { IngestTools } from './tools.ts';

/** What came of a number of landings. */
export interface LoadedEach {
  readonly days: readonly LoadedDay[];
  readonly failed: readonly { readonly item: LoadItem; readonly error: FlightdeckError }[];
}

/** Most bytes of sound rows normalised at once, so that the reader's memory does not grow with the batch. */
const MOST_BYTES = 400_000_000;

/**
 * Loads landings of one (scope, report, user grain, origin), no two with a day in common: together, and one by one when
 * that fails, so that the days that are well stand. `standing` lets a newer edition keep its days from an older one; without it
 * the later load counts. Removes the clean files.
 */
export async function loadEach(
  tools: IngestTools,
  items: readonly LoadItem[],
  standing?: Standing,
): Promise<LoadedEach> {
  const days: LoadedDay[] = [];
  const failed: { item: LoadItem; error: FlightdeckError }[] = [];
  const load = async (part: readonly LoadItem[]): Promise<void> => {
    try {
      days.push(...(await loadLandings(tools, part, standing)));
    } catch (error) {
      if (!(error instanceof FlightdeckError)) throw error;
      const [item] = part;
      if (part.length > 1) for (const single of part) await load([single]);
      else if (item !== undefined) failed.push({ item, error });
    }
  };
  try {
    for (const part of sliceByBytes(items)) await load(part);
    return { days, failed };
  } finally {
    await discardClean(items);
  }
}

/** Removes the clean files of landings that will not be loaded (any more). */
export async function discardClean(items: readonly Pick<LoadItem, 'landing'>[]): Promise<void> {
  const files = items.flatMap(({ landing }) => cleanFiles(landing));
  await Promise.all(files.map((path) => rm(path, { force: true })));
}

function sliceByBytes(items: readonly LoadItem[]): readonly (readonly LoadItem[])[] {
  const slices: LoadItem[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const item of items) {
    const bytes = item.landing.files.reduce((sum, file) => sum + file.bytes, 0);
    if (size + bytes > MOST_BYTES) {
      slices.push([]);
      size = 0;
    }
    slices.at(-1)?.push(item);
    size += bytes;
  }
  return slices;
}
