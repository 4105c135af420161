import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { FaultPoint } from './fault-point.ts';
import { damaged } from './open-file.ts';
import { execute, readRows } from './session.ts';

/** The token in the file itself, and those that a write-ahead log says it goes on from. */
export const BASE_TABLES: readonly (readonly [table: string, ddl: string])[] = [
  ['base_token', 'CREATE TABLE base_token (token VARCHAR NOT NULL)'],
  ['base_seen', 'CREATE TABLE base_seen (token VARCHAR NOT NULL)'],
];

/**
 * Finds out whether the log that was played at opening belongs to the file: an older copy of the file beside a newer log
 * would have rows changed that the log was not written for, without a word. Then file and log get a new token, the file's
 * by a checkpoint, the log's as its first entry.
 * @throws DataError `store_damaged`.
 */
export async function renewBaseToken(
  connection: DuckDBConnection,
  file: string,
  faultPoint: FaultPoint = () => {},
): Promise<void> {
  await requireOwnLog(connection, file);
  const token = randomUUID();
  // Whole or not at all: a crash between the two would leave a log that goes on from no file.
  await execute(connection, 'BEGIN');
  for (const table of ['base_token', 'base_seen']) {
    await execute(connection, `DELETE FROM ${table}`);
    faultPoint('open.in_token');
  }
  await execute(connection, 'INSERT INTO base_token VALUES ($1)', [token]);
  await execute(connection, 'COMMIT');
  faultPoint('open.before_checkpoint');
  await execute(connection, 'CHECKPOINT');
  faultPoint('open.after_checkpoint');
  await execute(connection, 'INSERT INTO base_seen VALUES ($1)', [token]);
}

/** @throws DataError `store_damaged` when the log that was played goes on from another file. */
export async function requireOwnLog(connection: DuckDBConnection, file: string): Promise<void> {
  const [row] = await readRows(
    connection,
    'SELECT count(*) FROM base_seen WHERE token NOT IN (SELECT token FROM base_token)',
  );
  if (Number(row?.[0] ?? 0) > 0) throw damaged(file);
}

/** Removes a log whose file is gone: it would be played onto a new one. The archive has everything that was in it. */
export async function dropOrphanLog(file: string): Promise<void> {
  if (!existsSync(file)) await rm(`${file}.wal`, { force: true });
}
