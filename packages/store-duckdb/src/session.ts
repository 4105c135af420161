import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import type { Bound } from './sql.ts';

/** Rows of one prepared statement, cells in the order of its columns; exactly one statement is run. */
export async function readRows(
  connection: DuckDBConnection,
  sql: string,
  values: readonly Bound[] = [],
): Promise<DuckDBValue[][]> {
  const statement = await connection.prepare(sql);
  try {
    if (values.length > 0) statement.bind([...values]);
    const reader = await statement.runAndReadAll();
    return reader.getRows();
  } finally {
    statement.destroySync();
  }
}

/** Runs one statement for its effect. */
export async function execute(connection: DuckDBConnection, sql: string, values: readonly Bound[] = []): Promise<void> {
  await readRows(connection, sql, values);
}

/** A whole number that JavaScript holds exactly as number, any other as bigint; decimals as number. */
export function toNumber(cell: DuckDBValue | undefined): number | bigint | null {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === 'number') return cell;
  if (typeof cell === 'bigint') {
    const near = Number(cell);
    return Number.isSafeInteger(near) ? near : cell;
  }
  return Number(String(cell));
}

/** The cell's text, null for NULL. */
export function toText(cell: DuckDBValue | undefined): string | null {
  return cell === null || cell === undefined ? null : String(cell);
}
