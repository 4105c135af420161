import { indexName, ledgerIndex, PAST, TABLES } from '../layout/layout.ts';
import { createBulkWriter } from '../wire/bulk.ts';
import type { Cluster } from '../wire/client.ts';
import { withPatience } from '../wire/retry.ts';
import { type Hit, refresh, scrollHits } from '../wire/send.ts';
import type { Commit, HiddenLoad } from './commit.ts';

/** Longer than a question may take: until then it may still read what was replaced. */
const GRACE_MS = 90_000;
/** A writer that was given up may have been slow and not dead; its documents are looked for once more. */
const ABANDONED_MS = 15 * 60_000;
const PAGE = 5000;

/** Hidden loads whose documents no question about the present reads any more. */
export function loadsToClean({ hidden }: Commit, now: Date, graceMs = GRACE_MS): readonly HiddenLoad[] {
  return hidden.filter(({ since }) => now.getTime() - Date.parse(since) > graceMs);
}

/** Loads that may leave the commit once their documents are deleted or renamed. */
export const forgettable = (loads: readonly HiddenLoad[], now: Date): readonly number[] =>
  loads
    .filter(({ isAbandoned, since }) => !isAbandoned || now.getTime() - Date.parse(since) > ABANDONED_MS)
    .map(({ load }) => load);

/**
 * Moves the documents of replaced loads to where only questions about the past look: their tables get other names, and
 * so do their ledger rows. Those of teams are deleted; of the past, teams are joined from their members.
 */
export async function keepLoads(
  cluster: Cluster,
  prefix: string,
  commit: Commit,
  loads: readonly HiddenLoad[],
): Promise<void> {
  if (loads.length === 0) return;
  const numbers = loads.map(({ load }) => load);
  const ofLoads = { terms: { load: numbers } };
  const known = indexesOf(prefix, loads).filter((name) => commit.indexes.includes(name));
  const isOfTeams = (name: string): boolean => name.startsWith(`${prefix}-teams-`);
  await deleteFound(cluster, known.filter(isOfTeams), ofLoads);
  const notYet = { bool: { filter: [ofLoads], must_not: [{ prefix: { table: PAST } }] } };
  const others = known.filter((name) => !isOfTeams(name));
  await changeFound(cluster, others, notYet, ({ _index, _id, _source }) =>
    update(_index, _id, { table: `${PAST}${_source.table}` }),
  );
  const replacedAt = new Map(loads.map((load) => [load.load, load.replacedAt]));
  const rows = { bool: { filter: [{ term: { table: 'ledger_day' } }, ofLoads] } };
  await changeFound(cluster, [ledgerIndex(prefix)], rows, ({ _index, _id, _source }) =>
    update(_index, _id, { table: 'day_version', replaced_at: replacedAt.get(Number(_source.load)) }),
  );
  const differing = { bool: { should: [ofLoads, { terms: { other_load: numbers } }] } };
  await deleteFound(cluster, [ledgerIndex(prefix)], {
    bool: { filter: [{ term: { table: 'differing' } }, differing] },
  });
}

/** Names of the indexes that may hold documents of the loads, each once. */
function indexesOf(prefix: string, loads: readonly HiddenLoad[]): readonly string[] {
  const names = loads.flatMap(({ report, day }) =>
    TABLES.filter(({ fact }) => fact.report === report).map((table) => indexName(prefix, table, day)),
  );
  return [...new Set(names)];
}

const update = (_index: string, _id: string, doc: object): string =>
  `${JSON.stringify({ update: { _index, _id } })}\n${JSON.stringify({ doc })}`;

/** Deletes the documents of the loads: found by search, deleted by their ids. */
export async function deleteLoads(
  cluster: Cluster,
  prefix: string,
  commit: Commit,
  loads: readonly HiddenLoad[],
): Promise<void> {
  if (loads.length === 0) return;
  const numbers = loads.map(({ load }) => load);
  const abandoned = loads.filter(({ isAbandoned }) => isAbandoned).map(({ load }) => load);
  const indexes = indexesOf(prefix, loads);
  const known = indexes.filter((name) => commit.indexes.includes(name));
  const perhaps = indexes.filter((name) => !commit.indexes.includes(name));
  const ofLoads = { terms: { load: numbers } };
  await deleteFound(cluster, known, ofLoads);
  const removeRows = (table: string, query: object) =>
    deleteFound(cluster, [ledgerIndex(prefix)], { bool: { filter: [{ term: { table } }, query] } });
  await removeRows('ledger_day', ofLoads);
  // Of a load that never counted the index itself may be new, or not there.
  if (abandoned.length > 0) {
    await deleteFound(cluster, perhaps, { terms: { load: abandoned } }, { ignore_unavailable: true });
    await removeRows('restatement', { terms: { load: abandoned } });
  }
  await removeRows('differing', { bool: { should: [ofLoads, { terms: { other_load: numbers } }] } });
}

/** Deletes what a query finds, by ids. */
export function deleteFound(
  cluster: Cluster,
  indexes: readonly string[],
  query: object,
  options: Readonly<Record<string, boolean>> = {},
): Promise<void> {
  return changeFound(
    cluster,
    indexes,
    query,
    ({ _index, _id }) => JSON.stringify({ delete: { _index, _id } }),
    options,
  );
}

/** Does to each document that a query finds what `actionOf` says, after which the query must not find it any more. */
async function changeFound(
  cluster: Cluster,
  indexes: readonly string[],
  query: object,
  actionOf: (hit: Hit) => string,
  options: Readonly<Record<string, boolean>> = {},
): Promise<void> {
  for (let from = 0; from < indexes.length; from += SEARCHED_AT_ONCE) {
    const some = indexes.slice(from, from + SEARCHED_AT_ONCE);
    await refresh(cluster, some, options);
    // Changed documents are not found again, so this can begin anew when a node goes away with the place in the list.
    await withPatience(LOST_PATIENCE_MS, () => changeEach(cluster, some, query, actionOf, options), {
      passes: ({ code }) => code === 'store_partial',
    });
  }
}

async function changeEach(
  cluster: Cluster,
  indexes: readonly string[],
  query: object,
  actionOf: (hit: Hit) => string,
  options: Readonly<Record<string, boolean>>,
): Promise<void> {
  const writer = createBulkWriter(cluster);
  const changed = new Set<string>();
  const body = { size: PAGE, query, _source: ['table', 'load'] };
  for await (const hits of scrollHits(cluster, indexes, body, { query: options })) {
    for (const { _index } of hits) changed.add(_index);
    await writer.add(hits.map(actionOf));
  }
  await writer.end();
  if (changed.size > 0) await refresh(cluster, [...changed]);
}

/** A node that went away is back, or left out, by then. */
const LOST_PATIENCE_MS = 15_000;

/** Names of indexes stand in the address of a request, which is bounded. */
const SEARCHED_AT_ONCE = 60;
