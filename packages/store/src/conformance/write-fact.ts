import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { FACTS } from '@flightdeck/catalog';
import { FACT_FILE_TYPE } from '../fact-file-type.ts';
import type { FactFile } from '../port.ts';
import type { FixtureFact } from './fixture-fact.ts';

let engine: Promise<DuckDBConnection> | undefined;
let tables = 0;

/** Writes rows as ingest does: a Parquet file with `scope`, `day` and every column of the fact. */
export async function writeFact(folder: string, name: string, fixture: FixtureFact): Promise<FactFile> {
  const fact = FACTS.find((known) => known.name === fixture.fact);
  if (!fact) throw new Error(`No fact ${fixture.fact}`);
  engine ??= DuckDBInstance.create(':memory:').then((instance) => instance.connect());
  const connection = await engine;
  tables += 1;
  const table = `rows_${tables}`;
  const columns = fact.columns.map((column) => `"${column.name}" ${FACT_FILE_TYPE[column.type]}`);
  await connection.run(`CREATE TABLE ${table} (scope VARCHAR, day DATE, ${columns.join(', ')})`);
  const names = ['scope', ...fixture.columns].map((column) => `"${column}"`);
  for (let from = 0; from < fixture.rows.length; from += ROWS_AT_ONCE) {
    const rows = fixture.rows.slice(from, from + ROWS_AT_ONCE).map((row) => [fixture.scope, ...row].map(toText));
    const places = rows.map(
      (row, index) => `(${row.map((_, cell) => `$${index * row.length + cell + 1}`).join(', ')})`,
    );
    await connection.run(`INSERT INTO ${table} (${names.join(', ')}) VALUES ${places.join(', ')}`, rows.flat());
  }
  const file = join(folder, `${name}.parquet`);
  await connection.run(`COPY ${table} TO '${file.replaceAll("'", "''")}' (FORMAT parquet)`);
  await connection.run(`DROP TABLE ${table}`);
  return { fact: fact.name, file };
}

const ROWS_AT_ONCE = 20;
const toText = (cell: FixtureFact['rows'][number][number]): string | null => (cell === null ? null : String(cell));
