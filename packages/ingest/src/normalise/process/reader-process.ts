import { readdirSync, rmSync } from 'node:fs';
import { setPriority } from 'node:os';
import { createEngine, type Engine } from '../engine.ts';
import { type FromReader, type ToReader, toFailure } from './protocol.ts';

/** A "nice" value: behind the threads of the engine that answer questions in the server (5), to which it leaves three quarters of a processor both want. */
const READER_BEHIND = 10;

// The child that `createReader` forks. It lives as long as the channel to its parent.

let engine: Engine | null = null;
let spoolFolder: string | null = null;

async function answer(message: ToReader): Promise<FromReader> {
  if (message.kind === 'start') {
    spoolFolder = message.options.spoolFolder;
    engine = await createEngine(message.options);
    standBehind();
    return { kind: 'started' };
  }
  if (engine === null) throw new Error('A task came before the start.');
  return { kind: 'done', result: await engine.normalise(message.task) };
}

/**
 * Who asks a question does not wait for what is being loaded. Priorities are of threads, and Node and the engine have made theirs by now;
 * where the system has none of threads (other than Linux), that of the process counts.
 */
function standBehind(): void {
  for (const thread of threads()) {
    try {
      setPriority(thread, READER_BEHIND);
    } catch {
      // It ended meanwhile; or it stands further behind already, and the system lets nobody without rights take it forward.
    }
  }
}

/** Ids of the threads of this process; 0, which is the process itself, where the system does not say. */
function threads(): readonly number[] {
  try {
    return readdirSync('/proc/self/task').map(Number);
  } catch {
    return [0];
  }
}

process.on('message', (message: ToReader) => {
  const report = message.kind === 'task' ? message.task.report : null;
  answer(message)
    .catch((error: unknown): FromReader => ({ kind: 'failed', failure: toFailure(error, report) }))
    .then((reply) => process.send?.(reply));
});
process.on('disconnect', () => {
  if (spoolFolder !== null) rmSync(spoolFolder, { recursive: true, force: true });
  process.exit(0);
});
// A terminal's Ctrl+C reaches the child too; the parent decides when it ends.
process.on('SIGINT', () => undefined);
