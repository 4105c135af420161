import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { FlightdeckError } from '@flightdeck/catalog';
import type { JournalRow } from '../journal/events.ts';
import { listArchive, readArchived } from './archive.ts';
import { toArchivePath } from './paths.ts';

/** A file of the archive that is not as the journal has it. */
export interface ArchiveFault {
  /** Relative to the archive. */
  readonly file: string;
  /** `extra`: the journal does not know it, so nothing is loaded from it. */
  readonly state: 'missing' | 'changed' | 'extra';
  readonly message: string;
  /** Whose report it is, as the journal has it; null of a file it does not know. */
  readonly scope: string | null;
  readonly report: string | null;
  readonly days: { readonly from: string; readonly to: string } | null;
  /** True: a person decided to go on without it. */
  readonly isAccepted: boolean;
}

/** What was found in an archive. */
export interface ArchiveCheck {
  /** Files the journal knows. */
  readonly files: number;
  /** Bytes of those, as archived. */
  readonly bytes: number;
  /** True when every file was unpacked and its checksum compared, not only its size. */
  readonly isDeep: boolean;
  readonly faults: readonly ArchiveFault[];
}

/** How an archive is checked. */
export interface ArchiveCheckOptions {
  readonly isDeep: boolean;
  readonly signal?: AbortSignal;
  /** Called after each file that was unpacked, so that others get a turn. */
  readonly pause?: () => Promise<void>;
}

/** A file as the journal knows it. */
interface KnownFile {
  readonly file: string;
  readonly sha256: string | undefined;
  /** Null: received by a version that did not write it down. */
  readonly bytes: number | null;
  readonly scope: string;
  readonly report: string;
  readonly days: { readonly from: string; readonly to: string };
}

/** Compares the files of an archive with its journal. A file of another size that holds the same bytes is sound. */
export async function checkArchive(
  archive: string,
  rows: readonly JournalRow[],
  { isDeep, signal, pause }: ArchiveCheckOptions,
): Promise<ArchiveCheck> {
  const known = knownFiles(rows);
  const lost = new Set(rows.flatMap((row) => (row.kind === 'lost' ? (row.files ?? []) : [])));
  const faults: ArchiveFault[] = [];
  let bytes = 0;
  for (const entry of known.values()) {
    signal?.throwIfAborted();
    const { file, scope, report, days } = entry;
    const found = await lookAt(join(archive, file), entry, isDeep);
    if ('state' in found) faults.push({ ...found, file, scope, report, days, isAccepted: lost.has(file) });
    else bytes += found.bytes;
    if (isDeep) await pause?.();
  }
  for await (const { path } of listArchive(archive)) {
    const file = toArchivePath(archive, path);
    if (known.has(file)) continue;
    const message = 'The journal does not know it; "flightdeck import" loads it.';
    faults.push({ file, state: 'extra', message, scope: null, report: null, days: null, isAccepted: false });
  }
  return { files: known.size, bytes, isDeep, faults };
}

function knownFiles(rows: readonly JournalRow[]): ReadonlyMap<string, KnownFile> {
  const known = new Map<string, KnownFile>();
  const sizes = new Map<string, number>();
  for (const row of rows) {
    if (row.kind === 'sealed') for (const [file, size] of Object.entries(row.sizes)) sizes.set(file, size);
    if (row.kind !== 'landed') continue;
    const { files = [], sha256s = [], scope, report } = row;
    const days = typeof row.days === 'string' ? { from: row.days, to: row.days } : row.days;
    const own = (row as { readonly sizes?: readonly number[] }).sizes;
    for (const [index, file] of files.entries()) {
      const size = own?.[index];
      if (size !== undefined) sizes.set(file, size);
      known.set(file, { file, sha256: sha256s[index], bytes: null, scope, report, days });
    }
  }
  return new Map([...known].map(([file, entry]) => [file, { ...entry, bytes: sizes.get(file) ?? null }]));
}

type Look = { readonly bytes: number } | Pick<ArchiveFault, 'state' | 'message'>;

async function lookAt(path: string, { bytes, sha256 }: KnownFile, isDeep: boolean): Promise<Look> {
  let size: number;
  try {
    const found = await lstat(path);
    if (!found.isFile()) return { state: 'changed', message: 'It is not a file.' };
    size = found.size;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return { state: 'missing', message: 'It is missing.' };
    return { state: 'changed', message: `It cannot be read (${code}).` };
  }
  if (!isDeep && (bytes === null || bytes === size)) return { bytes: size };
  try {
    for await (const _ of readArchived(path, sha256));
    return { bytes: size };
  } catch (error) {
    if (error instanceof FlightdeckError) return { state: 'changed', message: 'It is not what was received.' };
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return { state: 'changed', message: `It cannot be read (${code}).` };
  }
}
