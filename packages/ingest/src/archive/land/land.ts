import { randomBytes } from 'node:crypto';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Day, DayRange, Scope } from '@flightdeck/catalog';
import type { LineCode } from '../../scan/codes.ts';
import type { FileScan } from '../../scan/file-scan.ts';
import { type Expectation, ReportScan } from '../../scan/report-scan.ts';
import type { ScanSchema } from '../../scan/schema.ts';
import { type FaultHook, NO_FAULT } from '../fault.ts';
import { FILE_MODE, makeFolder, requireFreeSpace } from '../files.ts';
import { isGzip } from '../gunzip.ts';
import { archiveFolder } from '../paths.ts';
import { GIVE_NO_WAY, type GiveWay } from './give-way.ts';
import type { LandedFile, LandedReport, Landing } from './landing.ts';
import { DEFAULT_LIMITS, type LandLimits } from './limits.ts';
import { PendingFile } from './pending-file.ts';
import { type ReadResult, readReceived } from './receive.ts';
import { requireOneEntity, requireReport, requireStrict } from './refuse.ts';

/** Where a report is filed; report and days are taken from the content when left out. */
export interface LandKey {
  readonly scope: Scope;
  readonly report?: string;
  readonly days?: Day | DayRange;
}

/** How to land. `workFolder` takes the clean files, and belongs to the caller, who removes it. */
export interface LandOptions {
  readonly archive: string;
  readonly key: LandKey;
  readonly workFolder: string;
  readonly schema: ScanSchema;
  readonly expect?: Expectation;
  readonly now: Date;
  readonly limits?: Partial<LandLimits>;
  /** Refuse the report when any line is rejected. */
  readonly strict?: boolean;
  readonly fault?: FaultHook;
  readonly giveWay?: GiveWay;
}

interface PendingShard {
  readonly pending: PendingFile;
  readonly cleanFile: string;
  readonly result: ReadResult;
}

/**
 * Scans one received file while writing it to the archive and its sound rows to the work folder.
 * @throws DataError with a `FileCode` when the file as a whole is refused; nothing of it is kept then.
 */
export async function landStream(source: AsyncIterable<Uint8Array>, options: LandOptions): Promise<Landing> {
  const { files, ...report } = await landReport([source], options);
  const [file] = files;
  if (file === undefined) throw new Error('landing one file gave none');
  return { ...report, ...file };
}

/**
 * The same for a report of several files: judged as one, and none is archived unless all are accepted.
 * @throws DataError with a `FileCode`; CapabilityError `disk_full`.
 */
export async function landReport(
  sources: Iterable<AsyncIterable<Uint8Array>> | AsyncIterable<AsyncIterable<Uint8Array>>,
  options: LandOptions,
): Promise<LandedReport> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const fault = options.fault ?? NO_FAULT;
  const incoming = join(options.archive, 'incoming');
  await makeFolder(incoming);
  await makeFolder(options.workFolder);
  const scan = new ReportScan(options.schema, options.now, options.expect ?? {});
  const name = randomBytes(4).toString('hex');
  const shards: PendingShard[] = [];
  const begun: PendingFile[] = [];
  const cleanFile = (shard: number): string => join(options.workFolder, `${name}-${shard}.ndjson`);
  try {
    for await (const source of sources) {
      const { head, chunks } = await openSource(source);
      const pending = await PendingFile.create(incoming, isGzip(head));
      begun.push(pending);
      const index = shards.length;
      const clean: FileHandle = await open(cleanFile(index), 'wx', FILE_MODE);
      try {
        const checkSpace = async (): Promise<void> => {
          await requireFreeSpace(options.workFolder, limits.minFreeBytes);
          await requireFreeSpace(incoming, limits.minFreeBytes);
        };
        const result = await readReceived({
          chunks,
          packed: isGzip(head),
          pending,
          clean,
          cleanFile,
          shard: index,
          scan,
          organization: options.expect?.organization ?? null,
          limits,
          checkSpace,
          fault,
          giveWay: options.giveWay ?? GIVE_NO_WAY,
        });
        shards.push({ pending, cleanFile: cleanFile(index), result });
      } finally {
        await clean.close();
      }
    }
    for (const { result } of shards) requireReport(result.scan, scan);
    requireOneEntity(scan, options.expect ?? {});
    if (options.strict)
      requireStrict(
        shards.map((shard) => shard.result.scan),
        options.expect ?? {},
      );
    await fault('land.landed');
    return await keepFiles(shards, scan, options, fault);
  } catch (error) {
    await Promise.all(begun.map((pending) => pending.discard()));
    await Promise.all(begun.map((_, index) => rm(cleanFile(index), { force: true })));
    throw error;
  }
}

const EMPTY: Pick<FileScan, 'records' | 'rejected' | 'rejectedByCode'> = {
  records: 0,
  rejected: [],
  rejectedByCode: new Map(),
};

async function keepFiles(
  shards: readonly PendingShard[],
  scan: ReportScan,
  options: LandOptions,
  fault: FaultHook,
): Promise<LandedReport> {
  const folder = archiveFolder(options.archive, {
    scope: options.key.scope,
    report: options.key.report ?? scan.kind ?? 'unknown',
    days: options.key.days ?? scan.window ?? spanOf(scan.days),
  });
  const files: LandedFile[] = [];
  for (const { pending, cleanFile, result } of shards) {
    const archivePath = result.empty ? null : join(folder, `${result.sha256.slice(0, 16)}.ndjson.gz`);
    if (archivePath === null) await pending.discard();
    else await pending.rename(archivePath, fault);
    if (result.scan.records === 0) await rm(cleanFile, { force: true });
    // A message that there is no report is not a bad line of one.
    const said = archivePath === null ? { ...EMPTY, blank: result.scan.lines } : result.scan;
    files.push({
      sha256: result.sha256,
      bytes: result.bytes,
      receivedBytes: result.receivedBytes,
      form: result.form,
      lines: result.scan.lines,
      blank: said.blank,
      records: said.records,
      rejected: [...said.rejected].sort((left, right) => left.line - right.line),
      rejectedByCode: Object.fromEntries(said.rejectedByCode) as Partial<Record<LineCode, number>>,
      billed: result.scan.billed.of(scan.kind),
      unknownUnits: result.scan.unknownUnits.list(),
      cleanFile: result.scan.records === 0 ? null : cleanFile,
      archivePath,
    });
  }
  return {
    files,
    noReport: files.every((file) => file.archivePath === null),
    kind: scan.kind,
    records: scan.records,
    days: new Map([...scan.days].sort(([left], [right]) => (left < right ? -1 : 1))),
    window: scan.window,
    entities: scan.entities.list(),
    unknownFields: scan.unknown.list(),
    truncated: files.some((file) => (file.rejectedByCode.truncated_line ?? 0) > 0),
  };
}

function spanOf(days: ReadonlyMap<Day, number>): DayRange | null {
  const sorted = [...days.keys()].sort();
  const from = sorted[0];
  const to = sorted.at(-1);
  return from === undefined || to === undefined ? null : { from, to };
}

/** The first bytes of the source, and all of them again. */
async function openSource(
  source: AsyncIterable<Uint8Array>,
): Promise<{ head: Uint8Array; chunks: AsyncIterable<Uint8Array> }> {
  const iterator = source[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let length = 0;
  while (length < 2) {
    const { value, done } = await iterator.next();
    if (done) break;
    first.push(value);
    length += value.length;
  }
  const head = Buffer.concat(first);
  async function* all(): AsyncGenerator<Uint8Array> {
    try {
      if (head.length > 0) yield head;
      for (;;) {
        const { value, done } = await iterator.next();
        if (done) return;
        yield value;
      }
    } finally {
      await iterator.return?.();
    }
  }
  return { head, chunks: all() };
}
