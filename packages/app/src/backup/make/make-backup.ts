import { existsSync, realpathSync } from 'node:fs';
import { mkdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { InputError } from '@flightdeck/catalog';
import {
  headOf,
  inspectJournal,
  makeFolder,
  requireSound,
  sealPath,
  syncFolder,
  witnessPath,
  writeSeal,
} from '@flightdeck/ingest';
import { readFileHeader } from '@flightdeck/store-duckdb';
import type { Home } from '../../wiring/home.ts';
import { type Copied, copyFile, type Pause, sumOfFile } from '../files/copy-file.ts';
import { clearHalf, removeOwner, renewOwner, writeOwner } from '../files/half.ts';
import { backupName, halfName, listBackups } from '../files/list-backups.ts';
import { BACKUP_FORMAT, type BackupFile, DATA, formatManifest, MANIFEST, type Manifest } from '../files/manifest.ts';
import { requireRoom } from '../files/room.ts';
import { copyReport } from './copy-report.ts';
import { type Lacking, type Point, readSmall, type SmallFile, type TakenLog, takePoint } from './take-point.ts';

/** How a backup is made. */
export interface BackupOptions {
  /** Folder for backups; each gets a folder of its own in it. */
  readonly to: string;
  /** `snapshot`: before an upgrade, inside the data folder and without the archived files, which no upgrade changes. */
  readonly kind?: 'backup' | 'snapshot';
  readonly now: () => Date;
  /** Version of Flightdeck. */
  readonly version: string;
  readonly signal?: AbortSignal;
  /** Called between two pieces of work. */
  readonly pause?: Pause;
  readonly onProgress?: (done: number, of: number) => void;
  /** Called at named places, for tests that stop the process there. */
  readonly faultPoint?: (name: string) => void;
}

/** A backup that was made. */
export interface MadeBackup {
  readonly folder: string;
  readonly manifest: Manifest;
  /** Of all files. */
  readonly bytes: number;
  /** Files that an earlier backup had already and that take no further room. */
  readonly linked: number;
}

/** Files copied at a time: waiting for the disk takes longer than reading. */
const AT_ONCE = 4;

/**
 * Copies everything of a data folder that cannot be made again, as it is at one moment, while others go on working in it: whole or not
 * at all. Archived files are compared with the checksums of the journal as they are copied, and those that an earlier backup in the same
 * folder holds are linked. What is lacking stands in the manifest.
 * @throws DataError `journal_damaged`, `journal_missing`; InputError `nothing_to_back_up`, `backup_inside`; CapabilityError `disk_low`;
 * what the disk refuses.
 */
export async function makeBackup(home: Pick<Home, 'folder' | 'dbFile'>, options: BackupOptions): Promise<MadeBackup> {
  const { now, version, signal, faultPoint = () => {} } = options;
  const to = resolve(options.to);
  const isSnapshot = options.kind === 'snapshot';
  if (!isSnapshot) requireOutside(home.folder, to);
  const at = now();
  // Before the audit log: each change that is in these files has its line in what is taken of that.
  const small = await readSmall(home);
  const taken = await takePoint(home.folder, at);
  const point = isSnapshot ? { ...taken, reports: [] } : taken;
  const hasSmall = small.files.some(({ path }) => path !== 'format.json');
  if ((hasSmall ? 1 : 0) + point.logs.length + point.reports.length === 0) throw nothing(home.folder);
  await makeFolder(to);
  await clearHalf(to);
  const head = headOf(point.journal);
  const previous = (await listBackups(to)).find(({ manifest }) => manifest.journal.archive === head.archive) ?? null;
  const half = join(to, halfName(backupName(at)));
  const pause: Pause = async () => {
    signal?.throwIfAborted();
    await options.pause?.();
  };
  try {
    await mkdir(half, { mode: 0o700 });
    await writeOwner(half);
    faultPoint('backup.begun');
    const data = join(half, DATA);
    await makeFolder(data);
    await requireRoom(home.folder, to, point, previous);
    const reports = await copyReports(
      home.folder,
      data,
      point,
      previous && { ...previous, data: join(previous.folder, DATA) },
      {
        pause,
        onFile: async (done) => {
          options.onProgress?.(done, point.reports.length);
          faultPoint('backup.file');
          await renewOwner(half, new Date());
        },
      },
    );
    const files = [
      ...reports.files,
      ...(await writeSmall(home.folder, data, small.files, pause)),
      ...(await copyLogs(home.folder, data, point.logs, pause)),
    ].sort((one, other) => (one.path < other.path ? -1 : 1));
    faultPoint('backup.before_manifest');
    await requireSame(data, head.seq);
    const damagedLogs = point.logs.flatMap(({ path, fault }) => (fault === null ? [] : [{ path, why: fault }]));
    const manifest: Manifest = {
      ...{ format: BACKUP_FORMAT, at: at.toISOString(), version },
      journal: { archive: head.archive, rows: head.seq, chain: head.chain },
      database: readFileHeader(home.dbFile),
      lacking: [...reports.lacking, ...small.lacking, ...damagedLogs],
      files,
    };
    await syncFolders(data, files);
    await writeSynced(join(half, MANIFEST), formatManifest(manifest));
    await syncFolder(half);
    faultPoint('backup.before_rename');
    const folder = await putInPlace(half, to, at);
    await removeOwner(folder);
    await syncFolder(to);
    faultPoint('backup.after_rename');
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    return { folder, manifest, bytes, linked: reports.linked };
  } catch (error) {
    await rm(half, { recursive: true, force: true }).catch(() => undefined);
    throw error;
  }
}

interface CopiedReports {
  readonly files: readonly BackupFile[];
  readonly lacking: readonly Lacking[];
  readonly linked: number;
}

/** Where an earlier backup has its files, and which. */
export interface Earlier {
  readonly data: string;
  readonly manifest: Manifest;
}

async function copyReports(
  folder: string,
  data: string,
  { reports }: Point,
  previous: Earlier | null,
  { pause, onFile }: { readonly pause: Pause; readonly onFile: (done: number) => Promise<void> },
): Promise<CopiedReports> {
  const known = new Map(previous?.manifest.files.map((file) => [file.path, file]));
  const files: BackupFile[] = [];
  const lacking: Lacking[] = [];
  let linked = 0;
  let next = 0;
  let done = 0;
  const copySome = async (): Promise<void> => {
    for (let report = reports[next++]; report !== undefined; report = reports[next++]) {
      await pause();
      const earlier = known.get(report.path);
      const from = earlier && previous ? { file: earlier, path: join(previous.data, report.path) } : null;
      const copied = await copyReport({
        source: join(folder, report.path),
        target: join(data, report.path),
        report,
        from,
        pause,
      });
      if ('why' in copied) {
        if (!report.isAccepted) lacking.push({ path: report.path, why: copied.why });
      } else {
        files.push({
          path: report.path.replaceAll('\\', '/'),
          bytes: copied.bytes,
          sha256: copied.sha256,
          at: copied.at,
        });
        if (copied.isLinked) linked += 1;
      }
      await onFile(++done);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, copySome));
  return { files, lacking, linked };
}

async function writeSmall(
  folder: string,
  data: string,
  files: readonly SmallFile[],
  pause: Pause,
): Promise<readonly BackupFile[]> {
  const written: BackupFile[] = [];
  for (const { path, bytes, at } of files) {
    const target = join(data, path);
    if (bytes === null) {
      written.push({ path, ...(await copyFile(join(folder, path), target, pause)) });
      continue;
    }
    await makeFolder(dirname(target));
    await writeSynced(target, bytes);
    await utimes(target, at, at);
    written.push({ path, ...(await sumOfFile(target, pause)), at: at.toISOString() });
  }
  return written;
}

/** Logs up to their line, and the seals of that line; of a damaged log the seals it has, which show that it is. */
async function copyLogs(
  folder: string,
  data: string,
  logs: readonly TakenLog[],
  pause: Pause,
): Promise<readonly BackupFile[]> {
  const copied: BackupFile[] = [];
  const note = (path: string, file: Copied): void =>
    void copied.push({ path: path.slice(data.length + 1).replaceAll(sep, '/'), ...file });
  for (const { path, bytes, seal, fault } of logs) {
    const target = join(data, path);
    const source = join(folder, path);
    if (bytes > 0) note(target, await copyFile(source, target, pause, bytes));
    if (fault === null) await writeSeal(target, seal, true);
    for (const sealOf of [sealPath, witnessPath]) {
      if (fault !== null && (await timeOf(sealOf(source))) !== null)
        await copyFile(sealOf(source), sealOf(target), pause);
      const at = await timeOf(sealOf(target));
      if (at !== null) note(sealOf(target), { ...(await sumOfFile(sealOf(target), pause)), at: at.toISOString() });
    }
  }
  return copied;
}

const timeOf = (path: string): Promise<Date | null> =>
  stat(path).then(
    ({ mtime }) => mtime,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    },
  );

/** The journal as it was copied must be the one that was read. */
async function requireSame(data: string, rows: number): Promise<void> {
  const copied = await inspectJournal(data);
  requireSound(data, copied);
  if (copied.chains.length !== rows)
    throw new Error(`the copied journal has ${copied.chains.length} rows, not ${rows}`);
}

/** Gives it the name of a whole one; a name that is taken is left alone. */
async function putInPlace(half: string, to: string, at: Date): Promise<string> {
  for (let number = 1; ; number += 1) {
    const folder = join(to, backupName(at, number));
    try {
      await rename(half, folder);
      return folder;
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException;
      if (!['EEXIST', 'ENOTEMPTY', 'ENOTDIR'].includes(code) || number === 999) throw error;
    }
  }
}

async function syncFolders(data: string, files: readonly BackupFile[]): Promise<void> {
  const folders = new Set([data]);
  for (const { path } of files)
    for (let folder = dirname(join(data, path)); folder !== data; folder = dirname(folder)) folders.add(folder);
  for (const folder of folders) await syncFolder(folder);
}

async function writeSynced(path: string, content: string | Buffer): Promise<void> {
  await writeFile(path, content, { flag: 'wx', mode: 0o600, flush: true });
}

/** Where a path leads, or would once it is made: what is there of it has its links followed. */
function leadsTo(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  return dirname(path) === path ? path : join(leadsTo(dirname(path)), basename(path));
}

function requireOutside(folder: string, named: string): void {
  const [own, to] = [leadsTo(resolve(folder)), leadsTo(named)];
  if (to !== own && !to.startsWith(`${own}${sep}`)) return;
  throw new InputError(`${to} lies in the data folder, and would be lost with it.`, {
    code: 'backup_inside',
    hint: 'Name a folder elsewhere, best on another disk.',
  });
}

function nothing(folder: string): InputError {
  return new InputError(`There is nothing to back up in ${folder} yet.`, {
    code: 'nothing_to_back_up',
    hint: 'Load data first with "flightdeck sync" or "flightdeck import"; --data names another folder.',
  });
}
