import { describe, expect, it } from 'vitest';
import type { Cluster, Request } from './client.ts';
import { readComposite } from './composite.ts';

/** A cluster with so many groups, which answers no more than it is asked for; `edit` changes an answer. */
function fakeCluster(groups: number, edit: (answer: object, request: number) => object = (answer) => answer) {
  const asked: unknown[] = [];
  const cluster: Cluster = {
    async send<T>({ body }: Request) {
      const { composite } = (body as { aggs: { groups: { composite: { size: number; after?: { n: number } } } } }).aggs
        .groups;
      asked.push(composite.after ?? null);
      const from = (composite.after?.n ?? -1) + 1;
      const to = Math.min(groups, from + composite.size);
      const buckets = Array.from({ length: to - from }, (_, index) => ({ key: { n: from + index }, doc_count: 1 }));
      const answer = { hits: { hits: [] }, aggregations: { groups: { buckets, after_key: { n: to - 1 } } } };
      return { status: 200, body: edit(answer, asked.length) as T };
    },
    requests: () => asked.length,
    patienceMs: 1_000,
    patient: () => cluster,
    close: async () => undefined,
  };
  return { cluster, asked };
}

async function read(cluster: Cluster): Promise<number> {
  let count = 0;
  const grouping = { filter: [], sources: [{ n: { terms: { field: 'n' } } }], aggs: {} };
  for await (const page of readComposite(cluster, ['fd-facts'], grouping)) count += page.length;
  return count;
}

describe('groups of more than a page', () => {
  it.each([0, 1, 9_999, 10_000, 10_001, 65_537])('are all read: %i', async (groups) => {
    expect(await read(fakeCluster(groups).cluster)).toBe(groups);
  });

  it('are an error, never a part, when a page comes without one of its shards or too late', async () => {
    const parts = [{ _shards: { failed: 1, total: 2 } }, { timed_out: true }];
    const ends = parts.map((part) =>
      read(fakeCluster(20_000, (answer, request) => (request >= 2 ? { ...answer, ...part } : answer)).cluster),
    );
    for (const end of await Promise.allSettled(ends)) {
      expect(end).toMatchObject({ status: 'rejected', reason: { code: 'store_partial', retryable: true } });
    }
  });
});
