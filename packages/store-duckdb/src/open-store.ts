import { randomUUID } from 'node:crypto';
import type { DuckDBConnection } from '@duckdb/node-api';
import { UpstreamError } from '@flightdeck/catalog';
import type { DayBatch, Store } from '@flightdeck/store';
import { readEarlierNames } from './ask/earlier-names.ts';
import { scanRows } from './ask/scan-rows.ts';
import { readSharedDays } from './ask/shared-days.ts';
import { dropOrphanLog, renewBaseToken } from './file/base-token.ts';
import { readDigests } from './file/digests.ts';
import type { FaultPoint } from './file/fault-point.ts';
import { explainOpenError, openFile, protectFiles } from './file/open-file.ts';
import { createPool } from './file/pool.ts';
import { prepareLayout } from './file/prepare-layout.ts';
import { execute, readRows } from './file/session.ts';
import { createLedger } from './load/ledger.ts';
import { replaceDaysWithin } from './load/replace-days.ts';
import { settleSome } from './rollup/settle.ts';
import { createSettler } from './rollup/settler.ts';

/** How the embedded store is opened. */
export interface DuckdbStoreOptions {
  /** The database file; its folder is made when missing. Must be on a local disk. */
  readonly file: string;
  /** Folders from which fact files may be read. */
  readonly readFolders: readonly string[];
  readonly memoryLimitMb?: number;
  readonly threads?: number;
  /** Called at named places of a load, for tests that stop the process there. */
  readonly faultPoint?: FaultPoint;
}

/** The embedded store, and what only it can be told. */
export interface DuckdbStore extends Store {
  /** Adds up what is behind of days that have changed; it does so of itself when nothing is written for a while. */
  settle(): Promise<void>;
}

const READERS = 3;
const MEMORY_LIMIT_MB = 1024;

/**
 * The embedded store on one file.
 * @throws InputError `store_open_twice`, `store_locked`, `store_newer`, `store_unwritable`; DataError `store_damaged`.
 */
export async function openDuckdbStore(options: DuckdbStoreOptions): Promise<DuckdbStore> {
  const { file, faultPoint = () => {} } = options;
  await dropOrphanLog(file);
  const opened = await openFile({
    file,
    readFolders: options.readFolders,
    memoryLimitMb: options.memoryLimitMb ?? MEMORY_LIMIT_MB,
    threads: options.threads ?? 2,
  });
  const connections: DuckDBConnection[] = [];
  const connect = async (): Promise<DuckDBConnection> => {
    const connection = await opened.connect();
    connections.push(connection);
    return connection;
  };
  const shut = (): void => {
    for (const connection of connections) connection.closeSync();
    opened.instance.closeSync();
    opened.release();
  };
  try {
    const writer = await connect();
    faultPoint('open.before_layout');
    await prepareLayout(writer, file, faultPoint);
    faultPoint('open.before_token');
    await renewBaseToken(writer, file, faultPoint);
    faultPoint('open.after_token');
    const readers: DuckDBConnection[] = [];
    for (let index = 0; index < READERS; index += 1) readers.push(await connect());
    await protectFiles(file);
    return createStore(options, writer, readers, shut);
  } catch (error) {
    shut();
    throw explainOpenError(error, file);
  }
}

function createStore(
  options: DuckdbStoreOptions,
  writer: DuckDBConnection,
  connections: readonly DuckDBConnection[],
  shut: () => void,
): DuckdbStore {
  const faultPoint = options.faultPoint ?? (() => {});
  const readers = createPool(connections);
  const writers = createPool([writer]);
  const opened = randomUUID();
  let changes = 0;
  let isClosed = false;

  const write = <T>(work: (connection: DuckDBConnection) => Promise<T>, landed?: () => Promise<boolean>): Promise<T> =>
    writers.use(async (connection) => {
      faultPoint('before_begin');
      const answer = await transact(connection, work, () => faultPoint('before_commit'), landed);
      changes += 1;
      settler.postpone();
      faultPoint('after_commit');
      await protectFiles(options.file);
      return answer;
    });
  const settler = createSettler(() =>
    writers.use((connection) => transact(connection, settleSome, () => faultPoint('in_settle'))),
  );
  settler.postpone();

  return {
    engine: 'DuckDB',
    capabilities: { exactDistinct: true },
    ledger: createLedger({ read: (work) => readers.use(work), write }),
    scan: (scan, signal) => readers.use((connection) => scanRows(connection, scan, signal), signal),
    earlierNames: (scopes, where) => readers.use((connection) => readEarlierNames(connection, scopes, where)),
    sharedDays: (scopes, range) => readers.use((connection) => readSharedDays(connection, scopes, range)),
    replaceDays: (batch) =>
      write(
        (connection) => replaceDaysWithin(connection, batch, faultPoint),
        () => readers.use((connection) => hasLanded(connection, batch)),
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
    digests: () => readers.use(readDigests),
    settle: () => settler.settle(),
    async close() {
      if (isClosed) return;
      isClosed = true;
      settler.stop();
      await Promise.all([writers.drain(), readers.drain()]);
      try {
        faultPoint('before_checkpoint');
        await execute(writer, 'CHECKPOINT');
      } finally {
        shut();
      }
    },
  };
}

/** The work in one transaction, rolled back when it or `beforeCommit` fails. */
async function transact<T>(
  connection: DuckDBConnection,
  work: (connection: DuckDBConnection) => Promise<T>,
  beforeCommit: () => void,
  landed?: () => Promise<boolean>,
): Promise<T> {
  await execute(connection, 'BEGIN');
  let answer: T;
  try {
    answer = await work(connection);
    beforeCommit();
  } catch (error) {
    await execute(connection, 'ROLLBACK');
    throw error;
  }
  await commit(connection, landed);
  return answer;
}

/** A COMMIT that fails means "unknown": the ledger says whether it took place. */
async function commit(connection: DuckDBConnection, landed: (() => Promise<boolean>) | undefined): Promise<void> {
  try {
    await execute(connection, 'COMMIT');
  } catch (cause) {
    if (landed && (await landed())) return;
    throw new UpstreamError('The store could not write what it was given; nothing of it was kept.', {
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
