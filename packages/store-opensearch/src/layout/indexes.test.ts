import { describe, expect, it } from 'vitest';
import type { Cluster, Request } from '../wire/client.ts';
import { prepareIndexes } from './indexes.ts';

/** A cluster that has these indexes and this layout, and remembers what is written to it. */
function fakeCluster({ indexes = [], version }: { readonly indexes?: readonly string[]; readonly version?: number }) {
  const written: Request[] = [];
  const cluster: Cluster = {
    async send<T>(request: Request) {
      const { method, path } = request;
      if (method !== 'GET') written.push(request);
      if (path.endsWith('/_alias')) return { status: 200, body: Object.fromEntries(indexes.map((i) => [i, {}])) as T };
      if (path.endsWith('/_doc/layout') && method === 'GET') {
        if (version === undefined) return { status: 404, body: {} as T };
        return { status: 200, body: { _source: { held: { version, fingerprint: 'other' } } } as T };
      }
      return { status: 200, body: {} as T };
    },
    requests: () => written.length,
    patienceMs: 1_000,
    patient: () => cluster,
    close: async () => undefined,
  };
  return { cluster, written };
}

describe('the indexes of a prefix', () => {
  it('are not created beside a foreign index, which is left untouched', async () => {
    const { cluster, written } = fakeCluster({ indexes: ['fd-facts-2026', 'other'] });
    await expect(prepareIndexes(cluster, 'fd')).rejects.toMatchObject({
      code: 'store_foreign',
      message: expect.stringContaining('fd-facts-2026'),
    });
    expect(written).toEqual([]);
  });

  it('of a newer version are refused and left as they are', async () => {
    const { cluster, written } = fakeCluster({ version: 999 });
    await expect(prepareIndexes(cluster, 'fd')).rejects.toMatchObject({ code: 'store_newer' });
    expect(written).toEqual([]);
  });

  it('take no field that is not in the catalogue, even when they are created by a write', async () => {
    const { cluster, written } = fakeCluster({});
    await prepareIndexes(cluster, 'fd');
    const mappings = written.flatMap(({ body }) => {
      const { mappings, template } = body as { mappings?: object; template?: { mappings: object } };
      return [mappings ?? template?.mappings ?? []].flat();
    });
    expect(mappings.length).toBeGreaterThan(2);
    for (const mapping of mappings) expect(mapping).toMatchObject({ dynamic: 'strict' });
    const templates = written.filter(({ path }) => path.startsWith('/_index_template/'));
    expect(templates.length).toBe(mappings.length - 1);
  });
});
