import { createReadStream } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Day, type DayRange, REPORT_KEYS } from '@flightdeck/catalog';
import { gunzip, isGzip } from '../../archive/gunzip.ts';
import { CsvLines, findCsvHeader } from '../../scan/csv/csv-lines.ts';
import { FileScan } from '../../scan/file-scan.ts';
import { bomLength, decideForm } from '../../scan/form.ts';
import { splitJsonItems } from '../../scan/json/json-items.ts';
import { LineSplitter } from '../../scan/json/lines.ts';
import { ReportScan } from '../../scan/report-scan.ts';
import type { RecordKind } from '../../scan/schema.ts';
import type { Entity } from '../../scan/seen/entities.ts';

/** What the beginning of a file shows. */
export interface Peek {
  /** Null when no row gives it away. */
  readonly kind: RecordKind | null;
  /** Whose rows these are; of a small file all, of a large one those at its beginning. */
  readonly entities: readonly Entity[];
  /** Days of those rows. */
  readonly days: readonly Day[];
  /** What a 28-day report says it covers. */
  readonly window: DayRange | null;
  /** Organizations the records of a bill name, lower case. */
  readonly organizations: readonly string[];
}

const PEEK_BYTES = 4 * 1024 * 1024;
const TURN_BYTES = 256 * 1024;

/** Looks at the first 4 MiB of a file's content. @throws DataError `gzip_damaged`. */
export async function peekFile(path: string, now: Date): Promise<Peek> {
  const { head, whole } = await readHead(path);
  const report = new ReportScan(REPORT_KEYS, now, {});
  const file = new FileScan(report, 0);
  const skip = bomLength(head);
  let csv: CsvLines | null = null;
  if (decideForm(head, whole) === 'json') {
    if (whole) splitJsonItems(head, file);
  } else {
    const header = findCsvHeader(head, whole) ?? null;
    csv = header === null ? null : new CsvLines(file, header);
    const lines = new LineSplitter(csv ?? file, skip);
    for (let at = skip; at < head.length; at += TURN_BYTES) {
      lines.push(head.subarray(at, at + TURN_BYTES));
      // Whoever asks a question of this process gets a turn in between.
      await nextTurn();
    }
    if (whole) lines.end();
    csv?.flush();
  }
  return {
    kind: report.kind,
    entities: report.entities.list(),
    days: [...report.days.keys()],
    window: report.window,
    organizations: [...file.organizations],
  };
}

async function readHead(path: string): Promise<{ readonly head: Buffer; readonly whole: boolean }> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of await openContent(path)) {
    pieces.push(piece);
    size += piece.length;
    if (size >= PEEK_BYTES) return { head: Buffer.concat(pieces), whole: false };
  }
  return { head: Buffer.concat(pieces), whole: true };
}

async function openContent(path: string): Promise<AsyncIterable<Buffer>> {
  for await (const start of createReadStream(path, { end: 1 })) {
    if (isGzip(start as Buffer)) return gunzip(createReadStream(path));
  }
  return createReadStream(path, { highWaterMark: 1024 * 1024 });
}
