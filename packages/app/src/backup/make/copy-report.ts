import { link, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { FlightdeckError } from '@flightdeck/catalog';
import { makeFolder, readArchived } from '@flightdeck/ingest';
import { type Copied, copyFile, type Pause, sumOfFile } from '../files/copy-file.ts';
import type { BackupFile } from '../files/manifest.ts';
import type { TakenReport } from './take-point.ts';

/** An archived file on its way into a backup. */
export interface CopiedFrom {
  readonly source: string;
  readonly target: string;
  readonly report: TakenReport;
  /** The same file in an earlier backup; null if that has none. */
  readonly from: { readonly file: BackupFile; readonly path: string } | null;
  readonly pause: Pause;
}

/** What came of it: the file, or why there is none. */
export type CopiedReport = (Copied & { readonly isLinked: boolean }) | { readonly why: string };

/** The file system knows no second name for a file, or no further one. */
const NO_LINK: readonly string[] = ['EPERM', 'EXDEV', 'EMLINK', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EACCES', 'EINVAL'];

/**
 * Takes an archived file into a backup: linked from an earlier one that holds it and whose checksum is right, else copied and compared
 * with the journal. What is damaged in the archive and right in an earlier backup is taken from there.
 */
export async function copyReport({ source, target, report, from, pause }: CopiedFrom): Promise<CopiedReport> {
  if (from !== null && (await isAsWritten(from, pause)) && (await linkTo(from.path, target)))
    return { ...withoutPath(from.file), isLinked: true };
  const copied = await tryCopy(source, target, pause);
  if (copied !== null && (copied.sha256 === from?.file.sha256 || (await isRight(target, report))))
    return { ...copied, isLinked: false };
  await rm(target, { force: true });
  const again = from === null ? null : await tryCopy(from.path, target, pause);
  if (again !== null && (await isRight(target, report))) return { ...again, isLinked: false };
  await rm(target, { force: true });
  return { why: copied === null ? 'It is missing.' : 'It is not what was received.' };
}

async function isAsWritten({ file, path }: NonNullable<CopiedFrom['from']>, pause: Pause): Promise<boolean> {
  const found = await sumOfFile(path, pause).catch((error) => orNotThere(error, path));
  return found?.sha256 === file.sha256;
}

async function linkTo(path: string, target: string): Promise<boolean> {
  await makeFolder(dirname(target));
  try {
    await link(path, target);
    return true;
  } catch (error) {
    if (NO_LINK.includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}

async function tryCopy(source: string, target: string, pause: Pause): Promise<Copied | null> {
  return copyFile(source, target, pause).catch((error) => orNotThere(error, source));
}

const NOT_GIVEN: readonly string[] = ['ENOENT', 'ENOTDIR', 'EISDIR', 'EIO', 'EACCES', 'EPERM', 'ELOOP'];

/** Null for a file that is missing or that its disk does not give; what the disk of the backup refuses is thrown. */
function orNotThere(error: NodeJS.ErrnoException, path: string): null {
  const isOfReading = error.path === path || error.syscall === 'read';
  if (isOfReading && NOT_GIVEN.includes(error.code ?? '')) return null;
  throw error;
}

async function isRight(path: string, { sha256 }: TakenReport): Promise<boolean> {
  try {
    for await (const _ of readArchived(path, sha256 ?? undefined));
    return true;
  } catch (error) {
    if (error instanceof FlightdeckError) return false;
    throw error;
  }
}

const withoutPath = ({ bytes, sha256, at }: BackupFile): Copied => ({ bytes, sha256, at });
