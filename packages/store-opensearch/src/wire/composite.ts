import type { Cluster } from './client.ts';
import { type Aggregation, type Bucket, type Cell, search } from './send.ts';

/** What is grouped, by what, and what is computed of each group. */
export interface Grouping {
  readonly filter: readonly object[];
  /** Sources of a composite aggregation; none: one group of everything. */
  readonly sources: readonly object[];
  readonly aggs: Readonly<Record<string, object>>;
}

/** Groups a page; engines take 65,536 buckets an answer. */
const PAGE = 10_000;

/** Every group, a page of them after another: none is ever cut off. */
export async function* readComposite(
  cluster: Cluster,
  indexes: readonly string[],
  { filter, sources, aggs }: Grouping,
  signal?: AbortSignal,
): AsyncGenerator<readonly Bucket[]> {
  if (indexes.length === 0) return;
  const query = { bool: { filter } };
  if (sources.length === 0) {
    const answer = await search(cluster, indexes, { size: 0, track_total_hits: true, query, aggs }, { signal });
    yield [{ key: {}, doc_count: answer.hits.total?.value ?? 0, ...answer.aggregations }];
    return;
  }
  let after: Readonly<Record<string, Cell>> | undefined;
  for (;;) {
    const composite = { size: PAGE, sources, ...(after ? { after } : {}) };
    const body = { size: 0, track_total_hits: false, query, aggs: { groups: { composite, aggs } } };
    const { aggregations } = await search(cluster, indexes, body, { signal });
    const groups: Aggregation = aggregations?.groups ?? {};
    const buckets = groups.buckets ?? [];
    if (buckets.length > 0) yield buckets;
    if (buckets.length < PAGE || !groups.after_key) return;
    after = groups.after_key;
  }
}
