import { createHash } from 'node:crypto';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Fact } from '@flightdeck/catalog';
import {
  type Borne,
  hasNames,
  NAME_COLUMNS,
  NAME_KINDS,
  type NameKind,
  ownerOf,
  toNameBook,
} from '@flightdeck/store/reference';
import { identifier } from '@flightdeck/store/shared';
import { ledgerIndex } from '../layout/layout.ts';
import type { BulkWriter } from '../wire/bulk.ts';
import type { Cluster } from '../wire/client.ts';
import { scrollHits } from '../wire/send.ts';
import { type FactRows, rowsOf } from './fact-rows.ts';
import { readRows } from './workbench.ts';

/** Reads the names from the cluster. */
export async function readNames(cluster: Cluster, prefix: string): Promise<Map<string, Borne>> {
  const all = new Map<string, Borne>();
  for await (const hits of scrollHits(
    cluster,
    [ledgerIndex(prefix)],
    { size: 10_000, query: { term: { table: 'name' } } },
    { isExact: true },
  )) {
    for (const { _id, _source } of hits) {
      all.set(_id, {
        kind: String(_source.kind) as NameKind,
        owner: String(_source.owner),
        bearer: String(_source.bearer),
        text: String(_source.text),
        lastDay: String(_source.last_day),
      });
    }
  }
  return all;
}

const identityOf = ({ kind, owner, bearer, text }: Omit<Borne, 'lastDay'>): string =>
  createHash('sha256')
    .update(JSON.stringify([kind, owner, bearer, text]))
    .digest('hex')
    .slice(0, 32);

/** Adds the names of the rows and writes those that are new or later; true when any label changes. */
export async function learnNames(
  connection: DuckDBConnection,
  rows: FactRows,
  known: Map<string, Borne>,
  prefix: string,
  writer: BulkWriter,
): Promise<boolean> {
  const before = fingerprintOf(known);
  const fresh = new Map<string, Borne>();
  for (const kind of NAME_KINDS) {
    for (const fact of rows.facts) {
      for (const borne of await readBorne(connection, kind, fact, rows.scope)) {
        const id = identityOf(borne);
        const there = fresh.get(id) ?? known.get(id);
        if (!there || there.lastDay < borne.lastDay) fresh.set(id, borne);
      }
    }
  }
  if (fresh.size === 0) return false;
  for (const [id, borne] of fresh) known.set(id, borne);
  await writer.add([...fresh].map(([id, borne]) => toAction(prefix, id, borne)));
  return fingerprintOf(known) !== before;
}

function toAction(prefix: string, id: string, { kind, owner, bearer, text, lastDay }: Borne): string {
  const fields = JSON.stringify({ table: 'name', kind, owner, text, last_day: lastDay }).slice(0, -1);
  return `${JSON.stringify({ index: { _index: ledgerIndex(prefix), _id: id } })}\n${fields},"bearer":${bearer}}`;
}

async function readBorne(
  connection: DuckDBConnection,
  kind: NameKind,
  fact: Fact,
  scope: string,
): Promise<readonly Borne[]> {
  if (!hasNames(fact, kind)) return [];
  const { id, text } = NAME_COLUMNS[kind];
  const name = text.map(identifier).join(" || '/' || ");
  const found = await readRows(
    connection,
    `SELECT CAST(${id} AS VARCHAR), ${name}, CAST(max(day) AS VARCHAR) FROM ${rowsOf(fact)}
     WHERE ${id} IS NOT NULL AND ${name} IS NOT NULL GROUP BY 1, 2`,
  );
  const owner = ownerOf(kind, scope);
  return found.map(([bearer, said, day]) => ({
    kind,
    owner,
    bearer: String(bearer),
    text: String(said),
    lastDay: String(day),
  }));
}

function fingerprintOf(known: ReadonlyMap<string, Borne>): string {
  const book = toNameBook(known);
  const hash = createHash('sha256');
  const owners = new Set([...known.values()].map(({ kind, owner }) => `${kind} ${owner}`));
  for (const key of [...owners].sort()) {
    const [kind = 'login', owner = ''] = key.split(' ');
    hash.update(key);
    for (const entry of book.labels(kind as NameKind, owner)) hash.update(JSON.stringify(entry));
  }
  return `${known.size} ${hash.digest('hex')}`;
}
