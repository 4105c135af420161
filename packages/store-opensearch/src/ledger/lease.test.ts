import { describe, expect, it } from 'vitest';
import type { Cluster } from '../wire/client.ts';
import { createLease } from './lease.ts';

/** One document of a cluster that can be compared and set. */
function fakeCluster() {
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

describe('the lease of syncing', () => {
  it('is held by one, and by another once the holder was silent for its time', async () => {
    const cluster = fakeCluster();
    let clock = 0;
    const options = { ttlMs: 100, renewMs: 1_000_000, tick: () => clock };
    const ada = createLease(cluster, 'test', { ...options, name: 'ada' });
    const bob = createLease(cluster, 'test', { ...options, name: 'bob' });
    const changes: string[] = [];
    ada.onChange((isHeld) => changes.push(`ada ${isHeld}`));
    bob.onChange((isHeld) => changes.push(`bob ${isHeld}`));
    expect([await ada.look(), await bob.look()]).toEqual([true, false]);
    expect(bob.holder).toBe('ada');
    clock = 90;
    expect([await ada.look(), await bob.look()]).toEqual([true, false]);
    clock = 189;
    expect([ada.isHeld, await bob.look()]).toEqual([true, false]);
    clock = 191;
    expect([ada.isHeld, await bob.look(), await ada.look()]).toEqual([false, true, false]);
    expect(ada.holder).toBe('bob');
    expect(changes).toEqual(['ada true', 'bob true', 'ada false']);
  });

  it('is free at once when it is given up', async () => {
    const cluster = fakeCluster();
    const options = { ttlMs: 100, renewMs: 1_000_000, tick: () => 0 };
    const ada = createLease(cluster, 'test', { ...options, name: 'ada' });
    const bob = createLease(cluster, 'test', { ...options, name: 'bob' });
    await ada.look();
    await bob.look();
    await ada.release();
    expect([ada.isHeld, await bob.look()]).toEqual([false, true]);
  });
});
