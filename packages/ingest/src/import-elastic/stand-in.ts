import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

type Document = Readonly<Record<string, unknown>>;

/** A stand-in for an Elasticsearch that holds the documents in memory and answers what the import asks, for tests. */
export interface StandIn {
  readonly url: string;
  /** Requests so far, `POST copilot_usage_total/_search`. */
  readonly requests: string[];
  /** From now on every n-th request is answered with this status; 0 = none. */
  failEvery: number;
  close(): Promise<void>;
}

interface Scroll {
  readonly hits: readonly object[];
  at: number;
  readonly size: number;
}

const PASSWORD = `Basic ${Buffer.from('reader:secret').toString('base64')}`;

/** Starts the stand-in on loopback. `textSlugs`: slugs are text with a keyword below, as dynamic mappings make them. */
export async function startStandIn(
  indexes: Readonly<Record<string, readonly Document[]>>,
  options: { readonly textSlugs?: boolean; readonly protect?: boolean } = {},
): Promise<StandIn> {
  const scrolls = new Map<string, Scroll>();
  const requests: string[] = [];
  const state = { failEvery: 0, number: 0 };

  const search = (index: string, body: SearchBody, scroll: boolean): object => {
    const documents = (indexes[index] ?? []).filter((document) => matches(document, body.query));
    const hits = documents.map((_source, at) => ({ _index: index, _id: `${index}-${at}`, _source }));
    const shards = { total: 1, successful: 1, failed: 0 };
    if (body.aggs !== undefined) {
      return { timed_out: false, _shards: shards, aggregations: { groups: groups(documents, body.aggs.groups) } };
    }
    const id = `scroll-${scrolls.size + 1}`;
    const size = body.size ?? 10;
    if (scroll) scrolls.set(id, { hits, at: size, size });
    const total = { value: hits.length, relation: 'eq' };
    return { _scroll_id: id, timed_out: false, _shards: shards, hits: { total, hits: hits.slice(0, size) } };
  };

  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://stand-in');
      const path = url.pathname.slice(1);
      const body = JSON.parse(Buffer.concat(pieces).toString() || '{}') as SearchBody;
      requests.push(`${request.method} ${path}`);
      state.number += 1;
      const reply = (status: number, answer: object): void => {
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(answer));
      };
      if (options.protect && request.headers.authorization !== PASSWORD) {
        reply(401, { error: 'security_exception' });
        return;
      }
      if (state.failEvery > 0 && state.number % state.failEvery === 0) {
        reply(503, { error: 'unavailable' });
        return;
      }
      if (path === '_search/scroll') {
        if (request.method === 'DELETE') {
          scrolls.delete(body.scroll_id ?? '');
          reply(200, { succeeded: true });
          return;
        }
        const scroll = scrolls.get(body.scroll_id ?? '');
        if (scroll === undefined) {
          reply(404, { error: 'search_context_missing_exception' });
          return;
        }
        const page = scroll.hits.slice(scroll.at, scroll.at + scroll.size);
        scroll.at += scroll.size;
        reply(200, { _scroll_id: body.scroll_id, timed_out: false, _shards: { failed: 0 }, hits: { hits: page } });
        return;
      }
      const [index = '', what] = path.split('/');
      const mappingOf = (name: string) => ({
        mappings: { properties: mapping(indexes[name] ?? [], options.textSlugs === true) },
      });
      if (index.endsWith('*') && what === '_mapping') {
        const named = Object.keys(indexes).filter((name) => name.startsWith(index.slice(0, -1)));
        reply(200, Object.fromEntries(named.map((name) => [name, mappingOf(name)])));
      } else if (indexes[index] === undefined) reply(404, { error: 'index_not_found_exception' });
      else if (what === '_mapping') reply(200, { [index]: mappingOf(index) });
      else reply(200, search(index, body, url.searchParams.has('scroll')));
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    get failEvery() {
      return state.failEvery;
    },
    set failEvery(every: number) {
      state.failEvery = every;
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

interface SearchBody {
  readonly size?: number;
  readonly query?: Query;
  readonly scroll_id?: string;
  readonly aggs?: { readonly groups: Grouping };
}
interface Grouping {
  readonly composite: {
    readonly size: number;
    readonly sources: readonly Readonly<Record<string, { readonly terms: { readonly field: string } }>>[];
    readonly after?: Readonly<Record<string, unknown>>;
  };
  readonly aggs?: Readonly<Record<string, { readonly [way in 'sum' | 'max']?: { readonly field: string } }>>;
}
interface Query {
  readonly match_all?: object;
  readonly term?: Readonly<Record<string, unknown>>;
  readonly match_phrase?: Readonly<Record<string, unknown>>;
  readonly range?: Readonly<Record<string, { readonly gt?: string; readonly gte?: string; readonly lte?: string }>>;
  readonly bool?: {
    readonly filter?: readonly Query[];
    readonly must_not?: readonly Query[];
    readonly should?: readonly Query[];
    readonly minimum_should_match?: number;
  };
}

const TEXT = { type: 'text', fields: { keyword: { type: 'keyword', ignore_above: 256 } } };

/**
 * Fields of the documents, typed as a mapping without a template types them; texts are keywords unless stated
 * otherwise.
 */
function mapping(documents: readonly Document[], isText: boolean): object {
  const names = new Set(documents.flatMap((document) => Object.keys(document)));
  const typeOf = (name: string): object => {
    const value = documents.find((document) => document[name] !== null && document[name] !== undefined)?.[name];
    if (name === 'day') return { type: 'date' };
    if (typeof value === 'number') return { type: 'long' };
    return typeof value === 'object' ? { properties: {} } : isText ? TEXT : { type: 'keyword' };
  };
  return Object.fromEntries([...names].map((name) => [name, typeOf(name)]));
}

const valueIn = (document: Document, field: string): unknown => document[field.replace(/\.keyword$/, '')] ?? null;

function matches(document: Document, query: Query | undefined): boolean {
  if (query?.bool) {
    const { filter = [], must_not = [], should = [], minimum_should_match = 0 } = query.bool;
    const met = should.filter((part) => matches(document, part)).length;
    return (
      filter.every((part) => matches(document, part)) &&
      !must_not.some((part) => matches(document, part)) &&
      met >= minimum_should_match
    );
  }
  const same = query?.term ?? query?.match_phrase;
  if (same) return Object.entries(same).every(([field, value]) => valueIn(document, field) === value);
  if (query?.range) {
    return Object.entries(query.range).every(([field, { gt, gte, lte }]) => {
      const day = String(valueIn(document, field) ?? '').slice(0, 10);
      return day > (gt ?? '') && day >= (gte ?? '') && day <= (lte ?? day);
    });
  }
  return true;
}

/** Groups in the order of their keys, as many as asked for after those that were given; a date is named by its instant. */
function groups(documents: readonly Document[], { composite, aggs = {} }: Grouping): object {
  const fields = composite.sources.flatMap((source) => Object.entries(source));
  const found = new Map<string, { readonly key: object; readonly documents: Document[] }>();
  for (const document of documents) {
    const key = Object.fromEntries(
      fields.map(([name, { terms }]) => {
        const value = valueIn(document, terms.field);
        return [name, terms.field === 'day' && value !== null ? Date.parse(String(value)) : value];
      }),
    );
    const id = JSON.stringify(key);
    const group = found.get(id) ?? { key, documents: [] as Document[] };
    found.set(id, group);
    group.documents.push(document);
  }
  const ordered = [...found].sort(([a], [b]) => (a < b ? -1 : 1));
  const after =
    composite.after === undefined ? -1 : ordered.findIndex(([id]) => id === JSON.stringify(composite.after));
  const page = ordered.slice(after + 1, after + 1 + composite.size).map(([, group]) => ({
    key: group.key,
    doc_count: group.documents.length,
    ...Object.fromEntries(Object.entries(aggs).map(([name, way]) => [name, { value: figure(group.documents, way) }])),
  }));
  return { buckets: page, ...(page.length > 0 ? { after_key: page.at(-1)?.key } : {}) };
}

function figure(
  documents: readonly Document[],
  { sum, max }: { readonly [way in 'sum' | 'max']?: { readonly field: string } },
): number | null {
  const field = sum?.field ?? max?.field ?? '';
  const numbers = documents
    .map((document) => valueIn(document, field))
    .filter((value) => value !== null)
    .map((value) => (field === 'day' ? Date.parse(String(value)) : Number(value)));
  if (sum) return numbers.reduce((total, value) => total + value, 0);
  return numbers.length === 0 ? null : Math.max(...numbers);
}
