import {
  CapabilityError,
  DataError,
  FlightdeckError,
  InputError,
  toOperatorError,
  UpstreamError,
} from '@flightdeck/catalog';
import { printable } from '@flightdeck/query';
import type { ExitCode } from '../command.ts';
import type { Terminal } from './terminal.ts';

/** Prints an error as one sentence and a hint, a bug with its stack; the exit code that belongs to it. */
export function reportError(thrown: unknown, terminal: Pick<Terminal, 'err'>): ExitCode {
  const error = toOperatorError(thrown) ?? thrown;
  if (!(error instanceof FlightdeckError)) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    terminal.err(`This is a bug of Flightdeck; please report it with the lines below.\n${stack}\n`);
    return 1;
  }
  const place = error instanceof DataError && error.line !== null ? ` (line ${error.line})` : '';
  terminal.err(`${printable(error.message)}${place}\n${error.hint ? `${printable(error.hint)}\n` : ''}`);
  return exitCodeOf(error);
}

/** 2 when the caller can correct it, 3 when GitHub or a report is at fault. */
function exitCodeOf(error: FlightdeckError): ExitCode {
  if (error instanceof InputError || error instanceof CapabilityError) return 2;
  return error instanceof UpstreamError || error instanceof DataError ? 3 : 1;
}
