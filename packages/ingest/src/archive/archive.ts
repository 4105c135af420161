import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { DataError, toOperatorError } from '@flightdeck/catalog';
import { atFile } from './files.ts';
import { gunzip } from './gunzip.ts';

/** One archived file; the pieces are those of its path (a name that was not harmless stands in hex). */
export interface ArchivedFile {
  readonly path: string;
  readonly host: string;
  readonly scope: string;
  readonly report: string;
  /** `2026-05-07`, `2026-05-01..2026-05-28` or `undated`. */
  readonly days: string;
  /** First 16 hex digits of the content's sha256. */
  readonly sha16: string;
  /** Packed. */
  readonly bytes: number;
}

const FILE_NAME = /^([0-9a-f]{16})\.ndjson\.gz$/;

/** Every file of the archive, in the order of their paths. A missing archive is an empty one. */
export async function* listArchive(archive: string): AsyncGenerator<ArchivedFile> {
  const root = join(archive, 'raw');
  for (const host of await folders(root)) {
    for (const scope of await folders(join(root, host))) {
      for (const report of await folders(join(root, host, scope))) {
        for (const days of await folders(join(root, host, scope, report))) {
          yield* listFolder(join(root, host, scope, report, days), { host, scope, report, days });
        }
      }
    }
  }
}

/** True when no file was ever archived there. */
export async function isArchiveEmpty(archive: string): Promise<boolean> {
  for await (const _ of listArchive(archive)) return false;
  return true;
}

async function* listFolder(
  folder: string,
  key: Pick<ArchivedFile, 'host' | 'scope' | 'report' | 'days'>,
): AsyncGenerator<ArchivedFile> {
  for (const name of (await readdir(folder)).sort()) {
    const sha16 = FILE_NAME.exec(name)?.[1];
    if (sha16 === undefined) continue;
    const path = join(folder, name);
    yield { ...key, path, sha16, bytes: (await stat(path)).size };
  }
}

async function folders(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

const ABSENT: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR']);
/** What is wrong with this one file or its place on the disk: others can be read all the same. */
const UNREADABLE: ReadonlySet<string> = new Set(['EIO', 'EACCES', 'EPERM', 'ELOOP']);

function unreadable(path: string, cause: unknown): DataError {
  const { message = '', hint = '' } = toOperatorError(cause, path) ?? {};
  return new DataError(`The archived file ${basename(path)} cannot be read. ${message}`, {
    code: 'archive_changed',
    hint: `${hint} Otherwise restore it from a backup, or fetch the day again.`,
    cause,
  });
}

/**
 * The unpacked content of an archived file, checked against the full sum when given, else against its name.
 * @throws DataError `archive_missing`, `archive_changed` or `gzip_damaged`; a wrong sum shows only at the end.
 */
export async function* readArchived(path: string, sha256?: string): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  try {
    // A pipe would be waited for without end.
    if (!(await stat(path)).isFile()) {
      throw new DataError(`The archived file ${basename(path)} is not a file.`, {
        code: 'archive_changed',
        hint: 'Restore it from a backup, or fetch the day again.',
      });
    }
    for await (const chunk of gunzip(createReadStream(path, { highWaterMark: 256 * 1024 }))) {
      hash.update(chunk);
      yield chunk;
    }
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (UNREADABLE.has(code)) throw unreadable(path, error);
    if (!ABSENT.has(code)) await atFile(path, Promise.reject(error));
    throw new DataError(`The archived file ${basename(path)} is missing.`, {
      code: 'archive_missing',
      hint: 'Restore it from a backup, or fetch the day again.',
      cause: error,
    });
  }
  const expected = sha256 ?? FILE_NAME.exec(basename(path))?.[1] ?? '';
  if (expected !== '' && hash.digest('hex').startsWith(expected)) return;
  throw new DataError(`The archived file ${basename(path)} is not what was received.`, {
    code: 'archive_changed',
    hint: 'Restore it from a backup, or fetch the day again.',
  });
}

/** Removes files that a killed landing received only in part. Call before the first landing of a process. */
export async function clearIncoming(archive: string): Promise<void> {
  const folder = join(archive, 'incoming');
  try {
    for (const name of await readdir(folder)) if (name.endsWith('.part')) await rm(join(folder, name), { force: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
