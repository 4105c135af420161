import { createHash } from 'node:crypto';
import { InputError } from '@flightdeck/catalog';
import { type Commit, compileVisible, createCommit, EMPTY_COMMIT } from '../ledger/commit.ts';
import type { Cluster } from '../wire/client.ts';
import {
  aliasName,
  GROUPS,
  type Group,
  LEDGER_FIELDS,
  LEDGER_TABLES,
  ledgerIndex,
  mappingOf,
  ofTable,
  TABLES,
  type Table,
} from './layout.ts';

/** Raised when documents of an earlier layout must be written again. */
const LAYOUT_VERSION = 1;

/** One shard an index, with a copy where there is a second node. */
export const SHARDS = { number_of_shards: 1, auto_expand_replicas: '0-1' } as const;
/** Facts are made visible by loads, not by the clock. */
const FACT_SETTINGS = { ...SHARDS, refresh_interval: '-1' } as const;

interface Layout {
  readonly version: number;
  readonly fingerprint: string;
}

/**
 * Brings templates, ledger and mappings to the catalogue's layout; fields are added, never changed.
 * @throws InputError `store_newer`, `store_foreign`.
 */
export async function prepareIndexes(cluster: Cluster, prefix: string): Promise<void> {
  const known = await readLayout(cluster, prefix);
  if (known && known.version > LAYOUT_VERSION) {
    throw new InputError(`The indexes ${prefix}-* were written by a newer version of Flightdeck.`, {
      code: 'store_newer',
      hint: 'Run the version that wrote them, or choose another STORE_PREFIX and run `flightdeck rebuild`.',
    });
  }
  const fingerprint = fingerprintOf();
  if (known?.fingerprint === fingerprint) return;
  if (!known) await refuseForeign(cluster, prefix);
  await Promise.all(GROUP_NAMES.map((group) => putTemplate(cluster, prefix, group)));
  await createIndex(cluster, ledgerIndex(prefix), {
    settings: SHARDS,
    mappings: mappingOf(LEDGER_FIELDS),
    aliases: Object.fromEntries(
      Object.keys(LEDGER_TABLES).map((name) => [`${prefix}-${name}`, { filter: { term: { table: name } } }]),
    ),
  });
  if (known) await addFields(cluster, prefix);
  await createCommit(cluster, prefix);
  await cluster.send({
    method: 'PUT',
    path: `/${ledgerIndex(prefix)}/_doc/layout`,
    query: { refresh: true },
    body: { table: 'meta', held: { version: LAYOUT_VERSION, fingerprint } satisfies Layout },
  });
}

async function readLayout(cluster: Cluster, prefix: string): Promise<Layout | null> {
  const { status, body } = await cluster.send<{ readonly _source: { readonly held: Layout } }>({
    method: 'GET',
    path: `/${ledgerIndex(prefix)}/_doc/layout`,
    accept: [404],
  });
  return status === 404 ? null : body._source.held;
}

/** Text that changes when any mapping does. */
function fingerprintOf(): string {
  const text = JSON.stringify([
    LAYOUT_VERSION,
    TABLES.map(({ name, properties }) => [name, properties]),
    LEDGER_TABLES,
  ]);
  return createHash('sha256').update(text).digest('hex');
}

/** Indexes of something else under our prefix are not touched. */
async function refuseForeign(cluster: Cluster, prefix: string): Promise<void> {
  const { body } = await cluster.send<Readonly<Record<string, unknown>>>({
    method: 'GET',
    path: `/${prefix}-*/_alias`,
    accept: [404],
  });
  const foreign = Object.keys(body).find((name) => name.startsWith(`${prefix}-`) && name !== ledgerIndex(prefix));
  if (foreign === undefined) return;
  throw new InputError(`There is an index ${foreign} that Flightdeck did not make.`, {
    code: 'store_foreign',
    hint: 'Choose another STORE_PREFIX, or delete the index if it is of no use.',
  });
}

const GROUP_NAMES = Object.keys(GROUPS) as readonly Group[];

/** The template makes sure that an index created by a write is strict too. */
async function putTemplate(cluster: Cluster, prefix: string, group: Group): Promise<void> {
  await cluster.send({
    method: 'PUT',
    path: `/_index_template/${prefix}-${group}`,
    body: {
      index_patterns: [`${prefix}-${group}-*`],
      priority: 500,
      template: { settings: FACT_SETTINGS, mappings: mappingOf(GROUPS[group]) },
      _meta: { made_by: 'flightdeck' },
    },
  });
}

/** Makes an index if there is none of that name. @throws InputError `store_index`. */
export async function createIndex(cluster: Cluster, name: string, body: object): Promise<void> {
  const { status, body: answer } = await cluster.send<{ readonly error?: { readonly type?: string } }>({
    method: 'PUT',
    path: `/${name}`,
    // Its second copy is there before anything is written to it, so that a node may die at any time.
    query: { wait_for_active_shards: 'all', timeout: '30s' },
    body,
    accept: [400],
  });
  if (status !== 400 || answer.error?.type === 'resource_already_exists_exception') return;
  throw new InputError(`The index ${name} could not be made: ${JSON.stringify(answer.error)}`, {
    code: 'store_index',
    hint: 'Check STORE_PREFIX: lower-case letters, digits, - and _ only.',
  });
}

async function addFields(cluster: Cluster, prefix: string): Promise<void> {
  const put = (index: string, properties: object) =>
    cluster.send({
      method: 'PUT',
      path: `/${index}/_mapping`,
      query: { allow_no_indices: true },
      body: { properties },
      accept: [404],
    });
  await put(ledgerIndex(prefix), LEDGER_FIELDS);
  for (const group of GROUP_NAMES) await put(`${prefix}-${group}-*`, GROUPS[group]);
}

/** Makes the indexes that are not there; their aliases show nothing until a load commits. */
export async function ensureIndexes(
  cluster: Cluster,
  prefix: string,
  wanted: ReadonlyMap<string, Group>,
  commit: Commit,
): Promise<void> {
  const missing = [...wanted].filter(([name]) => !commit.indexes.includes(name));
  // Asked for together, they are made in one change of the cluster's state.
  await Promise.all(
    missing.map(([name, group]) =>
      createIndex(cluster, name, {
        settings: FACT_SETTINGS,
        mappings: mappingOf(GROUPS[group]),
        aliases: Object.fromEntries(
          tablesIn(group).map((table) => [aliasName(prefix, table), { filter: filterOf(table, EMPTY_COMMIT) }]),
        ),
      }),
    ),
  );
}

const tablesIn = (group: string): readonly Table[] => TABLES.filter((table) => table.group === group);

const filterOf = (table: Table, commit: Commit): object => ({
  bool: { filter: [ofTable(table), ...compileVisible(commit)] },
});

/** Lets the aliases of the reports' tables, or of all, in the indexes show what the commit says, all at once. */
export async function switchAliases(
  cluster: Cluster,
  prefix: string,
  indexes: readonly string[],
  reports: ReadonlySet<string> | null,
  commit: Commit,
): Promise<void> {
  const actions = indexes.flatMap((index) =>
    tablesIn(index.slice(prefix.length + 1).split('-')[0] ?? '')
      .filter(({ fact }) => reports === null || reports.has(fact.report))
      .map((table) => ({ add: { index, alias: aliasName(prefix, table), filter: filterOf(table, commit) } })),
  );
  if (actions.length > 0) await cluster.send({ method: 'POST', path: '/_aliases', body: { actions } });
}
