import { closeSync, openSync, readSync } from 'node:fs';

/** What the beginning of a DuckDB file says of it, without opening it. */
export interface FileHeader {
  /** Version of the storage format: 64 for what DuckDB 0.10 to 1.5 read, more for what only later ones do. */
  readonly storage: number;
  /** Version of DuckDB that made the file: `v1.5.6`. */
  readonly library: string;
}

const MARK = 'DUCK';
const MARK_AT = 8;
const STORAGE_AT = 12;
const LIBRARY_AT = 52;
const LIBRARY_LENGTH = 32;

/**
 * The header of a database file; null for a missing file, and for one that is none.
 * @source https://github.com/duckdb/duckdb/blob/v1.5.0/src/storage/single_file_block_manager.cpp
 */
export function readFileHeader(file: string): FileHeader | null {
  const bytes = readFirst(file, LIBRARY_AT + LIBRARY_LENGTH);
  if (bytes?.toString('latin1', MARK_AT, MARK_AT + MARK.length) !== MARK) return null;
  const library = bytes.toString('latin1', LIBRARY_AT).replaceAll('\0', '');
  return { storage: Number(bytes.readBigUInt64LE(STORAGE_AT)), library };
}

/** The first bytes of a file; null where there are fewer. */
function readFirst(file: string, length: number): Buffer | null {
  const bytes = Buffer.alloc(length);
  try {
    const handle = openSync(file, 'r');
    try {
      return readSync(handle, bytes, 0, length, 0) === length ? bytes : null;
    } finally {
      closeSync(handle);
    }
  } catch {
    // Not there, a folder, or not to be read: opening it says which.
    return null;
  }
}
