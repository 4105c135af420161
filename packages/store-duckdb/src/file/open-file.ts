import { existsSync } from 'node:fs';
import { chmod, mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { DataError, FlightdeckError, InputError, toOperatorError, UpstreamError } from '@flightdeck/catalog';
import { literal } from '@flightdeck/store/shared';
import { readFileHeader } from './layout/file-header.ts';
import { execute } from './session.ts';

/** Where the file is and what the engine may use. */
export interface FileOptions {
  readonly file: string;
  /** Folders from which Parquet may be read; nothing else on the disk can be. */
  readonly readFolders: readonly string[];
  readonly memoryLimitMb: number;
  readonly threads: number;
  /** True: nothing is written, neither to the file nor beside it; its log is played in memory. */
  readonly isReadOnly?: boolean | undefined;
  /** Version of Flightdeck, noted in the file. */
  readonly version?: string | undefined;
}

/** Log kept before the file is rewritten; the engine's own 16 MB would be a rewrite every other day that is loaded. */
const CHECKPOINT_MB = 128;

/**
 * Rows that are packed together, half of DuckDB's own number: what is left over of each fact at the end of a load is
 * packed by one thread alone, and 28 days of 10,000 people are enough parts for several.
 */
const ROW_GROUP_ROWS = 61_440;

/** What the file is called inside the engine; row groups can be set for an attached file only. */
export const ATTACHED = 'store';

/** Files open in this process: DuckDB would open one twice and then destroy tables. */
const OPEN = new Set<string>();

/** The open file; every connection to it is made here. */
export interface OpenedFile {
  readonly instance: DuckDBInstance;
  connect(): Promise<DuckDBConnection>;
  release(): void;
}

/**
 * The opened and locked-down database.
 * @throws InputError `store_open_twice`, `store_locked`, `store_newer`; DataError `store_damaged`; UpstreamError `store_unreachable`.
 */
export async function openFile(options: FileOptions): Promise<OpenedFile> {
  const file = resolve(options.file);
  if (OPEN.has(file)) {
    throw new InputError(`The store ${file} is already open in this process.`, {
      code: 'store_open_twice',
      hint: 'Use the store that is open, or close it first.',
    });
  }
  OPEN.add(file);
  const release = (): void => {
    OPEN.delete(file);
  };
  try {
    if (!options.isReadOnly) await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    const instance = await DuckDBInstance.create(':memory:', {
      memory_limit: `${options.memoryLimitMb}MB`,
      threads: String(options.threads),
    });
    try {
      await lockDown(instance, file, options);
      if (!options.isReadOnly) await protectFiles(file);
      return { instance, connect: () => connectTo(instance), release };
    } catch (error) {
      instance.closeSync();
      throw error;
    }
  } catch (error) {
    release();
    throw explainOpenError(error, file);
  }
}

async function connectTo(instance: DuckDBInstance): Promise<DuckDBConnection> {
  const connection = await instance.connect();
  await execute(connection, `USE ${ATTACHED}`);
  return connection;
}

async function lockDown(
  instance: DuckDBInstance,
  file: string,
  { readFolders, isReadOnly }: Pick<FileOptions, 'readFolders' | 'isReadOnly'>,
): Promise<void> {
  const folders = readFolders.map((folder) => literal(`${resolve(folder)}/`)).join(', ');
  const connection = await instance.connect();
  try {
    const how = isReadOnly ? 'READ_ONLY' : `ROW_GROUP_SIZE ${ROW_GROUP_ROWS}`;
    await execute(connection, `ATTACH ${literal(file)} AS ${ATTACHED} (TYPE duckdb, ${how})`);
    for (const setting of [
      `temp_directory = ${literal(`${file}.tmp`)}`,
      `checkpoint_threshold = '${CHECKPOINT_MB}MB'`,
      // Rows have no order of their own; keeping that of a file costs a second pass over what was loaded.
      'preserve_insertion_order = false',
      // Tried on every text column and hardly ever chosen: our texts repeat.
      "disabled_compression_methods = 'fsst,dict_fsst,zstd'",
      'autoinstall_known_extensions = false',
      'autoload_known_extensions = false',
      'allow_community_extensions = false',
      `allowed_directories = [${folders}]`,
      'enable_external_access = false',
      'lock_configuration = true',
    ]) {
      await execute(connection, `SET ${setting}`);
    }
  } finally {
    connection.closeSync();
  }
}

/** Makes the file and its log readable by the owner only; DuckDB creates both with the process's umask. */
export async function protectFiles(file: string): Promise<void> {
  for (const name of [file, `${file}.wal`]) {
    if (existsSync(name)) await chmod(name, 0o600);
  }
}

/** The error, worded for a person who can act on it. */
export function explainOpenError(error: unknown, file: string): Error {
  if (error instanceof FlightdeckError) return error;
  const text = error instanceof Error ? error.message : String(error);
  if (error instanceof Error && /^(Parser|Binder|Catalog) Error/.test(text)) return error;
  if (/Conflicting lock|Could not set lock/i.test(text)) {
    const pid = /PID (\d+)/.exec(text)?.[1];
    return new InputError(`The store ${file} is in use by another process${pid ? ` (pid ${pid})` : ''}.`, {
      code: 'store_locked',
      hint: 'Only one process can have it open, not even to read. Ask the running server, or stop it first.',
      cause: error,
    });
  }
  const ofDisk = toOperatorError(error, file);
  if (ofDisk !== null) return ofDisk;
  if (/newer version|version of (DuckDB|storage)|storage version/i.test(text)) {
    const header = readFileHeader(file);
    const by =
      header === null ? 'a newer version' : `DuckDB ${header.library} (storage ${header.storage}), which is newer`;
    return new InputError(`The store ${file} was written by ${by}.`, {
      code: 'store_newer',
      hint: 'Run the version of Flightdeck that wrote it, or move the file away: the next command fills a new one from the archive.',
      cause: error,
    });
  }
  if (/not a valid DuckDB|corrupt|checksum|deserializ|serializ|enough bytes|truncat|WAL|INTERNAL/i.test(text)) {
    return damaged(file, error);
  }
  if (/ENOTDIR|EEXIST|Cannot open file/i.test(text)) {
    return new InputError(`The store ${file} cannot be opened for writing.`, {
      code: 'store_unwritable',
      hint: 'Give the user that runs Flightdeck write access to the folder, and room on the disk.',
      cause: error,
    });
  }
  return new UpstreamError(`The store ${file} cannot be opened: ${text.split('\n')[0]}`, {
    code: 'store_unreachable',
    retryable: false,
    cause: error,
  });
}

/** The error for a file that is not an intact store of ours. */
export function damaged(file: string, cause?: unknown): DataError {
  return new DataError(`The store ${file} is damaged or not a store of Flightdeck.`, {
    code: 'store_damaged',
    hint: 'Nothing is lost: move the file away and run `flightdeck rebuild` to make it again from the archive.',
    cause,
  });
}
