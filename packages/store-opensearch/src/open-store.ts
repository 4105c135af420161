import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError } from '@flightdeck/catalog';
import { createLease, type EntitySlot, type Lease, type LeaseOptions, type Store } from '@flightdeck/store';
import { findEarlierNames, findPeople, type NameBook, toNameBook } from '@flightdeck/store/reference';
import { scanRows } from './ask/scan-rows.ts';
import { readSharedDays } from './ask/shared-days.ts';
import { prepareIndexes, switchAliases } from './layout/indexes.ts';
import { readBytes } from './layout/read-bytes.ts';
import { type Commit, readCommit } from './ledger/commit.ts';
import { readDigests } from './ledger/digests.ts';
import { leaseDocument } from './ledger/lease-document.ts';
import { createLedger } from './ledger/ledger.ts';
import { isLoaded, readLedgerDays } from './ledger/ledger-days.ts';
import { createTurnTaker } from './ledger/turn.ts';
import { nameSlots, readSlots } from './load/entity-slots.ts';
import type { FaultPoint } from './load/loading.ts';
import { readNames } from './load/names.ts';
import { replaceDaysWithin } from './load/replace-days.ts';
import { openWorkbench } from './load/workbench.ts';
import { type ClusterAddress, connectCluster } from './wire/client.ts';
import { withPatience } from './wire/retry.ts';

/** How the store on a cluster is opened. */
export interface OpensearchStoreOptions extends ClusterAddress {
  /** What the names of all indexes begin with. */
  readonly prefix?: string;
  /** Folders from which fact files may be read. */
  readonly readFolders: readonly string[];
  readonly memoryLimitMb?: number;
  readonly now?: () => Date;
  /** How long replaced documents stay for questions that may still be reading them. */
  readonly graceMs?: number;
  /** How long a load waits for a cluster that is away, busy or without room; questions wait `patienceMs`. */
  readonly loadPatienceMs?: number;
  /** How often other servers' loads are looked for. */
  readonly pollMs?: number;
  /** Called at named places of a load, for tests that stop the process there. */
  readonly faultPoint?: FaultPoint;
}

/** The store on a cluster, and what only it can do. */
export interface OpensearchStore extends Store {
  /** Requests sent to the cluster so far. */
  requests(): number;
  /** Takes part in the election of the server that syncs. */
  lease(options: LeaseOptions): Lease;
}

const DEFAULT_PREFIX = 'flightdeck';
const PREFIX = /^[a-z0-9][a-z0-9_-]{0,40}$/;
const POLL_MS = 2000;
/** Long enough for nodes to start again. */
const LOAD_PATIENCE_MS = 120_000;
/** A question that lost its place in an answer of several pages is asked once more for so long. */
const LOST_PATIENCE_MS = 15_000;

interface Nodes {
  readonly nodes: Readonly<Record<string, { readonly version: string }>>;
}

interface Root {
  readonly version: { readonly number: string; readonly distribution?: string };
}

/**
 * The store on OpenSearch 2 and 3 or Elasticsearch 8 and 9.
 * @throws InputError `bad_store_url`, `bad_store_prefix`, `store_newer`, `store_foreign`; UpstreamError `store_unreachable`,
 * `store_denied`, `store_certificate`.
 */
export async function openOpensearchStore(options: OpensearchStoreOptions): Promise<OpensearchStore> {
  const prefix = options.prefix ?? DEFAULT_PREFIX;
  if (!PREFIX.test(prefix)) {
    throw new InputError(`"${prefix}" cannot begin the name of an index.`, {
      code: 'bad_store_prefix',
      hint: 'Use lower-case letters, digits, - and _, at most 40.',
    });
  }
  const now = options.now ?? (() => new Date());
  const cluster = connectCluster(options);
  try {
    const engine = await nameEngine(cluster);
    await prepareIndexes(cluster, prefix);
    return await createStore(options, { cluster, prefix, now, engine });
  } catch (error) {
    await cluster.close();
    throw error;
  }
}

/** Name and version of the engine. A distribution cut down for tests may not answer at its root; its nodes do. */
async function nameEngine(cluster: ReturnType<typeof connectCluster>): Promise<string> {
  const { status, body } = await cluster.send<Root>({ method: 'GET', path: '/', accept: [404, 405] });
  if (status === 200) {
    const { number, distribution } = body.version;
    return `${distribution === 'opensearch' ? 'OpenSearch' : 'Elasticsearch'} ${number}`;
  }
  const { body: info } = await cluster.send<Nodes>({ method: 'GET', path: '/_nodes/_local' });
  return `Elasticsearch ${Object.values(info.nodes)[0]?.version ?? ''}`.trim();
}

interface Context {
  readonly cluster: ReturnType<typeof connectCluster>;
  readonly prefix: string;
  readonly now: () => Date;
  readonly engine: string;
}

async function createStore(options: OpensearchStoreOptions, context: Context): Promise<OpensearchStore> {
  const { cluster, prefix, now, engine } = context;
  const folder = await mkdtemp(join(tmpdir(), 'flightdeck-cluster-'));
  const bench = await openWorkbench([...options.readFolders, folder], options.memoryLimitMb);
  // Nobody waits for a load.
  const steady = cluster.patient(options.loadPatienceMs ?? LOAD_PATIENCE_MS);
  const turns = createTurnTaker(steady, prefix, now);
  let last: Commit = (await readCommit(cluster, prefix)).commit;
  let names: { readonly version: number; readonly book: Promise<NameBook> } | undefined;
  /** What the last load of this process left behind, while nobody else has loaded since. */
  let known:
    | { readonly version: number; readonly names: Awaited<ReturnType<typeof readNames>>; readonly slots: EntitySlot[] }
    | undefined;
  /** False: a load may have ended between its commit and its aliases, this process's or another's. */
  let areAliasesRight = false;
  let isClosed = false;

  const saw = (commit: Commit): Commit => {
    if (commit.version > last.version) last = commit;
    return commit;
  };
  const look = async (): Promise<Commit> => saw((await readCommit(cluster, prefix)).commit);
  let sharedLook: Promise<Commit> | undefined;
  /** One look for all scans of a question, which are asked together: all answers are of one moment. */
  const lookTogether = (): Promise<Commit> => {
    sharedLook ??= Promise.resolve().then(() => {
      sharedLook = undefined;
      return look();
    });
    return sharedLook;
  };
  const namesOf = (commit: Commit): Promise<NameBook> => {
    if (names?.version !== commit.names) {
      names = { version: commit.names, book: readNames(cluster, prefix).then(toNameBook) };
      names.book.catch(() => {
        names = undefined;
      });
    }
    return names.book;
  };
  // What another server loads must be seen here too; when the cluster is away, the next question says so.
  const glance = cluster.patient(0);
  const poll = setInterval(() => {
    readCommit(glance, prefix)
      .then(({ commit }) => saw(commit))
      .catch(() => undefined);
  }, options.pollMs ?? POLL_MS);
  poll.unref();
  const again = <T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> =>
    withPatience(LOST_PATIENCE_MS, work, { signal, passes: ({ code }) => code === 'store_partial' });

  return {
    engine,
    capabilities: { exactDistinct: true },
    requests: () => cluster.requests(),
    lease: (own) => createLease(leaseDocument(cluster, prefix, own), own),
    ledger: createLedger({
      cluster,
      prefix,
      turns,
      wrote: saw,
      slots: async () => nameSlots(await readSlots(cluster, prefix), await namesOf(await look())),
    }),
    scan: (scan, signal) =>
      again(async () => {
        const commit = await lookTogether();
        return scanRows({ cluster, prefix, commit }, scan, await namesOf(commit), signal);
      }, signal),
    earlierNames: async (scopes, where) => findEarlierNames(await namesOf(await lookTogether()), scopes, where),
    people: async (scopes, asked) => findPeople(await namesOf(await lookTogether()), scopes, asked),
    sharedDays: (scopes, range) =>
      again(async () => readSharedDays({ cluster, prefix, commit: await lookTogether() }, scopes, range)),
    replaceDays: (batch) =>
      turns.take(async (turn) => {
        if (known?.version !== turn.base.version) {
          known = {
            version: turn.base.version,
            names: await readNames(steady, prefix),
            slots: await readSlots(steady, prefix),
          };
        }
        const { names, slots } = known;
        if (!areAliasesRight) await switchAliases(steady, prefix, turn.base.indexes, null, turn.base);
        areAliasesRight = false;
        // Whatever happens now, what is known is known of another version.
        known = undefined;
        const loading = {
          cluster: steady,
          prefix,
          now,
          folder,
          connection: bench.connection,
          names,
          slots,
          graceMs: options.graceMs,
          faultPoint: options.faultPoint ?? (() => {}),
        };
        const outcomes = await replaceDaysWithin(loading, turn, batch);
        areAliasesRight = true;
        known = { version: saw(turn.written()).version, names, slots };
        return outcomes;
      }),
    async scopes() {
      const entries = await readLedgerDays(cluster, prefix, await look());
      return [...new Set(entries.filter(isLoaded).map(({ row }) => row.scope))].sort();
    },
    dataVersion: () => `${prefix}-${last.version}`,
    bytes: () => readBytes(cluster, prefix),
    digests: () => again(async () => readDigests({ cluster, prefix, commit: await look() }, bench.connection)),
    async close() {
      if (isClosed) return;
      isClosed = true;
      clearInterval(poll);
      await turns.idle();
      bench.close();
      await cluster.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
