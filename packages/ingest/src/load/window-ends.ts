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
