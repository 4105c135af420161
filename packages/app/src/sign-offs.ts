import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DataError, InputError } from '@flightdeck/catalog';
import { toJson } from '@flightdeck/query';
import { exceeds, type ReconcileRequest, type Reconciliation } from '@flightdeck/reconcile';

/** Somebody's word that the numbers of a month were looked at, with everything it rests on. */
export interface SignOff {
  readonly id: string;
  /** When (ISO instant). */
  readonly at: string;
  /** Who: the login, or `local` for the one user of a server without sign-in. */
  readonly by: string;
  /** `2026-10`. */
  readonly month: string;
  readonly comment: string;
  /** What may be left unexplained, in the unit of the metric. */
  readonly tolerance: number;
  /** True when nothing more than the tolerance is left. */
  readonly within: boolean;
  /** What was asked, so that it can be asked again. */
  readonly request: ReconcileRequest;
  /** The answer of that moment, with its evidence. */
  readonly reconciliation: Reconciliation;
  /** Version of Flightdeck that made it. */
  readonly version: string;
}

/** What is to be signed off. */
export type NewSignOff = Pick<SignOff, 'by' | 'month' | 'comment' | 'tolerance' | 'request' | 'reconciliation'>;

/** Sign-offs of a data folder, in a file of its own: no report holds them, so they must outlive the database. */
export interface SignOffs {
  /** Keeps one for ever. @throws InputError `bad_month`, `no_comment`. */
  add(signOff: NewSignOff): Promise<SignOff>;
  /** Newest first. @throws DataError `broken_sign_offs` when the file may not be read. */
  list(): Promise<readonly SignOff[]>;
}

const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/;

/** The sign-offs in a file; it is made with the first. */
export function createSignOffs(file: string, { now, version }: { now: () => Date; version: string }): SignOffs {
  // One after the other, so that lines never mix.
  let writing: Promise<unknown> = Promise.resolve();
  return {
    add(signOff) {
      check(signOff);
      const { reconciliation, tolerance } = signOff;
      const made: SignOff = {
        id: randomUUID(),
        at: now().toISOString(),
        version,
        within: !exceeds(reconciliation, tolerance),
        ...signOff,
      };
      const written = writing.then(() => append(file, `${toJson(made)}\n`));
      writing = written.catch(() => undefined);
      return written.then(() => made);
    },
    async list() {
      await writing;
      return (await readLines(file)).reverse();
    },
  };
}

function check({ month, comment }: NewSignOff): void {
  if (!MONTH.test(month)) {
    throw new InputError(`"${month}" is not a month.`, { code: 'bad_month', hint: 'Write it as 2026-10.' });
  }
  if (comment.trim() === '') {
    throw new InputError('A sign-off says in a few words what was looked at.', {
      code: 'no_comment',
      hint: 'Write a comment, such as "October, checked with the dashboard".',
    });
  }
}

/** Adds a line that is on the disk when this ends; what a crash left of an earlier one is closed off first. */
async function append(file: string, line: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const handle = await open(file, 'a+', 0o600);
  try {
    const { size } = await handle.stat();
    const last = Buffer.alloc(1);
    if (size > 0) await handle.read(last, 0, 1, size - 1);
    await handle.appendFile(size > 0 && last.toString() !== '\n' ? `\n${line}` : line);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Lines that are whole; a crash may have left half of one, which was never confirmed to anybody. */
async function readLines(file: string): Promise<SignOff[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw new DataError(`The sign-offs in ${file} cannot be read.`, {
      code: 'broken_sign_offs',
      hint: 'Check who may read the file.',
      cause: error,
    });
  });
  return text.split('\n').flatMap((line) => {
    if (line === '') return [];
    try {
      return [JSON.parse(line) as SignOff];
    } catch {
      return [];
    }
  });
}
