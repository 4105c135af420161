import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { type ColumnType, FACTS } from '@flightdeck/catalog';
import type { FactFile } from '../port.ts';
import type { FixtureFact } from './company.ts';

const STORED_TYPE: Readonly<Record<ColumnType, string>> = {
  count: 'BIGINT',
  decimal: 'DECIMAL(28,9)',
  number: 'DOUBLE',
  id: 'BIGINT',
  flag: 'BOOLEAN',
  text: 'VARCHAR',
  day: 'DATE',
};

/** Writes rows as ingest does: a Parquet file with `scope`, `day` and every column of the fact. */
export async function writeFact(folder: string, name: string, fixture: FixtureFact): Promise<FactFile> {
  const fact = FACTS.find((known) => known.name === fixture.fact);
  if (!fact) throw new Error(`No fact ${fixture.fact}`);
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const columns = fact.columns.map((column) => `"${column.name}" ${STORED_TYPE[column.type]}`);
  await connection.run(`CREATE TABLE rows (scope VARCHAR, day DATE, ${columns.join(', ')})`);
  for (const row of fixture.rows) {
    const names = ['scope', ...fixture.columns].map((column) => `"${column}"`);
    const values = [fixture.scope, ...row].map((cell) => (cell === null ? null : String(cell)));
    await connection.run(
      `INSERT INTO rows (${names.join(', ')}) VALUES (${values.map((_, index) => `$${index + 1}`).join(', ')})`,
      values,
    );
  }
  const file = join(folder, `${name}.parquet`);
  await connection.run(`COPY rows TO '${file.replaceAll("'", "''")}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
  return { fact: fact.name, file };
}
