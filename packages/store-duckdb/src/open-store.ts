import { randomUUID } from 'node:crypto';
import type { DuckDBConnection } from '@duckdb/node-api';
import { CapabilityError, toOperatorError, UpstreamError } from '@flightdeck/catalog';
import type { DayBatch, Store } from '@flightdeck/store';
import { readEarlierNames } from './ask/earlier-names.ts';
import { readPeople } from './ask/people.ts';
import { scanRows } from './ask/scan-rows.ts';
import { readSharedDays } from './ask/shared-days.ts';
import { readDigests } from './file/digests.ts';
import type { FaultPoint } from './file/fault-point.ts';
import { createLasting, type Lasting } from './file/lasting.ts';
import { protectFiles } from './file/open-file.ts';
import { type Opening, openConnections } from './file/opening.ts';
import { execute, readRows } from './file/session.ts';
import { sizeOf } from './file/size-of.ts';
import { createLedger } from './load/ledger.ts';
import { replaceDaysWithin } from './load/replace-days.ts';
import { catchUpSome } from './rollup/catch-up.ts';
import { createIdleWork } from './rollup/idle-work.ts';
import { THREADS } from './threads.ts';

/** How the embedded store is opened. */
export interface DuckdbStoreOptions {
  /** The database file; its folder is made when missing. Must be on a local disk. */
  readonly file: string;
  /** Folders from which fact files may be read. */
  readonly readFolders: readonly string[];
  readonly memoryLimitMb?: number;
  readonly threads?: number;
  /** True: the file is opened as it is and nothing is written; for disks that take nothing. */
  readonly isReadOnly?: boolean | undefined;
  /** Version of Flightdeck, noted in the file for whoever opens it with an earlier one. */
  readonly version?: string;
  /** Called at named places of a load, for tests that stop the process there. */
  readonly faultPoint?: FaultPoint;
}

/** The embedded store, and what only it can do. */
export interface DuckdbStore extends Store {
  /** Catches up all rollups with days that have changed; runs by itself when nothing is written for a while. */
  catchUp(): Promise<void>;
}

/** Asks, after a COMMIT that failed, whether it took place. */
type Landed = (connection: DuckDBConnection) => Promise<boolean>;

const MEMORY_LIMIT_MB = 1024;

/**
 * The embedded store on one file.
 * @throws InputError `store_open_twice`, `store_locked`, `store_newer`, `store_unwritable`, read-only also `store_older`; DataError `store_damaged`.
 */
export async function openDuckdbStore(options: DuckdbStoreOptions): Promise<DuckdbStore> {
  const {
    file,
    readFolders,
    memoryLimitMb = MEMORY_LIMIT_MB,
    threads = THREADS,
    faultPoint,
    isReadOnly,
    version,
  } = options;
  const open = (): Promise<Opening> =>
    openConnections({ file, readFolders, memoryLimitMb, threads, isReadOnly, version }, faultPoint);
  return createStore(options, createLasting(await open(), open, file));
}

function createStore(options: DuckdbStoreOptions, lasting: Lasting): DuckdbStore {
  const faultPoint = options.faultPoint ?? (() => {});
  const { readers, writers } = lasting;
  const opened = randomUUID();
  let changes = 0;
  let closing: Promise<void> | null = null;

  const writer =
    (onCommit: () => void) =>
    <T>(work: (connection: DuckDBConnection) => Promise<T>, landed?: Landed): Promise<T> =>
      writers.use(async (connection) => {
        if (options.isReadOnly) throw readOnly(options.file);
        faultPoint('before_begin');
        const answer = await transact(connection, work, () => faultPoint('before_commit'), landed);
        onCommit();
        idleWork.postpone();
        faultPoint('after_commit');
        await protectFiles(options.file);
        return answer;
      });
  /** Writes what answers depend on. */
  const write = writer(() => {
    changes += 1;
  });
  /** Writes what no answer depends on, so that those kept stay good. */
  const note = writer(() => undefined);
  const idleWork = createIdleWork(() =>
    writers.use((connection) => transact(connection, catchUpSome, () => faultPoint('in_catch_up'))),
  );
  if (!options.isReadOnly) idleWork.postpone();

  return {
    engine: 'DuckDB',
    capabilities: { exactDistinct: true },
    ledger: createLedger({ read: (work) => readers.use(work), write, note }),
    scan: (scan, signal) => readers.use((connection) => scanRows(connection, scan, signal), signal),
    earlierNames: (scopes, where) => readers.use((connection) => readEarlierNames(connection, scopes, where)),
    people: (scopes, asked) => readers.use((connection) => readPeople(connection, scopes, asked)),
    sharedDays: (scopes, range) => readers.use((connection) => readSharedDays(connection, scopes, range)),
    replaceDays: (batch) =>
      write(
        (connection) => replaceDaysWithin(connection, batch, faultPoint),
        (connection) => hasLanded(connection, batch),
      ),
    async scopes() {
      const rows = await readers.use((connection) =>
        readRows(
          connection,
          `SELECT DISTINCT scope FROM ledger_day WHERE state IN ('present', 'provisional') ORDER BY scope`,
        ),
      );
      return rows.map(([scope]) => String(scope));
    },
    dataVersion: () => `${opened}-${changes}`,
    bytes: async () => sizeOf(options.file),
    digests: () => readers.use(readDigests),
    catchUp: () => idleWork.runAll(),
    close() {
      idleWork.stop();
      closing ??= lasting.close(async (writer) => {
        if (options.isReadOnly) return;
        faultPoint('before_checkpoint');
        await execute(writer, 'CHECKPOINT');
      });
      return closing;
    },
  };
}

function readOnly(file: string): CapabilityError {
  return new CapabilityError(`The store ${file} is open for reading only.`, {
    code: 'read_only',
    hint: 'Free some space or make its folder writable, and run again.',
  });
}

/** The work in one transaction, rolled back when it or `beforeCommit` fails. */
async function transact<T>(
  connection: DuckDBConnection,
  work: (connection: DuckDBConnection) => Promise<T>,
  beforeCommit: () => void,
  landed?: Landed,
): Promise<T> {
  await execute(connection, 'BEGIN');
  let answer: T;
  try {
    answer = await work(connection);
    beforeCommit();
  } catch (error) {
    // Where this fails too, the engine has ended the transaction itself.
    await execute(connection, 'ROLLBACK').catch(() => undefined);
    throw error;
  }
  await commit(connection, landed);
  return answer;
}

/** A COMMIT that fails means "unknown": the ledger says whether it took place. */
async function commit(connection: DuckDBConnection, landed: Landed | undefined): Promise<void> {
  try {
    await execute(connection, 'COMMIT');
  } catch (cause) {
    await execute(connection, 'ROLLBACK').catch(() => undefined);
    if (landed && (await landed(connection).catch(() => false))) return;
    if (toOperatorError(cause) !== null) throw cause;
    throw new UpstreamError('The store could not write this load; nothing of it was kept.', {
      code: 'store_write_failed',
      retryable: true,
      hint: 'Look at the free space and the rights of the folder, then run it again.',
      cause,
    });
  }
}

async function hasLanded(connection: DuckDBConnection, batch: DayBatch): Promise<boolean> {
  for (const { day, sha256 } of batch.days) {
    const rows = await readRows(
      connection,
      `SELECT 1 FROM ledger_day WHERE scope = $1 AND report = $2 AND day = CAST($3 AS DATE)
       AND (sha256 = $4 OR source <> $5)`,
      [batch.scope, batch.report, day, sha256, batch.source],
    );
    if (rows.length === 0) return false;
  }
  return true;
}
