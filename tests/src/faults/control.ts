import { execFileSync } from 'node:child_process';
import { closeSync, openSync, readSync, writeFileSync, writeSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What is to fail: the n-th call that writes or reads, once or it and all after it, with an error of the system. */
export interface Fault {
  readonly kind: 'writes' | 'reads';
  readonly nth: number;
  readonly error: keyof typeof constants.errno;
  readonly isLasting: boolean;
}

/** Commands a disk that fails on demand. Lies outside the folder that fails. */
export interface FaultControl {
  /** What a process needs in its environment to get the failing disk. */
  readonly env: Readonly<Record<string, string>>;
  /** Counts anew, and lets the fault happen. */
  arm(fault: Fault): void;
  /** Counts anew, and lets nothing fail. */
  disarm(): void;
  /** Calls since then, how many were let fail, and the first of them with its path; null when none was. */
  read(): { readonly writes: number; readonly reads: number; readonly failed: number; readonly first: string | null };
}

const BYTES = 1024;
const TEXT_AT = 64;

/** The library to preload; null when there is no Linux or no compiler. */
export function compileShim(folder: string): string | null {
  if (process.platform !== 'linux') return null;
  const file = join(folder, 'shim.so');
  const source = fileURLToPath(new URL('./shim.c', import.meta.url));
  for (const compiler of ['cc', 'gcc', 'clang']) {
    try {
      execFileSync(compiler, ['-shared', '-fPIC', '-O1', '-o', file, source, '-ldl'], { stdio: 'pipe' });
      return file;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  return null;
}

/** A new control file for what lies below `under`, which is an absolute path without links. */
export function createControl(file: string, under: string, shim: string): FaultControl {
  writeFileSync(file, Buffer.alloc(BYTES));
  return openControl(file, {
    LD_PRELOAD: shim,
    FAULT_UNDER: under,
    FAULT_CONTROL: file,
    // Calls made through io_uring pass by the C library.
    UV_USE_IO_URING: '0',
  });
}

/** The control file that this or another process made. */
export function openControl(file: string, env: Readonly<Record<string, string>> = {}): FaultControl {
  const put = (numbers: readonly number[]): void => {
    const bytes = Buffer.alloc(BYTES);
    for (const [index, value] of numbers.entries()) bytes.writeInt32LE(value, index * 4);
    const handle = openSync(file, 'r+');
    // The mode comes last: nothing fails by half a command.
    writeSync(handle, bytes, 4, BYTES - 4, 4);
    writeSync(handle, bytes, 0, 4, 0);
    closeSync(handle);
  };
  return {
    env,
    arm: ({ kind, nth, error, isLasting }) =>
      put([isLasting ? 2 : 1, nth, constants.errno[error], kind === 'writes' ? 0 : 1]),
    disarm() {
      const handle = openSync(file, 'r+');
      writeSync(handle, Buffer.alloc(4), 0, 4, 0);
      closeSync(handle);
      put([]);
    },
    read() {
      const bytes = Buffer.alloc(BYTES);
      const handle = openSync(file, 'r');
      readSync(handle, bytes, 0, BYTES, 0);
      closeSync(handle);
      const text = bytes.subarray(TEXT_AT, bytes.indexOf(0, TEXT_AT)).toString();
      return {
        writes: bytes.readInt32LE(16),
        reads: bytes.readInt32LE(20),
        failed: bytes.readInt32LE(24),
        first: text === '' ? null : text,
      };
    },
  };
}
