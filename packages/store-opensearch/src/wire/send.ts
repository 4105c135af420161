import { UpstreamError } from '@flightdeck/catalog';
import type { Cluster, Request } from './client.ts';
import { withPatience } from './retry.ts';

/** A cell of a document or of an aggregation. */
export type Cell = string | number | bigint | boolean | null;

/** A document as it was written. */
export type Source = Readonly<Record<string, Cell | readonly Cell[] | undefined>>;

/** A document found. */
export interface Hit {
  readonly _index: string;
  readonly _id: string;
  readonly _source: Source;
}

/** What an aggregation may answer with; each kind has some of it. */
export interface Aggregation {
  readonly value?: number | null;
  readonly doc_count?: number;
  readonly buckets?: readonly Bucket[];
  readonly after_key?: Readonly<Record<string, Cell>>;
}

/** A bucket: its key, and under the names of its aggregations their answers. */
export interface Bucket {
  readonly key: Cell | Readonly<Record<string, Cell>>;
  readonly doc_count: number;
  readonly [aggregation: string]: unknown;
}

/** The answer of a search. */
export interface Found {
  readonly timed_out?: boolean;
  readonly _shards?: { readonly failed?: number; readonly total?: number };
  readonly _scroll_id?: string;
  readonly hits: { readonly hits: readonly Hit[]; readonly total?: { readonly value: number } };
  readonly aggregations?: Readonly<Record<string, Aggregation>>;
}

/** An answer that came only in part is asked for again for so long. */
const PARTIAL_PATIENCE_MS = 5_000;

/** Body of a search that every shard answered in time: never a part of the truth. @throws UpstreamError `store_partial`. */
export async function search(
  cluster: Cluster,
  indexes: readonly string[],
  body: object,
  options: Pick<Request, 'isExact' | 'signal' | 'query'> = {},
): Promise<Found> {
  return withPatience(
    PARTIAL_PATIENCE_MS,
    async () => {
      const { body: answer } = await cluster.send<Found>({
        method: 'POST',
        path: `/${indexes.map(encodeURIComponent).join(',')}/_search`,
        ...options,
        query: { allow_partial_search_results: false, ...options.query },
        body,
      });
      refusePartial(answer);
      return answer;
    },
    { signal: options.signal, passes: ({ code }) => code === 'store_partial' },
  );
}

/** Follows a scroll to its end, one page of `size` hits after another. */
export async function* scrollHits(
  cluster: Cluster,
  indexes: readonly string[],
  body: { readonly size: number; readonly query?: object; readonly _source?: readonly string[] },
  { query, ...options }: Pick<Request, 'isExact' | 'signal' | 'query'> = {},
): AsyncGenerator<readonly Hit[]> {
  const from = { ...options, query: { ...query, scroll: '2m' } };
  let page = await search(cluster, indexes, { sort: ['_doc'], ...body }, from);
  try {
    for (;;) {
      const { hits } = page.hits;
      if (hits.length > 0) yield hits;
      if (hits.length < body.size) return;
      page = await nextPage(cluster, page, options);
    }
  } finally {
    // Nobody waits for it: a scroll that is not closed ends by itself.
    cluster
      .send({ method: 'DELETE', path: '/_search/scroll', body: { scroll_id: [page._scroll_id] }, accept: [404] })
      .catch(() => undefined);
  }
}

/** The next page is asked for once: asked again after a lost answer, the cluster would leave a page out. */
async function nextPage(
  cluster: Cluster,
  { _scroll_id }: Found,
  options: Pick<Request, 'isExact' | 'signal'>,
): Promise<Found> {
  try {
    const body = { scroll: '2m', scroll_id: _scroll_id };
    const sent = { method: 'POST', path: '/_search/scroll', body, isOnce: true, ...options } as const;
    const { body: next } = await cluster.send<Found>(sent);
    refusePartial(next);
    return next;
  } catch (error) {
    // The node that read may be gone, and what it had open with it; from the beginning it can be read again.
    const isLost = error instanceof UpstreamError && (error.retryable || /search_context_missing/.test(error.message));
    if (!isLost || error.code === 'store_partial') throw error;
    throw new UpstreamError(`The cluster lost its place in an answer of several pages: ${error.message}`, {
      code: 'store_partial',
      retryable: true,
      cause: error,
    });
  }
}

function refusePartial(answer: Found): void {
  const failed = answer._shards?.failed ?? 0;
  if (answer.timed_out !== true && failed === 0) return;
  throw new UpstreamError(
    `The cluster answered only in part (${failed} of ${answer._shards?.total ?? 0} shards failed); such an answer is not used.`,
    { code: 'store_partial', retryable: true },
  );
}

/** Names of indexes stand in the address of a request, which is bounded to 4096 bytes. */
const REFRESHED_AT_ONCE = 60;
const REFRESH_ATTEMPTS = 5;

/** Makes what was written visible to searches on every copy. @throws UpstreamError `store_refresh`. */
export async function refresh(
  cluster: Cluster,
  indexes: readonly string[],
  query: Request['query'] = {},
): Promise<void> {
  for (let from = 0; from < indexes.length; from += REFRESHED_AT_ONCE) {
    const path = `/${indexes
      .slice(from, from + REFRESHED_AT_ONCE)
      .map(encodeURIComponent)
      .join(',')}/_refresh`;
    for (let attempt = 1; ; attempt += 1) {
      const { body } = await cluster.send<Pick<Found, '_shards'>>({ method: 'POST', path, query });
      if ((body._shards?.failed ?? 0) === 0) break;
      if (attempt === REFRESH_ATTEMPTS) {
        throw new UpstreamError('A node did not make visible what was written to it; nothing of the load counts.', {
          code: 'store_refresh',
          retryable: true,
        });
      }
      await new Promise((resolve) => setTimeout(resolve, 500 * attempt));
    }
  }
}
