import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { DataError } from '@flightdeck/catalog';
import { CsvLines, findCsvHeader } from '../../scan/csv/csv-lines.ts';
import { FileScan } from '../../scan/file-scan.ts';
import { bomLength, decideForm, type FileForm, skipSpace } from '../../scan/form.ts';
import { splitJsonItems } from '../../scan/json/json-items.ts';
import { LineSplitter } from '../../scan/json/lines.ts';
import { nameBytes } from '../../scan/other-bytes.ts';
import type { ReportScan } from '../../scan/report-scan.ts';
import type { FaultHook } from '../fault.ts';
import { gunzip } from '../gunzip.ts';
import { CleanFile } from './clean-file.ts';
import type { GiveWay } from './give-way.ts';
import type { LandLimits } from './limits.ts';
import type { PendingFile } from './pending-file.ts';
import { notReport } from './refuse.ts';
import { decideRepeats } from './repeats.ts';

/** One file on its way in. */
export interface Receiving {
  readonly chunks: AsyncIterable<Uint8Array>;
  readonly packed: boolean;
  readonly pending: PendingFile;
  readonly clean: FileHandle;
  /** Path of a shard's clean file, to compare a repeated row with the earlier one. */
  readonly cleanFile: (shard: number) => string;
  readonly shard: number;
  readonly scan: ReportScan;
  /** Of a CSV only this organization's records are loaded. */
  readonly organization: string | null;
  readonly limits: LandLimits;
  readonly checkSpace: () => Promise<void>;
  readonly fault: FaultHook;
  readonly giveWay: GiveWay;
}

/** Result of reading one file. */
export interface ReadResult {
  readonly sha256: string;
  readonly bytes: number;
  readonly receivedBytes: number;
  readonly form: FileForm;
  readonly scan: FileScan;
  /** True when there was no report in it. */
  readonly empty: boolean;
}

const RATIO_FROM_BYTES = 16 * 1024 ** 2;
const SPACE_CHECK_BYTES = 64 * 1024 ** 2;
const LESS_THAN = 60;

/**
 * Reads the file once: archive, checksum, limits, lines. The archive copy is on the disk when this returns.
 * @throws DataError with a `FileCode`.
 */
export async function readReceived(receiving: Receiving): Promise<ReadResult> {
  const { pending, packed, limits, fault, giveWay } = receiving;
  const file = new FileScan(receiving.scan, receiving.shard, receiving.organization);
  const hash = createHash('sha256');
  const count = { received: 0, bytes: 0, spaceCheck: SPACE_CHECK_BYTES };
  const content = packed ? gunzip(tee(receiving.chunks, pending, count)) : receiving.chunks;
  const reader = new FormReader(file, limits);
  const clean = new CleanFile(receiving.clean, receiving.cleanFile(receiving.shard));
  const flush = async (): Promise<void> => {
    await clean.write(file.takeClean());
    const repeats = file.takeRepeats();
    if (repeats.length === 0) return;
    await clean.finish();
    await decideRepeats(file, repeats, receiving.cleanFile);
  };
  try {
    for await (const piece of content) {
      const begunAt = performance.now();
      const chunk = Buffer.from(piece.buffer, piece.byteOffset, piece.length);
      count.bytes += chunk.length;
      if (!packed) count.received += chunk.length;
      requireSize(count.bytes, count.received, packed, limits);
      hash.update(chunk);
      if (!packed) await pending.write(chunk);
      reader.push(chunk);
      requireLines(file.lines, limits);
      await flush();
      await fault('land.scan');
      if (giveWay.isNeeded()) {
        // Packing is on the threads that the engine's answers are waited for on.
        await pending.settle();
        await giveWay.pause(performance.now() - begunAt);
      }
      if (count.bytes >= count.spaceCheck) {
        count.spaceCheck += SPACE_CHECK_BYTES;
        await receiving.checkSpace();
      }
    }
    reader.end();
    requireLines(file.lines, limits);
    await flush();
    await clean.finish();
  } finally {
    await clean.drain();
  }
  await pending.finish();
  return {
    sha256: hash.digest('hex'),
    bytes: count.bytes,
    receivedBytes: count.received,
    form: reader.form,
    scan: file,
    empty: file.lines === file.blank || (file.sawBareString && file.lines - file.blank === 1),
  };
}

async function* tee(
  chunks: AsyncIterable<Uint8Array>,
  pending: PendingFile,
  count: { received: number },
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    count.received += chunk.length;
    await pending.write(chunk);
    yield chunk;
  }
}

function requireSize(bytes: number, received: number, packed: boolean, limits: LandLimits): void {
  const ratio = packed && bytes > RATIO_FROM_BYTES && bytes > received * limits.maxRatio;
  if (ratio) throw bomb(`The file unpacks to more than ${limits.maxRatio} times its size.`);
  if (bytes > limits.maxBytes) throw bomb(`The file has more than ${limits.maxBytes} bytes.`);
}

function requireLines(lines: number, limits: LandLimits): void {
  if (lines > limits.maxLines) throw bomb(`The file has more than ${limits.maxLines} lines.`);
}

function bomb(message: string): DataError {
  return new DataError(message, { code: 'bomb', hint: 'Split the file, or raise the limit if it can be trusted.' });
}

/** Holds back the beginning until the form is known, then feeds the lines, or collects the one JSON text. */
class FormReader {
  form: FileForm = 'ndjson';
  readonly #file: FileScan;
  readonly #limits: LandLimits;
  #head: Buffer[] = [];
  #length = 0;
  #splitter: LineSplitter | null = null;
  #csv: CsvLines | null = null;
  #decided = false;

  constructor(file: FileScan, limits: LandLimits) {
    this.#file = file;
    this.#limits = limits;
  }

  push(chunk: Buffer): void {
    if (this.#splitter !== null) {
      this.#splitter.push(chunk);
      this.#csv?.flush();
      return;
    }
    this.#head.push(chunk);
    this.#length += chunk.length;
    if (!this.#decided) this.#decide(false);
    else if (this.#length > this.#limits.maxJsonBytes) {
      throw new DataError('The file is one JSON text and too large to be read as such.', {
        code: 'json_too_large',
        hint: 'Write one object a line (NDJSON).',
      });
    }
  }

  end(): void {
    if (!this.#decided) this.#decide(true);
    if (this.#splitter !== null) {
      this.#splitter.end();
      this.#csv?.flush();
    } else splitJsonItems(Buffer.concat(this.#head), this.#file);
  }

  #decide(ended: boolean): void {
    // Joining on every small chunk would read a long first line again and again.
    if (!ended && this.#head.length > 64 && this.#head.length % 64 !== 0) return;
    const head = this.#head.length === 1 ? (this.#head[0] as Buffer) : Buffer.concat(this.#head);
    if (head[skipSpace(head, bomLength(head))] === LESS_THAN) throw notReport('It is a web page or XML.');
    const other = nameBytes(head);
    if (other !== null) throw notReport(other);
    const decided = decideForm(head, ended);
    const header = decided === 'ndjson' ? findCsvHeader(head, ended) : null;
    if (decided === null || header === undefined) return;
    this.#decided = true;
    this.form = header === null ? decided : 'csv';
    if (decided === 'json') return;
    const skip = bomLength(head);
    this.#csv = header === null ? null : new CsvLines(this.#file, header);
    this.#splitter = new LineSplitter(this.#csv ?? this.#file, skip, this.#limits.maxLineBytes);
    this.#splitter.push(head.subarray(skip));
    this.#csv?.flush();
    this.#head = [];
  }
}
