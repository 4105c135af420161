import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { CapabilityError, DataError, InputError } from '@flightdeck/catalog';
import { makeFolder } from '../../archive/files.ts';
import { planTask } from '../sql/plan.ts';
import { forkModule } from './fork-module.ts';
import { type FromReader, type ToReader, toError } from './protocol.ts';
import type { NormaliseResult, NormaliseTask } from './task.ts';

export interface ReaderOptions {
  /** Files of tasks, their output and everything temporary stand below it; made when missing. */
  readonly workFolder: string;
  /** What DuckDB may use; the process itself adds about 100 MB. 700 by default. */
  readonly memoryLimitMb?: number;
  /** All cores by default; never more than the memory allows. */
  readonly threads?: number;
  /** A task that takes longer counts as hung. 15 minutes by default. */
  readonly timeoutMs?: number;
  /** Called before each attempt, with the process that makes it. */
  readonly onAttempt?: (attempt: ReaderAttempt) => void;
}

export interface ReaderAttempt {
  readonly task: NormaliseTask;
  /** 1 or 2. */
  readonly attempt: number;
  readonly pid: number;
}

/** A process of its own that turns reports into rows, one task at a time; what kills it does not kill us. */
export interface Reader {
  /** Starts the process, if it is not running, so that the first task need not wait for it. A failure is left to that task. */
  start(): void;
  /**
   * The fact files of a report.
   * @throws InputError for a task that cannot be right; DataError `reader_crashed` when two processes died or hung on it,
   * `unreadable`, `missing_key`, `duplicate_grain`; CapabilityError `reader_memory`, `work_folder`, `reader_start`,
   * `reader_closed`.
   */
  normalise(task: NormaliseTask): Promise<NormaliseResult>;
  /** Ends the process, also amid a task, and removes what it left behind. */
  close(): Promise<void>;
}

const ATTEMPTS = 2;
const DEFAULT_TIMEOUT_MS = 15 * 60_000;

/**
 * A reader of its work folder; the process starts with the first task.
 * @throws InputError `bad_reader_option` for a limit under 1: to DuckDB a negative one means none.
 */
export function createReader(options: ReaderOptions): Reader {
  for (const limit of [options.memoryLimitMb, options.threads, options.timeoutMs]) {
    if (limit !== undefined && !(limit >= 1)) {
      throw new InputError('Memory, threads and time of the reader are at least 1.', { code: 'bad_reader_option' });
    }
  }
  const workFolder = resolve(options.workFolder);
  let child: ChildProcess | null = null;
  let spoolFolder: string | null = null;
  let closed = false;
  let queue: Promise<unknown> = Promise.resolve();

  async function end(): Promise<void> {
    const ending = child;
    child = null;
    if (ending !== null) await kill(ending);
    if (spoolFolder !== null) await rm(spoolFolder, { recursive: true, force: true });
    spoolFolder = null;
  }

  async function start(): Promise<ChildProcess> {
    await makeFolder(workFolder);
    spoolFolder = await mkdtemp(join(workFolder, 'reader-'));
    const started = forkModule(new URL('./reader-process.js', import.meta.url), workFolder);
    child = started;
    const engine = {
      workFolder,
      spoolFolder,
      memoryLimitMb: options.memoryLimitMb ?? 700,
      threads: options.threads ?? availableParallelism(),
    };
    const reply = await ask(started, { kind: 'start', options: engine }, options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
    if (reply?.kind === 'started') return started;
    await end();
    if (closed) throw closedError();
    if (reply?.kind === 'failed') throw toError(reply.failure);
    throw new CapabilityError('The reader process does not start.', {
      code: 'reader_start',
      hint: 'Memory or the number of processes may be limited too tightly.',
    });
  }

  async function attempt(task: NormaliseTask): Promise<NormaliseResult> {
    for (let number = 1; number <= ATTEMPTS; number += 1) {
      if (closed) throw closedError();
      const running = child?.connected ? child : await end().then(start);
      const asked = ask(running, { kind: 'task', task }, options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
      if (running.pid !== undefined) options.onAttempt?.({ task, attempt: number, pid: running.pid });
      const reply = await asked;
      if (reply?.kind === 'done') return reply.result;
      if (reply?.kind === 'failed') throw toError(reply.failure);
      await end();
    }
    if (closed) throw closedError();
    throw new DataError(`The reader died or hung ${ATTEMPTS} times on this report.`, {
      code: 'reader_crashed',
      report: task.report,
      hint: 'The raw file is kept; other reports go on. Please report it, with the file if it may be shared.',
    });
  }

  return {
    start() {
      queue = queue.then(() => (closed || child?.connected ? null : end().then(start))).catch(() => undefined);
    },
    async normalise(task) {
      checkTask(task, workFolder);
      const result = queue.then(() => attempt(task));
      queue = result.catch(() => undefined);
      return result;
    },
    async close() {
      closed = true;
      await end();
      await queue;
      await end();
    },
  };
}

function closedError(): CapabilityError {
  return new CapabilityError('The reader is closed.', { code: 'reader_closed' });
}

/** Sends a message; its answer, or null when the process ended or took too long. */
function ask(child: ChildProcess, message: ToReader, timeoutMs: number): Promise<FromReader | null> {
  return new Promise((answered) => {
    const settle = (reply: FromReader | null): void => {
      clearTimeout(timer);
      child.off('message', settle).off('exit', onEnd).off('error', onEnd);
      answered(reply);
    };
    const onEnd = (): void => settle(null);
    const timer = setTimeout(onEnd, timeoutMs);
    child.on('message', settle).on('exit', onEnd).on('error', onEnd);
    child.send(message, (error) => error && onEnd());
  });
}

/** Resolves when the process is gone. */
function kill(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((gone) => {
    child.once('exit', () => gone());
    child.kill('SIGKILL');
  });
}

function checkTask(task: NormaliseTask, workFolder: string): void {
  planTask(task);
  if (task.files.length === 0) throw new InputError('A report has at least one file.', { code: 'no_files' });
  for (const path of [...task.files, task.outFolder]) {
    const below = relative(workFolder, path);
    if (!isAbsolute(path) || below === '' || below.startsWith('..') || isAbsolute(below)) {
      throw new InputError(`${path} is not below the work folder.`, { code: 'outside_work_folder' });
    }
  }
}
