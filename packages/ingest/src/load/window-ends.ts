import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { type Day, isDay } from '@flightdeck/catalog';

/** `report_end_day` of every record of clean 28-day files, with the number of records that have it. */
export async function readWindowEnds(files: readonly string[]): Promise<ReadonlyMap<Day, number>> {
  const ends = new Map<Day, number>();
  for (const file of files) {
    for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
      const record: unknown = JSON.parse(line);
      if (typeof record !== 'object' || record === null || !('report_end_day' in record)) continue;
      const end = record.report_end_day;
      if (isDay(end)) ends.set(end, (ends.get(end) ?? 0) + 1);
    }
  }
  return ends;
}

/** `created_at` of the first record of clean 28-day files, as an ISO instant; undefined when it has none. */
export async function readExportedAt(files: readonly string[]): Promise<string | undefined> {
  for (const file of files) {
    const stream = createReadStream(file);
    for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
      stream.destroy();
      const record: unknown = JSON.parse(line);
      if (typeof record !== 'object' || record === null || !('created_at' in record)) return undefined;
      const at = new Date(String(record.created_at));
      return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
    }
  }
  return undefined;
}
