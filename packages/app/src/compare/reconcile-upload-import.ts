import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { CapabilityError, DataError, parseScope } from '@flightdeck/catalog';
import {
  createReader,
  forkModule,
  type ImportResult,
  importFiles,
  journalPath,
  openJournal,
  type ProcessFailure,
  toError,
} from '@flightdeck/ingest';
import { openDuckdbStore } from '@flightdeck/store-duckdb';

/** A file of somebody else's rows to be loaded into a folder of its own. */
export interface UploadTask {
  readonly path: string;
  /** Takes the database, the archived file and everything temporary. */
  readonly folder: string;
  /** Whose rows it holds, as a scope key. */
  readonly scope: string;
  /** ISO instant. */
  readonly now: string;
}

/** What the process of such a task answers. */
export type UploadReply =
  | { readonly kind: 'done'; readonly result: ImportResult }
  | { readonly kind: 'failed'; readonly failure: ProcessFailure };

/** Path of the database that the task makes in its folder. */
export function uploadDatabase(folder: string): string {
  return join(folder, 'other.duckdb');
}

/** Does the task in this process. @throws what `importFiles` and opening a store throw. */
export async function importUpload({ path, folder, scope, now }: UploadTask): Promise<ImportResult> {
  const workFolder = join(folder, 'work');
  const store = await openDuckdbStore({ file: uploadDatabase(folder), readFolders: [workFolder] });
  const journal = await openJournal(journalPath(folder));
  const reader = createReader({ workFolder });
  const instant = new Date(now);
  try {
    const tools = { store, journal, reader, archive: folder, workFolder };
    return await importFiles([path], { ...tools, now: instant, clock: () => instant, scope: parseScope(scope) });
  } finally {
    await reader.close();
    await journal.close();
    await store.close();
  }
}

/**
 * Does the task in a process of its own: whatever a file holds, scanning it takes no turn of our event loop, and what ends
 * that process does not end us. The signal ends it at once.
 * @throws what `importUpload` throws; DataError `reader_crashed`; CapabilityError `reader_start`; what the signal says.
 */
export async function importApart(task: UploadTask, signal?: AbortSignal): Promise<ImportResult> {
  signal?.throwIfAborted();
  parseScope(task.scope);
  const child = forkModule(new URL('./reconcile-upload-process.js', import.meta.url), task.folder);
  const kill = (): void => void child.kill('SIGKILL');
  signal?.addEventListener('abort', kill, { once: true });
  try {
    const reply = await ask(child, task);
    if (reply?.kind === 'done') return reply.result;
    signal?.throwIfAborted();
    if (reply?.kind === 'failed') throw toError(reply.failure);
  } finally {
    signal?.removeEventListener('abort', kill);
    await end(child);
  }
  if (child.pid === undefined) {
    throw new CapabilityError('The process that reads files does not start.', {
      code: 'reader_start',
      hint: 'Memory or the number of processes may be limited too tightly.',
    });
  }
  throw new DataError('The process that read the file ended before it had read it.', {
    code: 'reader_crashed',
    hint: 'Hand over fewer days at once. If it happens again, please report it, with the file if it may be shown.',
  });
}

/** The answer; null when the process ended without one. */
function ask(child: ChildProcess, task: UploadTask): Promise<UploadReply | null> {
  return new Promise((resolve) => {
    child.once('message', (reply: UploadReply) => resolve(reply));
    child.once('exit', () => resolve(null));
    child.once('error', () => resolve(null));
    if (child.connected) child.send(task, () => undefined);
  });
}

/** Resolves when the process is gone. */
async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
