import { mkdtemp, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { counted, type Day, type DayRange, InputError, pluralOf } from '@flightdeck/catalog';
import type { ImportResult } from '@flightdeck/ingest';
import { parseQuery } from '@flightdeck/query';
import type { Ask } from '@flightdeck/reconcile';
import type { Store } from '@flightdeck/store';
import { openDuckdbStore } from '@flightdeck/store-duckdb';
import { createAnswerer } from '../answer/answerer.ts';
import { createLedgerState } from '../answer/ledger-state.ts';
import { rangeOf } from '../status/build-status.ts';
import type { LiveConfig } from '../wiring/live-config.ts';
import { importApart, uploadDatabase } from './reconcile-upload-import.ts';

/** Rows of somebody else, opened beside our data and never mixed with it. */
export interface Upload {
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
export interface UploadOptions {
  /** Whose rows it holds, as a scope key. */
  readonly scope: string;
  /** Where it may lie while it is open. */
  readonly workFolder: string;
  readonly now: () => Date;
  readonly live: () => Pick<LiveConfig, 'figures' | 'figuresKey'>;
  /** What people call it, when that is not the name of the file. */
  readonly name?: string;
  /** Ends the reading. */
  readonly signal?: AbortSignal;
}

/** Opens a file of report rows; it is read in a process of its own. @throws InputError with the code of what is wrong with it. */
export async function openUpload(path: string, options: UploadOptions): Promise<Upload> {
  const folder = await mkdtemp(join(options.workFolder, 'compare-'));
  const discard = () => rm(folder, { recursive: true, force: true, maxRetries: 5 });
  let store: Store | null = null;
  try {
    const { scope, now, signal } = options;
    const imported = await importApart({ path, folder, scope, now: now().toISOString() }, signal);
    store = await openDuckdbStore({ file: uploadDatabase(folder), readFolders: [] });
    return await describe(store, imported, path, options, discard);
  } catch (error) {
    await store?.close();
    await discard();
    throw error;
  }
}

async function describe(
  store: Store,
  { files: [file] }: ImportResult,
  path: string,
  { now, live, name }: UploadOptions,
  discard: () => Promise<void>,
): Promise<Upload> {
  if (!file || file.outcome === 'refused' || file.outcome === 'skipped') {
    throw new InputError(file?.message ?? 'There is nothing in the file.', {
      code: file?.code ?? 'empty_file',
      hint: 'Give a report as GitHub writes it: NDJSON or JSON, packed or not.',
    });
  }
  const ledgerState = createLedgerState(store, { gaps: async () => [] });
  const answerer = createAnswerer(store, ledgerState, now, live);
  const { days } = await ledgerState();
  const rejected = `${file.rejected} of ${counted(file.lines, 'line')} could not be read and ${pluralOf(file.rejected, 'is', 'are')} left out.`;
  return {
    name: name ?? basename(path),
    records: file.records,
    range: rangeOf(days),
    days: new Set(days.map(({ day }) => day)),
    notices: [...file.notices, ...(file.rejected > 0 ? [rejected] : [])],
    ask: (queries) => Promise.all(queries.map((query) => answerer.answerSeen(parseQuery(query), 'everything'))),
    async close() {
      await store.close();
      await discard();
    },
  };
}
