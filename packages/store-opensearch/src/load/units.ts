import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { type Day, FACTS, type Fact } from '@flightdeck/catalog';
import { literal } from '@flightdeck/store/shared';
import { exactParts, type Group, indexName, TABLES, type Table } from '../layout/layout.ts';
import type { BulkWriter } from '../wire/bulk.ts';
import type { Source } from '../wire/send.ts';
import type { HeldDay, Member, Reading } from './annotate.ts';
import { readDocuments } from './annotate.ts';
import { compileDocuments, compilePersonDigests } from './documents.ts';
import { createView, type FactRows } from './fact-rows.ts';
import { execute, readRows, streamTexts } from './workbench.ts';

/** What stands beside the rows of people on their documents. */
export interface Annotations {
  readonly members: readonly Member[];
  /** Labels of scopes that hold the same person's day and are counted before this one. */
  readonly overlaps: readonly { readonly day: Day; readonly user_id: string; readonly also_in: readonly string[] }[];
}

/** Tables that hold the rows. */
const tablesOf = ({ facts }: FactRows): readonly Table[] => TABLES.filter(({ fact }) => facts.includes(fact));

/** Indexes that documents of the rows stand in, with their groups. */
export function indexesWith(prefix: string, rows: FactRows): ReadonlyMap<string, Group> {
  return new Map(
    tablesOf(rows).flatMap((table) => rows.days.map((day) => [indexName(prefix, table, day), table.group] as const)),
  );
}

/** Writes the documents of the rows under the numbers of their days' loads. */
export async function writeDocuments(
  connection: DuckDBConnection,
  prefix: string,
  rows: FactRows,
  loads: ReadonlyMap<Day, number>,
  { members, overlaps }: Annotations,
  writer: BulkWriter,
): Promise<void> {
  const numbers = [...loads].map(([day, load]) => ({ day, load }));
  await fill(connection, 'load_number', { day: 'DATE', load: 'BIGINT' }, numbers);
  await fill(connection, 'member', { day: 'DATE', user_id: 'BIGINT', team_id: 'BIGINT', team: 'VARCHAR' }, members);
  await fill(
    connection,
    'overlap',
    { day: 'DATE', user_id: 'BIGINT', also_in: 'VARCHAR' },
    overlaps.map(({ also_in, ...whose }) => ({ ...whose, also_in: JSON.stringify(also_in) })),
  );
  for (const table of tablesOf(rows)) {
    for await (const texts of streamTexts(connection, compileDocuments(prefix, table, rows))) await writer.add(texts);
  }
}

async function fill(
  connection: DuckDBConnection,
  table: string,
  columns: Readonly<Record<string, string>>,
  rows: readonly object[],
): Promise<void> {
  const names = Object.keys(columns);
  const list = names.map((name) => `${name} ${columns[name]}`).join(', ');
  await execute(connection, `CREATE OR REPLACE TEMP TABLE ${table} (${list})`);
  const shape = JSON.stringify([columns]);
  for (let from = 0; from < rows.length; from += FILLED_AT_ONCE) {
    await execute(
      connection,
      `INSERT INTO ${table} SELECT ${names.map((name) => `r.${name}`).join(', ')}
       FROM (SELECT unnest(from_json(CAST($1 AS VARCHAR), ${literal(shape)})) AS r)`,
      [JSON.stringify(rows.slice(from, from + FILLED_AT_ONCE))],
    );
  }
}

const FILLED_AT_ONCE = 50_000;

/** Days of people in the rows, each with a hash of all its rows. */
export async function readPersonDays(
  connection: DuckDBConnection,
  rows: FactRows,
): Promise<readonly Pick<HeldDay, 'day' | 'userId' | 'digest'>[]> {
  if (rows.facts.length === 0) return [];
  const found = await readRows(
    connection,
    `SELECT CAST(day AS VARCHAR), CAST(user_id AS VARCHAR), digest FROM (${compilePersonDigests(rows)})`,
  );
  return found.map(([day, userId, digest]) => ({ day: String(day), userId: String(userId), digest: String(digest) }));
}

/** Rows that stand in the cluster, as they were loaded; written to the folder on the way. */
export async function rereadRows(
  connection: DuckDBConnection,
  reading: Reading,
  { scope, report, days }: Omit<FactRows, 'facts'>,
  folder: string,
): Promise<FactRows> {
  const files = new Map(
    FACTS.filter((fact) => fact.report === report).map((fact) => [
      fact.name as string,
      { fact, file: createRowFile(folder, fact) },
    ]),
  );
  for await (const source of readDocuments(reading, [...files.keys()], [scope], days)) {
    await files.get(String(source.table))?.file.write(source);
  }
  const facts = [];
  for (const { fact, file } of files.values()) {
    const from = await file.end();
    if (from === null) continue;
    await createView(connection, fact, from, days);
    facts.push(fact);
  }
  return { scope, report, days, facts };
}

/** A file of rows that a workbench can read; every cell is text, so that no number loses a digit on the way. */
function createRowFile(folder: string, fact: Fact) {
  const file = join(folder, `${fact.name}.ndjson`);
  const output = createWriteStream(file, { mode: 0o600 });
  const decimals = new Set(fact.columns.filter(({ type }) => type === 'decimal').map(({ name }) => name));
  const columns = ['scope', 'day', ...fact.columns.map(({ name }) => name)];
  let count = 0;
  const cellOf = (source: Source, name: string): string | undefined => {
    const [whole, nano] = exactParts(name);
    const cell = source[decimals.has(name) ? whole : name];
    if (cell === undefined || cell === null) return undefined;
    return decimals.has(name) ? `${cell}.${String(source[nano]).padStart(9, '0')}` : String(cell);
  };
  return {
    async write(source: Source): Promise<void> {
      const row = Object.fromEntries(columns.map((name) => [name, cellOf(source, name)]));
      count += 1;
      if (!output.write(`${JSON.stringify(row)}\n`)) await once(output, 'drain');
    },
    /** The relation to read it by, or null when it has no row. */
    async end(): Promise<string | null> {
      output.end();
      await finished(output);
      const shape = columns.map((name) => `${literal(name)}: 'VARCHAR'`).join(', ');
      return count === 0 ? null : `read_json(${literal(file)}, format = 'newline_delimited', columns = {${shape}})`;
    },
  };
}
