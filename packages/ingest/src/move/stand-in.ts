import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

type Document = Readonly<Record<string, unknown>>;

/** A stand-in for an Elasticsearch that holds the documents in memory and answers what moving in asks, for tests. */
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
      return { timed_out: false, _shards: shards, aggregations: { values: terms(documents, body.aggs.values.terms) } };
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
      if (indexes[index] === undefined) reply(404, { error: 'index_not_found_exception' });
      else if (what === '_mapping')
        reply(200, { [index]: { mappings: { properties: mapping(options.textSlugs === true) } } });
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
  readonly aggs?: { readonly values: { readonly terms: { readonly field: string; readonly size: number } } };
}
interface Query {
  readonly match_all?: object;
  readonly term?: Readonly<Record<string, unknown>>;
  readonly range?: Readonly<Record<string, { readonly gte: string; readonly lte: string }>>;
  readonly bool?: { readonly filter: readonly Query[] };
}

const mapping = (isText: boolean): object => ({
  day: { type: 'date' },
  organization_slug: isText
    ? { type: 'text', fields: { keyword: { type: 'keyword', ignore_above: 256 } } }
    : { type: 'keyword' },
});

const valueIn = (document: Document, field: string): unknown => document[field.replace(/\.keyword$/, '')];

function matches(document: Document, query: Query | undefined): boolean {
  if (query?.bool) return query.bool.filter.every((part) => matches(document, part));
  if (query?.term) return Object.entries(query.term).every(([field, value]) => valueIn(document, field) === value);
  if (query?.range) {
    return Object.entries(query.range).every(([field, { gte, lte }]) => {
      const day = String(valueIn(document, field) ?? '').slice(0, 10);
      return day >= gte && day <= lte;
    });
  }
  return true;
}

/** A date's bucket is named by its instant, as Elasticsearch does. */
function terms(documents: readonly Document[], { field, size }: { readonly field: string; readonly size: number }) {
  const values = [...new Set(documents.map((document) => valueIn(document, field)))].filter((value) => value != null);
  const buckets = values.map((value) =>
    field === 'day'
      ? { key: Date.parse(String(value)), key_as_string: new Date(String(value)).toISOString(), doc_count: 1 }
      : { key: String(value), doc_count: 1 },
  );
  return { buckets: buckets.slice(0, size), sum_other_doc_count: Math.max(0, buckets.length - size) };
}
