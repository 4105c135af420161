import { createLease } from '@flightdeck/store';
import { expect, it } from 'vitest';
import type { Cluster } from '../wire/client.ts';
import { leaseDocument } from './lease-document.ts';

/** One document of a cluster that can be compared and set. */
function fakeCluster(): Cluster {
  let document: { readonly body: object; readonly seqNo: number } | null = null;
  const cluster: Cluster = {
    async send<T>({ method, query, body }: Parameters<Cluster['send']>[0]) {
      if (method === 'GET') {
        const found = document && { _seq_no: document.seqNo, _primary_term: 1, _source: document.body };
        return { status: found ? 200 : 404, body: (found ?? {}) as T };
      }
      const isFree = query?.op_type === 'create' ? document === null : document?.seqNo === query?.if_seq_no;
      if (!isFree) return { status: 409, body: {} as T };
      document = { body: body as object, seqNo: (document?.seqNo ?? 0) + 1 };
      return { status: 200, body: {} as T };
    },
    requests: () => 0,
    patienceMs: 0,
    patient: () => cluster,
    close: async () => undefined,
  };
  return cluster;
}

it('a lease in a document of the cluster is held by one server at a time', async () => {
  const cluster = fakeCluster();
  let clock = 0;
  const leaseOf = (name: string) => {
    const options = { name, ttlMs: 100, renewMs: 1_000_000, tick: () => clock };
    return createLease(leaseDocument(cluster, 'test', options), options);
  };
  const [ada, bob] = [leaseOf('ada'), leaseOf('bob')];
  expect([await ada.look(), await bob.look(), bob.holder]).toEqual([true, false, 'ada']);
  clock = 101;
  expect([await bob.look(), await ada.look(), ada.holder]).toEqual([true, false, 'bob']);
  await bob.release();
  expect(await ada.look()).toBe(true);
});
