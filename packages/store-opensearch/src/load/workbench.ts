import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from '@duckdb/node-api';
import { literal } from '@flightdeck/store/shared';

/** What a statement may be given for a parameter. */
export type Bound = string | number | bigint | boolean | null;

/** A DuckDB in memory that reads fact files and writes documents of them; it keeps nothing. */
export interface Workbench {
  readonly connection: DuckDBConnection;
  close(): void;
}

/** An empty workbench that may read the folders. */
export async function openWorkbench(readFolders: readonly string[], memoryLimitMb = 1024): Promise<Workbench> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  const folders = readFolders.map((folder) => literal(folder.endsWith('/') ? folder : `${folder}/`));
  const settings = [
    `SET memory_limit = '${memoryLimitMb}MB'`,
    `SET temp_directory = ''`,
    'SET autoinstall_known_extensions = false',
    'SET autoload_known_extensions = false',
    'SET allow_community_extensions = false',
    `SET allowed_directories = [${folders.join(', ')}]`,
    'SET enable_external_access = false',
    'SET lock_configuration = true',
  ];
  for (const setting of settings) await execute(connection, setting);
  return {
    connection,
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** Rows of one prepared statement, cells in the order of its columns. */
export async function readRows(
  connection: DuckDBConnection,
  sql: string,
  values: readonly Bound[] = [],
): Promise<DuckDBValue[][]> {
  const statement = await connection.prepare(sql);
  try {
    if (values.length > 0) statement.bind([...values]);
    return (await statement.runAndReadAll()).getRows();
  } finally {
    statement.destroySync();
  }
}

/** Runs one statement for its effect. */
export async function execute(connection: DuckDBConnection, sql: string, values: readonly Bound[] = []): Promise<void> {
  await readRows(connection, sql, values);
}

/** The one text column of a statement, a few thousand rows at a time. */
export async function* streamTexts(connection: DuckDBConnection, sql: string): AsyncGenerator<readonly string[]> {
  const result = await connection.stream(sql);
  for (;;) {
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) return;
    yield chunk.getColumnValues(0) as readonly string[];
  }
}

/** The cell's text, null for NULL. */
export function toText(cell: DuckDBValue | undefined): string | null {
  return cell === null || cell === undefined ? null : String(cell);
}
