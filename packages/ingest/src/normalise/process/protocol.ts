import { CapabilityError, DataError, type FlightdeckError, InputError, toOperatorError } from '@flightdeck/catalog';
import type { EngineOptions } from '../engine.ts';
import type { NormaliseResult, NormaliseTask } from './task.ts';

/** What the parent sends: once how to start, then one task after the other. */
export type ToReader =
  | { readonly kind: 'start'; readonly options: EngineOptions }
  | { readonly kind: 'task'; readonly task: NormaliseTask };

/** What the child answers to every message. */
export type FromReader =
  | { readonly kind: 'started' }
  | { readonly kind: 'done'; readonly result: NormaliseResult }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** An error as it crosses between processes. */
export interface Failure {
  readonly family: 'input' | 'capability' | 'data' | 'bug';
  readonly code: string;
  readonly message: string;
  readonly report: string | null;
  readonly hint: string | null;
}

/** What to send for anything thrown in the child. */
export function toFailure(error: unknown, report: string | null): Failure {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof DataError) {
    return { family: 'data', code: error.code, message, report: error.report ?? report, hint: error.hint ?? null };
  }
  if (error instanceof InputError) {
    return { family: 'input', code: error.code, message, report, hint: error.hint ?? null };
  }
  if (error instanceof CapabilityError) {
    return { family: 'capability', code: error.code, message, report, hint: error.hint ?? null };
  }
  const ofDisk = toOperatorError(error);
  if (ofDisk !== null && ofDisk.code !== 'not_found') {
    return { family: 'capability', code: ofDisk.code, message: ofDisk.message, report, hint: ofDisk.hint ?? null };
  }
  const known = ENGINE_FAILURES.find(({ begins }) => begins.test(message));
  const { family, code, hint } = known ?? { family: 'bug', code: 'bug', hint: null };
  return { family, code, message: message.split('\n')[0] ?? message, report, hint };
}

/** The error to throw in the parent for a failure of the child. */
export function toError({ family, code, message, report, hint }: Failure): FlightdeckError | Error {
  const details = hint === null ? { code } : { code, hint };
  switch (family) {
    case 'data':
      return new DataError(message, { ...details, report });
    case 'capability':
      return new CapabilityError(message, details);
    case 'input':
      return new InputError(message, details);
    case 'bug':
      return new Error(message);
  }
}

const ENGINE_FAILURES: readonly (Pick<Failure, 'family' | 'code' | 'hint'> & { readonly begins: RegExp })[] = [
  {
    begins: /^Out of Memory Error/i,
    family: 'capability',
    code: 'reader_memory',
    hint: 'Give the reader more memory, or more room in the work folder.',
  },
  { begins: /^(Conversion|Out of Range|Invalid Input) Error/i, family: 'data', code: 'unreadable', hint: null },
  {
    begins: /^(IO|Permission) Error|^(ENOENT|ENOSPC|EACCES|EROFS|EDQUOT)\b/i,
    family: 'capability',
    code: 'work_folder',
    hint: 'The work folder must be readable, writable and have room.',
  },
];
