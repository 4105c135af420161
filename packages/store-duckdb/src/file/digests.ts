import type { DuckDBConnection } from '@duckdb/node-api';
import { FACTS } from '@flightdeck/catalog';
import { identifier } from '@flightdeck/store/shared';
import { factColumns } from './layout/layout.ts';
import { readRows, toText } from './session.ts';

/** Table → rows counted and their hashes added up and xor-ed; clock times and ways of arrival are left out. */
export async function readDigests(connection: DuckDBConnection): Promise<ReadonlyMap<string, string>> {
  const tables: (readonly [string, readonly string[]])[] = [
    ...FACTS.map((fact) => [fact.name, factColumns(fact).map(([name]) => name)] as const),
    ['ledger_day', ['scope', 'report', 'day', 'state', 'source', 'sha256', 'records', 'code']],
  ];
  const digests = new Map<string, string>();
  for (const [table, columns] of tables) {
    const row = `hash(${columns.map(identifier).join(', ')})`;
    const rows = await readRows(
      connection,
      `SELECT count(*) || '-' || coalesce(sum(${row}), 0) || '-' || coalesce(bit_xor(${row}), 0) FROM ${identifier(table)}`,
    );
    digests.set(table, toText(rows[0]?.[0]) ?? '');
  }
  return digests;
}
