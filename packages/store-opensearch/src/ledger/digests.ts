import type { DuckDBConnection } from '@duckdb/node-api';
import { FACTS } from '@flightdeck/catalog';
import { literal } from '@flightdeck/store/shared';
import { ofTable, tableOf } from '../layout/layout.ts';
import type { Reading } from '../load/annotate.ts';
import { readRows, toText } from '../load/workbench.ts';
import { search } from '../wire/send.ts';
import { compileVisible } from './commit.ts';
import { isLoaded, type LedgerEntry, readLedgerDays } from './ledger-days.ts';

/**
 * Table → rows counted, and their hashes added up and xor-ed as they were when loaded: the same text as the embedded store
 * gives for the same content. Rows are counted in the indexes, so that what is lost or doubled there shows.
 */
export async function readDigests(
  reading: Reading,
  connection: DuckDBConnection,
): Promise<ReadonlyMap<string, string>> {
  const { cluster, prefix, commit } = reading;
  const entries = await readLedgerDays(cluster, prefix, commit, {}, true);
  const digests = new Map<string, string>();
  for (const fact of FACTS) {
    let [sum, xor] = [0n, 0n];
    for (const { content } of entries.filter(isLoaded)) {
      const hashes = content[fact.name]?.hashes;
      if (!hashes) continue;
      sum += BigInt(hashes[0]);
      xor ^= BigInt(hashes[1]);
    }
    digests.set(fact.name, `${await countDocuments(reading, fact.name)}-${sum}-${xor}`);
  }
  digests.set('ledger_day', await digestLedger(connection, entries));
  return digests;
}

async function countDocuments({ cluster, prefix, commit }: Reading, fact: string): Promise<number> {
  const table = tableOf(fact);
  const indexes = commit.indexes.filter((index) => index.startsWith(`${prefix}-${table.group}-`));
  if (indexes.length === 0) return 0;
  const query = { bool: { filter: [ofTable(table), ...compileVisible(commit)] } };
  const { hits } = await search(cluster, indexes, { size: 0, track_total_hits: true, query });
  return hits.total?.value ?? 0;
}

async function digestLedger(connection: DuckDBConnection, entries: readonly LedgerEntry[]): Promise<string> {
  const rows = entries.map(({ row }) => ({ ...row, records: String(row.records) }));
  const columns = {
    scope: 'VARCHAR',
    report: 'VARCHAR',
    day: 'DATE',
    state: 'VARCHAR',
    source: 'VARCHAR',
    sha256: 'VARCHAR',
    records: 'BIGINT',
    code: 'VARCHAR',
  };
  const hash = `hash(${Object.keys(columns)
    .map((name) => `r.${name}`)
    .join(', ')})`;
  const digest = await readRows(
    connection,
    `SELECT count(*) || '-' || coalesce(sum(${hash}), 0) || '-' || coalesce(bit_xor(${hash}), 0)
     FROM (SELECT unnest(from_json(CAST($1 AS VARCHAR), ${literal(JSON.stringify([columns]))})) AS r)`,
    [JSON.stringify(rows)],
  );
  return toText(digest[0]?.[0]) ?? '';
}
