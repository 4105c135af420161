import { mkdtemp, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Day, type DayRange, InputError, parseScope, type SeatPrices } from '@flightdeck/catalog';
import { createReader, type ImportResult, importFiles, journalPath, openJournal } from '@flightdeck/ingest';
import { parseQuery } from '@flightdeck/query';
import type { Ask } from '@flightdeck/reconcile';
import type { Store } from '@flightdeck/store';
import { openDuckdbStore } from '@flightdeck/store-duckdb';
import { createAnswerer } from './answerer.ts';
import { createBooks } from './books.ts';
import { rangeOf } from './build-status.ts';
import { LOCAL } from './principal.ts';

/** Rows of somebody else, opened beside our data and never mixed with it. */
export interface OtherFile {
  readonly name: string;
  readonly records: number;
  readonly range: DayRange | null;
  /** Days it has rows of. */
  readonly days: ReadonlySet<Day>;
  readonly notices: readonly string[];
  /** Answers from its rows alone, made as our own answers are. */
  readonly ask: Ask;
  /** Forgets it. */
  close(): Promise<void>;
}

/** What a file is opened with. */
export interface OtherFileOptions {
  /** Whose rows it holds, as a scope key. */
  readonly scope: string;
  /** Where it may lie while it is open. */
  readonly workFolder: string;
  readonly now: () => Date;
  readonly prices: SeatPrices;
  /** What people call it, when that is not the name of the file. */
  readonly name?: string;
}

/** Opens a file of report rows. @throws InputError with the code of what is wrong with it. */
export async function openOtherFile(path: string, options: OtherFileOptions): Promise<OtherFile> {
  const folder = await mkdtemp(join(options.workFolder, 'compare-'));
  const workFolder = join(folder, 'work');
  const discard = () => rm(folder, { recursive: true, force: true });
  let store: Store | null = null;
  try {
    store = await openDuckdbStore({ file: join(folder, 'other.duckdb'), readFolders: [workFolder] });
    const imported = await importInto(store, path, folder, workFolder, options);
    return await describe(store, imported, path, options, discard);
  } catch (error) {
    await store?.close();
    await discard();
    throw error;
  }
}

async function importInto(
  store: Store,
  path: string,
  folder: string,
  workFolder: string,
  { scope, now }: OtherFileOptions,
): Promise<ImportResult> {
  const journal = await openJournal(journalPath(folder));
  const reader = createReader({ workFolder });
  try {
    return await importFiles([path], {
      store,
      journal,
      reader,
      archive: folder,
      workFolder,
      now: now(),
      clock: now,
      scope: parseScope(scope),
    });
  } finally {
    await reader.close();
    await journal.close();
  }
}

async function describe(
  store: Store,
  { files: [file] }: ImportResult,
  path: string,
  { now, prices, name }: OtherFileOptions,
  discard: () => Promise<void>,
): Promise<OtherFile> {
  if (!file || file.outcome === 'refused' || file.outcome === 'skipped') {
    throw new InputError(file?.message ?? 'There is nothing in the file.', {
      code: file?.code ?? 'empty_file',
      hint: 'Give a report as GitHub writes it: NDJSON or JSON, packed or not.',
    });
  }
  const books = createBooks(store, { gaps: async () => [] });
  const answerer = createAnswerer(store, books, now, prices);
  const { days } = await books();
  const rejected = `${file.rejected} of ${file.lines} lines could not be read and are left out.`;
  return {
    name: name ?? basename(path),
    records: file.records,
    range: rangeOf(days),
    days: new Set(days.map(({ day }) => day)),
    notices: [...file.notices, ...(file.rejected > 0 ? [rejected] : [])],
    ask: (queries) => Promise.all(queries.map((query) => answerer.answer(parseQuery(query), LOCAL))),
    async close() {
      await store.close();
      await discard();
    },
  };
}
