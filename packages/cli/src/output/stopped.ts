import type { ExitCode } from '../command.ts';
import type { Terminal } from './terminal.ts';

/** Says that a command was stopped, which is no failure; 3, as not all of it was done. @throws any other error. */
export function reportStopped(
  error: unknown,
  signal: AbortSignal,
  says: string,
  { err }: Pick<Terminal, 'err'>,
): ExitCode {
  if (!signal.aborted || !(error instanceof Error) || error.name !== 'AbortError') throw error;
  err(`${says}\n`);
  return 3;
}
