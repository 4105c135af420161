import { randomUUID } from 'node:crypto';
import { DataError, InputError } from '@flightdeck/catalog';
import { appendChained, readChainedFile } from '@flightdeck/ingest';
import { toJson } from '@flightdeck/query';
import { exceeds, type ReconcileRequest, type Reconciliation } from '@flightdeck/reconcile';

/** Somebody's word that the numbers of a month were looked at, with everything it rests on. */
export interface SignOff {
  readonly id: string;
  /** When (ISO instant). */
  readonly at: string;
  /** Who: the name, of a token with that of who made it, or `local` for the one user of a server without sign-in. */
  readonly by: string;
  /** Key of who, as a name can be anybody's: issuer and subject, or that of a token; left out by earlier versions. */
  readonly byId?: string;
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
export type NewSignOff = Pick<
  SignOff,
  'by' | 'byId' | 'month' | 'comment' | 'tolerance' | 'request' | 'reconciliation'
>;

/** Sign-offs of a data folder, in a file of its own: no report holds them, so they must outlive the database. */
export interface SignOffs {
  /** Keeps one for ever. @throws InputError `bad_month`, `no_comment`; DataError `broken_sign_offs`. */
  add(signOff: NewSignOff): Promise<SignOff>;
  /** Newest first. @throws DataError `broken_sign_offs` when the file is not as it was written. */
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
      const written = writing.then(async () => {
        // Never behind lines that are lost: what is added would hide that they are.
        await readLines(file);
        await appendChained(file, toJson(made));
      });
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

/** @throws DataError `broken_sign_offs` when lines are not as they were written, or gone. */
async function readLines(file: string): Promise<SignOff[]> {
  const { bodies, fault } = await read(file);
  if (fault !== null) throw broken(file, fault);
  return bodies.map((body, index) => {
    const signOff = JSON.parse(body) as Partial<SignOff>;
    // Lines of earlier versions have no checksum, but they are sign-offs.
    if (typeof signOff.id === 'string' && typeof signOff.month === 'string') return signOff as SignOff;
    throw broken(file, `Line ${index + 1} is no sign-off.`);
  });
}

/** What is wrong with the file of sign-offs, a sentence; none when it is as it was written. */
export async function inspectSignOffs(
  file: string,
): Promise<readonly { readonly file: string; readonly message: string }[]> {
  try {
    await readLines(file);
    return [];
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    return [{ file, message: `${error.message} ${error.hint ?? ''}`.trim() }];
  }
}

async function read(file: string): ReturnType<typeof readChainedFile> {
  try {
    return await readChainedFile(file);
  } catch (error) {
    throw broken(file, 'It cannot be read; check who may read it.', error);
  }
}

function broken(file: string, fault: string, cause?: unknown): DataError {
  return new DataError(`The sign-offs in ${file} are damaged. ${fault}`, {
    code: 'broken_sign_offs',
    path: file,
    hint: 'Restore the file from a backup. Without one, move it and seals/sign-offs.json away: new sign-offs are then kept, earlier ones are no longer shown.',
    cause,
  });
}
