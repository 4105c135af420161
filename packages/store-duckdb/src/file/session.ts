import type { DuckDBConnection, DuckDBResultReader, DuckDBValue } from '@duckdb/node-api';
import { CapabilityError, DataError } from '@flightdeck/catalog';
import { toValue } from '@flightdeck/store/shared';
import type { Bound } from './sql.ts';

/** Rows of one prepared statement, cells in the order of its columns; exactly one statement is run. */
export async function readRows(
  connection: DuckDBConnection,
  sql: string,
  values: readonly Bound[] = [],
): Promise<DuckDBValue[][]> {
  return (await runToEnd(connection, sql, values)).getRows();
}

async function runToEnd(
  connection: DuckDBConnection,
  sql: string,
  values: readonly Bound[],
): Promise<DuckDBResultReader> {
  try {
    const statement = await connection.prepare(sql);
    try {
      if (values.length > 0) statement.bind([...values]);
      return await statement.runAndReadAll();
    } finally {
      statement.destroySync();
    }
  } catch (error) {
    throw explainFailure(error);
  }
}

/** Blocks are only read when a question needs them, so that a damaged one may show long after opening. */
function explainFailure(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (/^Out of Memory Error/i.test(error.message)) {
    return new CapabilityError('This takes more memory than the store may use.', {
      code: 'store_memory',
      hint: 'Ask for fewer days or group by less; or make room on the disk, which holds what does not fit into memory.',
      cause: error,
    });
  }
  if (!/Corrupt database file/i.test(error.message)) return error;
  return new DataError('The database file is damaged.', {
    code: 'store_damaged',
    hint: 'Nothing is lost: stop Flightdeck and move the file away; the next command fills a new one from the archive.',
    cause: error,
  });
}

/** The same by column, for answers of many rows: cheaper than by row. */
export async function readColumns(
  connection: DuckDBConnection,
  sql: string,
  values: readonly Bound[] = [],
): Promise<{ readonly columns: readonly (readonly DuckDBValue[])[]; readonly rowCount: number }> {
  const reader = await runToEnd(connection, sql, values);
  return { columns: reader.getColumns(), rowCount: reader.currentRowCount };
}

/** Runs one statement for its effect. */
export async function execute(connection: DuckDBConnection, sql: string, values: readonly Bound[] = []): Promise<void> {
  await readRows(connection, sql, values);
}

/** Runs statements without parameters for their effect, one after the other, up to the first that fails; cheaper than one by one. */
export async function executeAll(connection: DuckDBConnection, statements: readonly string[]): Promise<void> {
  if (statements.length === 0) return;
  try {
    await connection.run(statements.join(';\n'));
  } catch (error) {
    throw explainFailure(error);
  }
}

/** A whole number that JavaScript holds exactly as number, any other as bigint; decimals as number. */
export function toNumber(cell: DuckDBValue | undefined): number | bigint | null {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === 'number') return cell;
  if (typeof cell === 'bigint') return toValue(cell);
  return Number(String(cell));
}

/** The cell's text, null for NULL. */
export function toText(cell: DuckDBValue | undefined): string | null {
  return cell === null || cell === undefined ? null : String(cell);
}
