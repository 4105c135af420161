import { createHash } from 'node:crypto';
import { DataError, InputError } from '@flightdeck/catalog';
import { z } from 'zod';

/** Raised when a backup has what earlier versions cannot restore. */
export const BACKUP_FORMAT = 1;
/** The file that says what a backup holds; it is written last. */
export const MANIFEST = 'manifest.json';
/** Folder of a backup in which everything stands as in the data folder. */
export const DATA = 'data';

const SHA256 = z.string().regex(/^[0-9a-f]{64}$/);
const file = z.strictObject({
  /** Relative to the data folder, with slashes. */
  path: z.string().min(1).max(1000),
  bytes: z.int().min(0),
  sha256: SHA256,
  /** Time of the file (ISO instant): of tokens, when they were last used. */
  at: z.iso.datetime(),
});
const body = z.object({
  format: z.int().min(1),
  /** When it was begun (ISO instant); nothing that came later is in it. */
  at: z.iso.datetime(),
  /** Version of Flightdeck that made it. */
  version: z.string().max(100),
  /** The journal up to where it is taken: which archive it is of, how many rows, checksum of the last; empty texts before the first. */
  journal: z.strictObject({ archive: z.string(), rows: z.int().min(0), chain: z.string() }),
  /** Of the database the data folder had, which is not in the backup: what DuckDB wrote it with; null where there was none. */
  database: z.strictObject({ storage: z.int(), library: z.string() }).nullable(),
  /** What could not be taken, and why: archived files that are missing or changed, logs that are damaged. */
  lacking: z.array(z.strictObject({ path: z.string(), why: z.string() })),
  files: z.array(file),
});

/** A file of a backup. */
export type BackupFile = Readonly<z.output<typeof file>>;
/** What a backup holds. */
export type Manifest = Readonly<z.output<typeof body>>;

/** Text of the manifest: a file a line, and the checksum of it all at the end. */
export function formatManifest({ files, ...rest }: Manifest): string {
  const head = JSON.stringify({ ...rest, files: [] }, null, 1).replace(/\[\]\n\}$/, '[');
  const text = `${head}\n${files.map((one) => `  ${JSON.stringify(one)}`).join(',\n')}\n ],\n`;
  return text + endOf(text);
}

/** The last lines of a manifest: the checksum of those above. */
const endOf = (above: string): string => ` "sum": "${createHash('sha256').update(above).digest('hex')}"\n}\n`;
const END_LENGTH = endOf('').length;

/**
 * The manifest in a text. @throws DataError `backup_damaged` when it is not as it was written; InputError `backup_newer` for one of a
 * newer version.
 */
export function parseManifest(text: string, path: string): Manifest {
  const written = text.slice(0, -END_LENGTH);
  if (text.slice(-END_LENGTH) !== endOf(written)) throw notWritten(path);
  const parsed = body.safeParse(JSON.parse(`${written} "sum": ""}`));
  // Written whole, and with another content than this version knows.
  if (!parsed.success || parsed.data.format > BACKUP_FORMAT) throw newer(path, JSON.parse(`${written} "sum": ""}`));
  if (!parsed.data.files.every((one) => isInside(one.path))) throw notWritten(path);
  return parsed.data;
}

/** True for a path that leads to a file below a folder wherever that is: no way up, no root, no empty piece. */
function isInside(path: string): boolean {
  const pieces = path.split('/');
  return pieces.every((piece) => piece !== '' && piece !== '.' && piece !== '..' && !/[\\\0]/.test(piece));
}

function notWritten(path: string): DataError {
  return new DataError(`${path} is not as it was written.`, {
    code: 'backup_damaged',
    path,
    hint: 'Take another backup; without its manifest nobody knows what belongs to this one.',
  });
}

function newer(path: string, { version }: { readonly version?: unknown }): InputError {
  return new InputError(`${path} was written by a newer version of Flightdeck (${String(version).slice(0, 40)}).`, {
    code: 'backup_newer',
    hint: 'Restore it with that version.',
  });
}
