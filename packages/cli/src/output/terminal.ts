import { readFileSync } from 'node:fs';
import type { ReadFile } from '@flightdeck/app';
import { printableLines } from '@flightdeck/query';

/** Everything a command touches outside itself. */
export interface Terminal {
  /** Results. */
  out(text: string): void;
  /** Messages, progress, errors. */
  err(text: string): void;
  /** True when messages go to a terminal that can redraw a line. */
  readonly isErrTerminal: boolean;
  readonly isOutTerminal: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly readFile: ReadFile;
  now(): Date;
  /** Calls `stop` at the first SIGINT, SIGTERM or SIGHUP; returns a function that stops listening. */
  onStop(stop: () => void): () => void;
  /** Calls the listener with each failure that nothing waits for, which then no longer ends the process. */
  onStrayFailure(listener: (reason: unknown) => void): void;
  /** Ends the process at once. */
  exit(code: number): void;
}

/** Exit code of a process ended by an interrupt, as shells have it. */
const INTERRUPTED = 130;

/** The terminal this process runs in. A second interrupt ends the process at once; a closed pipe ends it quietly. */
export function processTerminal(): Terminal {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(0);
      throw error;
    });
  }
  const exit = (code: number): void => process.exit(code);
  return {
    // A file gets results as they are; on a terminal no name may move the cursor or reorder a line.
    out: (text) => void process.stdout.write(process.stdout.isTTY ? printableLines(text) : text),
    err: (text) => void process.stderr.write(printableLines(text)),
    isErrTerminal: process.stderr.isTTY === true,
    isOutTerminal: process.stdout.isTTY === true,
    env: process.env,
    cwd: process.cwd(),
    readFile: readFileOrNull,
    now: () => new Date(),
    onStop: (stop) => listenForStop(process, stop, exit),
    onStrayFailure: (listener) => void process.on('unhandledRejection', listener),
    exit,
  };
}

const STOPS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Where signals arrive; `process` in earnest. */
export interface SignalSource {
  on(signal: (typeof STOPS)[number], listener: (signal: NodeJS.Signals) => void): unknown;
  off(signal: (typeof STOPS)[number], listener: (signal: NodeJS.Signals) => void): unknown;
}

/** Calls `stop` at the first signal and `exit` at an interrupt after it; returns a function that stops listening. */
export function listenForStop(source: SignalSource, stop: () => void, exit: (code: number) => void): () => void {
  let asked = false;
  const listener = (signal: NodeJS.Signals): void => {
    if (asked && signal === 'SIGINT') exit(INTERRUPTED);
    if (!asked) stop();
    asked = true;
  };
  for (const signal of STOPS) source.on(signal, listener);
  return () => {
    for (const signal of STOPS) source.off(signal, listener);
  };
}

/** Text of a file, or null when it does not exist or may not be read. */
export function readFileOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
