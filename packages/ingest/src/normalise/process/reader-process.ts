import { rmSync } from 'node:fs';
import { setPriority } from 'node:os';
import { createEngine, type Engine } from '../engine.ts';
import { type FromReader, type ToReader, toFailure } from './protocol.ts';

/** A "nice" value: behind the threads of the engine that answer questions in the server (5), to which it leaves three quarters of a processor both want. */
const READER_BEHIND = 10;

// The child that `createReader` forks. It lives as long as the channel to its parent.

// Who asks a question does not wait for what is being loaded: threads made from here on stand behind as well.
setPriority(READER_BEHIND);

let engine: Engine | null = null;
let spoolFolder: string | null = null;

async function answer(message: ToReader): Promise<FromReader> {
  if (message.kind === 'start') {
    spoolFolder = message.options.spoolFolder;
    engine = await createEngine(message.options);
    return { kind: 'started' };
  }
  if (engine === null) throw new Error('A task came before the start.');
  return { kind: 'done', result: await engine.normalise(message.task) };
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
