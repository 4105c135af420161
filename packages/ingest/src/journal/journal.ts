import { type FileHandle, open, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { JournalMark } from '@flightdeck/store';
import { type FaultHook, NO_FAULT } from '../archive/fault.ts';
import { atFile, FILE_MODE, makeFolder, syncFolder } from '../archive/files.ts';
import { addChain, chainOf } from './chain.ts';
import type { JournalEvent, JournalRow } from './events.ts';
import { inspectJournal, type JournalState, requireSound } from './inspect.ts';
import { type Seal, writeSeal } from './seal-file.ts';

export type { JournalEvent, JournalRow, ReportEvent } from './events.ts';
export { journalPath } from './inspect.ts';

/** The open journal: one writer, in the order of the calls. */
export interface Journal {
  /** The row, once it is on the disk. */
  append(event: JournalEvent): Promise<JournalRow>;
  /** The last row on the disk. */
  readonly head: JournalHead;
  close(): Promise<void>;
}

/** A row of a journal, by its place and everything up to it. */
export type JournalHead = JournalMark;

/**
 * All rows in order. A last row cut by a crash was never acknowledged and is left out.
 * @throws DataError `journal_damaged`, `journal_missing`, `journal_newer`.
 */
export async function readJournal(path: string): Promise<readonly JournalRow[]> {
  return (await readSoundJournal(dirname(path))).rows;
}

/** The journal of an archive with what is known of it. @throws as `readJournal`. */
export async function readSoundJournal(archive: string): Promise<JournalState> {
  const state = await inspectJournal(archive);
  requireSound(archive, state);
  return state;
}

/** The last row of a journal. */
export function headOf({ chains }: Pick<JournalState, 'chains'>): JournalHead {
  return { archive: chains[0] ?? '', seq: chains.length, chain: chains.at(-1) ?? '' };
}

/**
 * Opens the journal for appending, making it when missing, cutting a torn last row and sealing rows of earlier versions.
 * @throws DataError `journal_damaged`, `journal_missing`, `journal_newer`.
 */
export async function openJournal(path: string, fault: FaultHook = NO_FAULT): Promise<Journal> {
  const archive = dirname(path);
  await makeFolder(archive);
  const state = await readSoundJournal(archive);
  const handle = await open(path, 'a', FILE_MODE);
  try {
    if ((await handle.stat()).size > state.wholeBytes) await handle.truncate(state.wholeBytes);
    await atFile(path, handle.sync());
    await syncFolder(archive);
    const { seq, chain } = headOf(state);
    // Synced only here: from now on an empty journal beside archived files is known to be damage.
    await writeSeal(path, { seq, chain }, seq === 0);
    const journal = createJournal(path, handle, state, fault);
    if (state.isUnsealed) await sealEarlier(archive, journal, state);
    return journal;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

function createJournal(path: string, handle: FileHandle, opened: JournalState, fault: FaultHook): Journal {
  let { seq, chain } = headOf(opened);
  let { archive } = headOf(opened);
  let bytes = opened.wholeBytes;
  let last: Promise<unknown> = Promise.resolve();
  /** After a failed write nobody knows what the file ends with; reading it again does. */
  let isBroken = false;
  let unsealed: Seal | null = null;
  let sealing: Promise<void> | null = null;
  /** Nobody waits for it: the row stands, and a seal may lag behind; of rows in quick succession only the last is sealed. */
  const renewSeal = async (): Promise<void> => {
    while (unsealed !== null) {
      const seal = unsealed;
      unsealed = null;
      await writeSeal(path, seal).catch(() => undefined);
    }
    sealing = null;
  };
  /** Another server of a cluster, or half a row, may have been written meanwhile. */
  const catchUp = async (): Promise<void> => {
    if (!isBroken && (await handle.stat()).size === bytes) return;
    const now = await readSoundJournal(dirname(path));
    ({ archive, seq, chain } = headOf(now));
    bytes = now.wholeBytes;
    if ((await handle.stat()).size > bytes) await handle.truncate(bytes);
    if (isBroken) await atFile(path, handle.sync());
    isBroken = false;
  };
  const write = async (event: JournalEvent): Promise<JournalRow> => {
    await catchUp();
    const next: JournalRow = { seq: seq + 1, ...event };
    const body = JSON.stringify(next);
    const sum = chainOf(chain, body);
    const line = `${addChain(body, sum)}\n`;
    await fault('journal.before_row');
    try {
      await atFile(path, handle.appendFile(line));
      await atFile(path, handle.sync());
    } catch (error) {
      isBroken = true;
      throw error;
    }
    seq++;
    chain = sum;
    if (seq === 1) archive = sum;
    bytes += Buffer.byteLength(line);
    await fault('journal.after_row');
    unsealed = { seq, chain };
    sealing ??= renewSeal();
    return next;
  };
  return {
    get head() {
      return { archive, seq, chain };
    },
    append: (event) => {
      const result = last.then(() => write(event));
      last = result.catch(() => undefined);
      return result;
    },
    close: async () => {
      await last;
      await sealing;
      await handle.close();
    },
  };
}

async function sealEarlier(archive: string, journal: Journal, { rows, shortSums }: JournalState): Promise<void> {
  const files = new Set(rows.flatMap((row) => (row.kind === 'landed' ? (row.files ?? []) : [])));
  const sizes: Record<string, number> = {};
  for (const file of files) {
    const found = await stat(join(archive, file)).catch(() => null);
    if (found?.isFile()) sizes[file] = found.size;
  }
  const at = rows.at(-1)?.at ?? '';
  await journal.append({ kind: 'sealed', at, sums: shortSums, sizes });
}
