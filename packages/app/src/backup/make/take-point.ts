import { readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { inspectChained, type JournalState, listArchive, readSoundJournal, toArchivePath } from '@flightdeck/ingest';
import type { Home } from '../../wiring/home.ts';
import { LOGS, listSmall, settingFiles } from '../files/contents.ts';
import type { Manifest } from '../files/manifest.ts';

/** A log up to the line it is taken to. */
export interface TakenLog {
  readonly path: string;
  /** Bytes up to the end of that line. */
  readonly bytes: number;
  /** Lines, and the checksum of the last: what its seal is made of. */
  readonly seal: { readonly seq: number; readonly chain: string };
  /** What is wrong with it, a sentence; null when every line is as it was written. */
  readonly fault: string | null;
}

/** An archived file that is to be taken. */
export interface TakenReport {
  /** Relative to the data folder. */
  readonly path: string;
  /** Checksum of what it holds, unpacked; null of one the journal does not know, whose name begins with it. */
  readonly sha256: string | null;
  /** True: a person decided to go on without it, should it be gone. */
  readonly isAccepted: boolean;
}

/** What a data folder held at one moment, by name: what is added afterwards is not of it. */
export interface Point {
  readonly logs: readonly TakenLog[];
  readonly reports: readonly TakenReport[];
  readonly journal: JournalState;
}

/** Files the journal does not know that are younger may be of work that goes on: they are written before their row. */
const AT_WORK_MS = 600_000;

/**
 * Fixes the moment a backup is of. Archived files never change and stand there before the journal's row about them does, so all that the
 * journal names up to here can be copied afterwards, whatever is added meanwhile.
 * @throws DataError `journal_damaged`, `journal_missing`; InputError `journal_newer`.
 */
export async function takePoint(folder: string, now: Date): Promise<Point> {
  const there: string[] = [];
  for await (const { path } of listArchive(folder)) {
    const { mtime } = await stat(path);
    if (now.getTime() - mtime.getTime() > AT_WORK_MS) there.push(toArchivePath(folder, path));
  }
  const journal = await readSoundJournal(folder);
  const logs: TakenLog[] = [];
  for (const path of LOGS) {
    const log = path === LOGS[0] ? journalLog(journal) : await otherLog(folder, path);
    if (log.bytes > 0 || log.fault !== null) logs.push(log);
  }
  const { rows } = journal;
  const lost = new Set(rows.flatMap((row) => (row.kind === 'lost' ? (row.files ?? []) : [])));
  const reports = new Map<string, TakenReport>();
  for (const path of there) reports.set(path, { path, sha256: null, isAccepted: true });
  for (const row of rows) {
    if (row.kind !== 'landed') continue;
    for (const [index, path] of (row.files ?? []).entries())
      reports.set(path, { path, sha256: row.sha256s?.[index] ?? null, isAccepted: lost.has(path) });
  }
  return { logs, reports: [...reports.values()], journal };
}

function journalLog({ wholeBytes, chains }: JournalState): TakenLog {
  const seal = { seq: chains.length, chain: chains.at(-1) ?? '' };
  return { path: LOGS[0], bytes: wholeBytes, seal, fault: null };
}

async function otherLog(folder: string, path: string): Promise<TakenLog> {
  const { lines, chain, wholeBytes, fault } = await inspectChained(join(folder, path));
  return { path, bytes: wholeBytes, seal: { seq: lines, chain }, fault };
}

/** A small file with what it holds. */
export interface SmallFile {
  readonly path: string;
  /** What it holds; null of one that is too large to be small, which is nothing of Flightdeck's and is copied as it is then. */
  readonly bytes: Buffer | null;
  readonly at: Date;
}

/** What a backup lacks, and why. */
export type Lacking = Manifest['lacking'][number];

/** The small files of a data folder. */
export interface SmallFiles {
  readonly files: readonly SmallFile[];
  readonly lacking: readonly Lacking[];
}

/** Times that a pair of settings and secrets is looked for while somebody changes them. */
const TRIES = 5;

/** The small files, each as it is at one moment; one that is removed meanwhile is left out. */
export async function readSmall(home: Pick<Home, 'folder' | 'dbFile'>): Promise<SmallFiles> {
  const { files, lacking } = await readSettings(home.folder);
  const found: SmallFile[] = [...files];
  for (const path of await listSmall(home)) {
    const file = await readOne(home.folder, path);
    if (file !== null) found.push(file);
  }
  return { files: found, lacking };
}

/** The changes of settings and the secrets they name belong together, and are replaced one after the other. */
async function readSettings(folder: string): Promise<SmallFiles> {
  for (let tries = 1; ; tries += 1) {
    const paths = settingFiles(folder, textOf);
    const files = (await Promise.all(paths.map((path) => readOne(folder, path)))).filter((file) => file !== null);
    const gone = paths.filter((path) => !files.some((file) => file.path === path));
    if (gone.length > 0 && tries < TRIES) continue;
    return {
      files,
      lacking: gone.map((path) => ({ path, why: 'It is named by settings.json, and it is not there.' })),
    };
  }
}

/** Accounts of tens of thousands of people take less. */
const MOST_BYTES = 64 * 1024 ** 2;

async function readOne(folder: string, path: string): Promise<SmallFile | null> {
  const full = join(folder, path);
  try {
    const { mtime, size } = await stat(full);
    return { path, bytes: size > MOST_BYTES ? null : readFileSync(full), at: mtime };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
