import type { DuckDBConnection } from '@duckdb/node-api';
import { FACTS, InputError } from '@flightdeck/catalog';
import { compileSeatPerson } from '@flightdeck/store';
import { identifier } from '@flightdeck/store/shared';
import { hasHistory, prepareHistory } from '../../load/history.ts';
import { learnAgain, NAME_TABLES } from '../../load/names.ts';
import {
  bucketOf,
  compileRollupFill,
  compileRollupTable,
  isPutOff,
  ROLLUPS,
  rollupFingerprint,
  rollupKinds,
  rollupTable,
} from '../../rollup/rollup.ts';
import { markAllStale } from '../../rollup/stale-buckets.ts';
import type { FaultPoint } from '../fault-point.ts';
import { damaged } from '../open-file.ts';
import { execute, executeAll, readRows, toNumber, toText } from '../session.ts';
import { compileLayout, factColumns, LAYOUT_VERSION, RENAMED_COLUMNS } from './layout.ts';

/** Names of the columns of each table. */
type Columns = ReadonlyMap<string, ReadonlySet<string>>;

/** How the layout of a file is prepared. */
interface PrepareOptions {
  /** Version of Flightdeck, noted in the file; null: it is not. */
  readonly version: string | null;
  /** True: the file is a copy, which may be upgraded. */
  readonly mayUpgrade: boolean;
  readonly faultPoint?: FaultPoint;
}

/**
 * Brings the tables to the catalogue's layout in one transaction: new tables and columns are added, rollups of another
 * layout refilled. False, with nothing changed, for a file of an earlier layout that may not be upgraded where it is.
 * @throws InputError `store_newer`, DataError `store_damaged` for a file of something else.
 */
export async function prepareLayout(
  connection: DuckDBConnection,
  file: string,
  { version, mayUpgrade, faultPoint = () => {} }: PrepareOptions,
): Promise<boolean> {
  const columns = await readColumns(connection);
  if (columns.size > 0 && !columns.has('layout')) throw damaged(file);
  if (columns.has('layout')) {
    await requireNotNewer(connection, file, columns);
    if (!mayUpgrade && !(await isPresent(connection, columns))) return false;
  }
  await execute(connection, 'BEGIN');
  try {
    for (const [table, before, now] of RENAMED_COLUMNS) {
      if (!columns.get(table)?.has(before)) continue;
      await execute(
        connection,
        `ALTER TABLE ${identifier(table)} RENAME COLUMN ${identifier(before)} TO ${identifier(now)}`,
      );
      columns.get(table)?.add(now);
    }
    for (const [table, column] of NAME_TABLES) {
      if (columns.get(table)?.has(column) !== false) continue;
      await execute(connection, `DROP TABLE ${identifier(table)}`);
      columns.delete(table);
    }
    await executeAll(connection, compileLayout(columns));
    for (const fact of FACTS) {
      const known = columns.get(fact.name);
      for (const [name, type] of known ? factColumns(fact).filter(([name]) => !known.has(name)) : []) {
        await execute(connection, `ALTER TABLE ${identifier(fact.name)} ADD COLUMN ${identifier(name)} ${type}`);
      }
    }
    await prepareHistory(connection, columns);
    if (columns.get('seat_day')?.has('charged') === false) await joinSeats(connection);
    if (columns.has('layout') && !NAME_TABLES.every(([table, column]) => columns.get(table)?.has(column)))
      await learnAgain(connection);
    await prepareRollups(connection, columns);
    await noteWriter(connection, version);
    faultPoint('open.in_layout');
    await execute(connection, 'COMMIT');
    return true;
  } catch (error) {
    await execute(connection, 'ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/** Whether a file has the present layout, so that opening it changes none of its tables. */
async function isPresent(connection: DuckDBConnection, columns: Columns): Promise<boolean> {
  const [row] = await readRows(connection, 'SELECT version, rollups FROM layout');
  const isOfVersion = Number(toNumber(row?.[0])) === LAYOUT_VERSION && toText(row?.[1]) === rollupFingerprint();
  const hasNames = NAME_TABLES.every(([table, column]) => columns.get(table)?.has(column));
  return isOfVersion && hasNames && hasFacts(columns) && hasHistory(columns);
}

const hasFacts = (columns: Columns): boolean =>
  FACTS.every((fact) => factColumns(fact).every(([name]) => columns.get(fact.name)?.has(name)));

/**
 * Looks whether the tables have the catalogue's layout, for a file that must not be changed.
 * @throws InputError `store_older`, `store_newer`; DataError `store_damaged`.
 */
export async function requireLayout(connection: DuckDBConnection, file: string): Promise<void> {
  const columns = await readColumns(connection);
  if (!columns.has('layout')) throw damaged(file);
  await requireNotNewer(connection, file, columns);
  const [row] = await readRows(connection, 'SELECT version, rollups FROM layout');
  const version = Number(toNumber(row?.[0]));
  const isWhole = hasFacts(columns);
  if (version === LAYOUT_VERSION && toText(row?.[1]) === rollupFingerprint() && isWhole) return;
  throw new InputError(`The store ${file} was written by an earlier version, and it cannot be written here.`, {
    code: 'store_older',
    hint: 'Free some space or make the folder writable, and run again: opening it once brings it up to date.',
  });
}

/** @throws InputError `store_newer` with the version that wrote the file. */
async function requireNotNewer(connection: DuckDBConnection, file: string, columns: Columns): Promise<void> {
  const version = (await readRows(connection, 'SELECT max(version) FROM layout'))[0]?.[0];
  if (Number(toNumber(version)) <= LAYOUT_VERSION) return;
  const [row] = columns.has('writer') ? await readRows(connection, 'SELECT version FROM writer') : [];
  const writer = toText(row?.[0]);
  const by = writer === null ? 'a newer version of Flightdeck' : `Flightdeck ${writer}, which is newer`;
  throw new InputError(`The store ${file} was written by ${by}.`, {
    code: 'store_newer',
    hint: `Run the version that wrote it${writer === null ? '' : ` (${writer})`}, or move the file away: the next command fills a new one from the archive.`,
  });
}

/** Notes which version of Flightdeck had the file open last, for whoever opens it with an earlier one. */
async function noteWriter(connection: DuckDBConnection, version: string | null): Promise<void> {
  if (version === null) return;
  const [row] = await readRows(connection, 'SELECT version FROM writer');
  if (toText(row?.[0]) === version) return;
  await execute(connection, 'DELETE FROM writer');
  await execute(connection, 'INSERT INTO writer VALUES ($1)', [version]);
}

/** Gives seats loaded before grants of a person were joined the values that seats loaded now have. */
async function joinSeats(connection: DuckDBConnection): Promise<void> {
  const columns = Object.entries(compileSeatPerson('scope, day, version, user_id'));
  const values = columns.map(([name, sql]) => `${sql} AS ${identifier(name)}`).join(', ');
  const set = columns.map(([name]) => `${identifier(name)} = n.${identifier(name)}`).join(', ');
  for (const [table, version] of [
    ['seat_day', "''"],
    ['history_seat_day', "received_at || ' ' || replaced_at"],
  ]) {
    await execute(connection, `UPDATE ${table} SET grant_plan = plan`);
    await execute(
      connection,
      `UPDATE ${table} AS f SET ${set} FROM (SELECT rowid AS place, ${values}
       FROM (SELECT rowid, *, ${version} AS version FROM ${table})) AS n WHERE f.rowid = n.place`,
    );
  }
}

/** Makes the rollups anew unless they are as wanted. */
async function prepareRollups(
  connection: DuckDBConnection,
  columns: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<void> {
  const wanted = rollupFingerprint();
  const rows = await readRows(connection, 'SELECT rollups FROM layout');
  if (toText(rows[0]?.[0]) === wanted) return;
  const tables = ROLLUPS.flatMap((rollup) =>
    rollupKinds(rollup).map((kind) => ({ rollup, kind, table: rollupTable(rollup, kind) })),
  );
  const earlier = ['stale_month', ...tables.map(({ table }) => table)].filter((table) => columns.has(table));
  await executeAll(connection, [
    ...earlier.map((table) => `DROP TABLE ${identifier(table)}`),
    ...tables.map(({ rollup, kind }) => compileRollupTable(rollup, kind)),
  ]);
  // A fact whose table has just been made has no rows.
  for (const { rollup, kind, table } of tables.filter((each) => columns.has(each.rollup.fact.name))) {
    if (isPutOff(kind)) await markAllStale(connection, table, rollup.fact.name, bucketOf(kind));
    else await execute(connection, compileRollupFill(rollup, kind, 'true'));
  }
  await execute(connection, 'DELETE FROM layout');
  await execute(connection, 'INSERT INTO layout VALUES ($1, $2)', [LAYOUT_VERSION, wanted]);
}

async function readColumns(connection: DuckDBConnection): Promise<Map<string, Set<string>>> {
  const tables = new Map<string, Set<string>>();
  const rows = await readRows(
    connection,
    // One row a table: the text of thousands of cells takes a tenth of a second at each opening.
    `SELECT table_name, string_agg(column_name, chr(10)) FROM duckdb_columns()
     WHERE NOT internal AND database_name = current_database() GROUP BY table_name`,
  );
  for (const [table, columns] of rows) tables.set(String(table), new Set(String(columns).split('\n')));
  return tables;
}
