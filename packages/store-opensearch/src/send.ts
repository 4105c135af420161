import { UpstreamError } from '@flightdeck/catalog';
import type { Cluster, Request } from './client.ts';

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

/** Body of a search that every shard answered in time: never a part of the truth. @throws UpstreamError `store_partial`. */
export async function search(
  cluster: Cluster,
  indexes: readonly string[],
  body: object,
  options: Pick<Request, 'isExact' | 'signal' | 'query'> = {},
): Promise<Found> {
  const { body: answer } = await cluster.send<Found>({
    method: 'POST',
    path: `/${indexes.map(encodeURIComponent).join(',')}/_search`,
    ...options,
    query: { allow_partial_search_results: false, ...options.query },
    body,
  });
  refusePartial(answer);
  return answer;
}

/** Follows a scroll to its end, one page of hits after another. */
export async function* scrollHits(
  cluster: Cluster,
  indexes: readonly string[],
  body: object,
  options: Pick<Request, 'isExact' | 'signal'> = {},
): AsyncGenerator<readonly Hit[]> {
  let page = await search(cluster, indexes, { sort: ['_doc'], ...body }, { ...options, query: { scroll: '2m' } });
  try {
    while (page.hits.hits.length > 0) {
      yield page.hits.hits;
      const { body: next } = await cluster.send<Found>({
        method: 'POST',
        path: '/_search/scroll',
        body: { scroll: '2m', scroll_id: page._scroll_id },
        ...options,
      });
      refusePartial(next);
      page = next;
    }
  } finally {
    await cluster
      .send({ method: 'DELETE', path: '/_search/scroll', body: { scroll_id: [page._scroll_id] }, accept: [404] })
      // A scroll that cannot be closed ends by itself in two minutes.
      .catch(() => undefined);
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
