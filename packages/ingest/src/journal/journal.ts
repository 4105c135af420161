import { type FileHandle, open, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DataError, type Day, type DayRange } from '@flightdeck/catalog';
import { z } from 'zod';
import { type FaultHook, NO_FAULT } from '../archive/fault.ts';
import { FILE_MODE, makeFolder, syncFolder } from '../archive/files.ts';

const days = z.union([z.string(), z.object({ from: z.string(), to: z.string() })]);

const row = z.looseObject({
  /** 1-based, without gaps. */
  seq: z.int().min(1),
  /** When the row was written, ISO 8601 UTC. */
  at: z.string(),
  kind: z.enum(['landed', 'loaded', 'no_report', 'failed', 'erased']),
  /** Canonical text of the scope, `org:acme`. */
  scope: z.string(),
  report: z.string(),
  days,
});

/** What happened to a report, as the archive remembers it. Beyond the named fields a kind may carry its own. */
export interface JournalEvent {
  readonly kind: 'landed' | 'loaded' | 'no_report' | 'failed' | 'erased';
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly scope: string;
  readonly report: string;
  readonly days: Day | DayRange;
  /** Full content sums of the files, in the order they were landed. */
  readonly sha256s?: readonly string[];
  /** Paths of those files, relative to the archive. */
  readonly files?: readonly string[];
  readonly counts?: Readonly<Record<string, number>>;
  readonly fetchedAt?: string;
  /** True when GitHub no longer revises the days. */
  readonly final?: boolean;
  /** Why it failed, or which kind of nothing came. */
  readonly code?: string;
}

/** An event with its place in the journal. */
export interface JournalRow extends JournalEvent {
  readonly seq: number;
}

/** The open journal: one writer, in the order of the calls. */
export interface Journal {
  /** The row, once it is on the disk. */
  append(event: JournalEvent): Promise<JournalRow>;
  close(): Promise<void>;
}

/** Path of the journal of an archive. */
export function journalPath(archive: string): string {
  return join(archive, 'journal.ndjson');
}

/**
 * All rows in order. A last row cut by a crash was never acknowledged and is left out.
 * @throws DataError `journal_damaged` when a row before the last is not readable or one is missing.
 */
export async function readJournal(path: string): Promise<JournalRow[]> {
  return parseJournal(await readIfThere(path)).rows;
}

/**
 * Opens the journal for appending, making it when missing and cutting a torn last row.
 * @throws DataError `journal_damaged`.
 */
export async function openJournal(path: string, fault: FaultHook = NO_FAULT): Promise<Journal> {
  await makeFolder(dirname(path));
  const { rows, soundBytes } = parseJournal(await readIfThere(path));
  const handle = await open(path, 'a', FILE_MODE);
  if ((await handle.stat()).size > soundBytes) await handle.truncate(soundBytes);
  await handle.sync();
  await syncFolder(dirname(path));
  return createJournal(handle, rows.length, fault);
}

function createJournal(handle: FileHandle, written: number, fault: FaultHook): Journal {
  let seq = written;
  let last: Promise<unknown> = Promise.resolve();
  let broken: unknown = null;
  const write = async (event: JournalEvent): Promise<JournalRow> => {
    // After a failed write nobody knows what the file ends with; opening it again does.
    if (broken !== null) throw broken;
    const next: JournalRow = { seq: seq + 1, ...event };
    await fault('journal.before_row');
    try {
      await handle.appendFile(`${JSON.stringify(next)}\n`);
      await handle.sync();
    } catch (error) {
      broken = error;
      throw error;
    }
    seq++;
    await fault('journal.after_row');
    return next;
  };
  return {
    append: (event) => {
      const result = last.then(() => write(event));
      last = result.catch(() => undefined);
      return result;
    },
    close: async () => {
      await last;
      await handle.close();
    },
  };
}

function parseJournal(text: string): { rows: JournalRow[]; soundBytes: number } {
  const rows: JournalRow[] = [];
  const end = text.lastIndexOf('\n') + 1;
  const lines = text.slice(0, end).split('\n').slice(0, -1);
  for (const [index, line] of lines.entries()) {
    const parsed = parseRow(line);
    if (parsed === null || parsed.seq !== index + 1) {
      throw new DataError(`Line ${index + 1} of the journal is not readable or out of order.`, {
        code: 'journal_damaged',
        line: index + 1,
        hint: 'Restore the journal from a backup; the archived reports themselves are not touched.',
      });
    }
    rows.push(parsed);
  }
  return { rows, soundBytes: Buffer.byteLength(text.slice(0, end)) };
}

function parseRow(line: string): JournalRow | null {
  try {
    return row.parse(JSON.parse(line)) as JournalRow;
  } catch {
    return null;
  }
}

async function readIfThere(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
