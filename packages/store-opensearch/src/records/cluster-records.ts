import { createIndex, SHARDS } from '../layout/indexes.ts';
import { mappingOf } from '../layout/layout.ts';
import { type Cluster, type ClusterAddress, connectCluster } from '../wire/client.ts';
import { type Found, search } from '../wire/send.ts';

/** A record: a small text with a time. */
interface TimedText {
  readonly text: string;
  readonly at: Date;
}

/** Records of one kind: what a folder of small files is, for servers without a common folder. */
export interface RecordsOfKind {
  read(name: string): Promise<TimedText | null>;
  all(): Promise<readonly (TimedText & { readonly name: string })[]>;
  add(name: string, text: string, at: Date): Promise<boolean>;
  write(name: string, text: string, at: Date): Promise<void>;
  touch(name: string, at: Date): Promise<boolean>;
  remove(name: string): Promise<boolean>;
  version(): Promise<string | null>;
  versionOf(name: string): Promise<string>;
  placeOf(name: string): string;
}

/** Records in an index of their own, shared by all servers that use it. */
export interface ClusterRecords {
  of(kind: string): RecordsOfKind;
  close(): Promise<void>;
}

/** How the index is reached. */
export interface ClusterRecordsOptions extends ClusterAddress {
  readonly prefix: string;
  /** A clock that never goes back, in milliseconds. */
  readonly tick?: () => number;
}

interface Source {
  readonly kind: string;
  readonly name: string;
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

interface Got {
  readonly found?: boolean;
  readonly _seq_no: number;
  readonly _primary_term: number;
  readonly _source: Source;
}

/** Not below `PREFIX-`, where whoever reads figures may read. */
export const recordsIndex = (prefix: string): string => `${prefix}_access`;

/** For so long a list may be remembered: what another server removes from it counts here no later. */
export const LIST_MS = 2000;
/** Somebody waits for a page: a cluster that is away is said to be, soon. */
const REQUEST_TIMEOUT_MS = 5000;
const PATIENCE_MS = 3000;
const PAGE = 1000;

const PROPERTIES = {
  kind: { type: 'keyword' },
  name: { type: 'keyword' },
  text: { type: 'keyword', index: false, doc_values: false },
  at: { type: 'long', index: false },
} as const;

/**
 * Opens the records; the index is made with the first request. Reading one by name sees what every server wrote before (a get looks
 * into what no search shows yet), lists do after `LIST_MS`. While the cluster is away nothing is answered from memory.
 */
export function openClusterRecords(options: ClusterRecordsOptions): ClusterRecords {
  const { prefix, tick = () => performance.now() } = options;
  const cluster = connectCluster({ requestTimeoutMs: REQUEST_TIMEOUT_MS, patienceMs: PATIENCE_MS, ...options });
  const index = recordsIndex(prefix);
  let isMade: Promise<void> | null = null;
  const ready = (): Promise<void> => {
    isMade ??= createIndex(cluster, index, { settings: SHARDS, mappings: mappingOf(PROPERTIES) }).catch((error) => {
      isMade = null;
      throw error;
    });
    return isMade;
  };
  return {
    of: (kind) => createRecords({ cluster, index, kind, ready, tick }),
    close: () => cluster.close(),
  };
}

interface Parts {
  readonly cluster: Cluster;
  readonly index: string;
  readonly kind: string;
  readonly ready: () => Promise<void>;
  readonly tick: () => number;
}

function createRecords({ cluster, index, kind, ready, tick }: Parts): RecordsOfKind {
  let writes = 0;
  const pathOf = (name: string, verb = '_doc'): string => `/${index}/${verb}/${encodeURIComponent(`${kind}/${name}`)}`;
  const get = async (name: string, query = {}): Promise<Got | null> => {
    await ready();
    const sent = { method: 'GET', path: pathOf(name), accept: [404], query } as const;
    const { status, body } = await cluster.send<Got>(sent);
    return status === 404 ? null : body;
  };
  const put = async (name: string, { text, at }: TimedText, options: { verb?: string; query: object }) => {
    await ready();
    const body: Source = { kind, name, text, at: at.getTime() };
    const { verb, query } = options;
    const { status } = await cluster.send({
      method: 'PUT',
      path: pathOf(name, verb),
      query: { ...query },
      body,
      accept: [409],
    });
    writes += 1;
    return status !== 409;
  };

  return {
    placeOf: (name) => `${index}: ${kind}/${name}`,
    async read(name) {
      const found = await get(name);
      return found && toTimed(found._source);
    },
    async all() {
      await ready();
      const found: (TimedText & { readonly name: string })[] = [];
      for (let after: string | null = null; ; ) {
        const page: Found = await search(cluster, [index], {
          size: PAGE,
          query: { term: { kind } },
          sort: [{ name: 'asc' }],
          ...(after === null ? {} : { search_after: [after] }),
        });
        const sources = page.hits.hits.map(({ _source }) => _source as unknown as Source);
        found.push(...sources.map((source) => ({ name: source.name, ...toTimed(source) })));
        if (sources.length < PAGE) return found;
        after = sources.at(-1)?.name ?? null;
      }
    },
    async add(name, text, at) {
      if (await put(name, { text, at }, { verb: '_create', query: { refresh: true } })) return true;
      // Sent again after a lost answer, it is there already.
      return (await get(name))?._source.text === text;
    },
    async write(name, text, at) {
      await put(name, { text, at }, { query: { refresh: true } });
    },
    async touch(name, at) {
      const found = await get(name);
      if (found === null) return false;
      // Only if it is still the same: it could have been removed meanwhile, and would be back.
      const query = { if_seq_no: found._seq_no, if_primary_term: found._primary_term };
      if (await put(name, { text: found._source.text, at }, { query })) return true;
      return (await get(name)) !== null;
    },
    async remove(name) {
      await ready();
      const sent = { method: 'DELETE', path: pathOf(name), query: { refresh: true }, accept: [404] } as const;
      const { status } = await cluster.send(sent);
      writes += 1;
      return status !== 404;
    },
    version: async () => `${writes} ${Math.floor(tick() / LIST_MS)}`,
    async versionOf(name) {
      const found = await get(name, { _source: false });
      return found === null ? 'none' : `${found._primary_term} ${found._seq_no}`;
    },
  };
}

const toTimed = ({ text, at }: Source): TimedText => ({ text, at: new Date(at) });
