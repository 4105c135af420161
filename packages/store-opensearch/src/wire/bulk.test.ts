import { describe, expect, it } from 'vitest';
import { createBulkWriter } from './bulk.ts';
import type { Cluster } from './client.ts';

/** A cluster that answers each item of `_bulk` as the test says, and remembers the ids of each request. */
function fakeCluster(
  answer: (id: string, request: number) => { readonly status: number; readonly type?: string },
  patienceMs = 5_000,
) {
  const asked: string[][] = [];
  const cluster: Cluster = {
    async send<T>({ body }: Parameters<Cluster['send']>[0]) {
      const lines = String(body).trim().split('\n');
      const ids = lines.filter((_, index) => index % 2 === 0).map((line) => JSON.parse(line).index._id as string);
      asked.push(ids);
      const items = ids.map((_id) => {
        const { status, type } = answer(_id, asked.length);
        return { index: { _index: 'facts', _id, status, ...(type ? { error: { type, reason: 'because' } } : {}) } };
      });
      return { status: 200, body: { errors: items.some(({ index }) => index.status >= 300), items } as T };
    },
    requests: () => asked.length,
    patienceMs,
    patient: () => cluster,
    close: async () => undefined,
  };
  return { cluster, asked };
}

const action = (id: string): string => `{"index":{"_index":"facts","_id":"${id}"}}\n{"day":"2026-10-30"}`;

describe('a bulk writer', () => {
  it('sends pages of no more than so many documents', async () => {
    const { cluster, asked } = fakeCluster(() => ({ status: 201 }));
    const writer = createBulkWriter(cluster, { maxDocuments: 2 });
    await writer.add(['a', 'b', 'c', 'd', 'e'].map(action));
    expect(await writer.end()).toEqual({ documents: 5, requests: 3 });
    expect(asked).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
  });

  it('sends again only what was put off', async () => {
    const { cluster, asked } = fakeCluster((id, request) =>
      request === 1 && id !== 'b' ? { status: id === 'a' ? 429 : 503, type: 'rejected' } : { status: 201 },
    );
    const writer = createBulkWriter(cluster);
    await writer.add(['a', 'b', 'c'].map(action));
    await writer.end();
    expect(asked).toEqual([
      ['a', 'b', 'c'],
      ['a', 'c'],
    ]);
  });

  it('names the document that is refused, and why', async () => {
    const { cluster, asked } = fakeCluster((id) =>
      id === 'b' ? { status: 400, type: 'strict_dynamic_mapping_exception' } : { status: 201 },
    );
    const writer = createBulkWriter(cluster);
    await writer.add(['a', 'b'].map(action));
    await expect(writer.end()).rejects.toMatchObject({
      code: 'document_refused',
      message: 'The cluster refused document b of facts: strict_dynamic_mapping_exception: because',
    });
    expect(asked).toHaveLength(1);
  });

  it('gives up on what is put off for ever, and says when a block is the reason', async () => {
    const full = fakeCluster(() => ({ status: 429, type: 'rejected_execution_exception' }));
    const writer = createBulkWriter(full.cluster);
    await writer.add([action('a')]);
    await expect(writer.end()).rejects.toMatchObject({ code: 'store_busy', retryable: true });
    expect(full.asked.length).toBeGreaterThan(1);
    const blocked = fakeCluster(() => ({ status: 403, type: 'cluster_block_exception' }));
    const other = createBulkWriter(blocked.cluster);
    await other.add([action('a')]);
    await expect(other.end()).rejects.toMatchObject({ code: 'store_blocked', retryable: true });
  });
});
