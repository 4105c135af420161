import { randomUUID } from 'node:crypto';
import type { Store } from '@flightdeck/store';
import { randomScanTests, storeConformance } from '@flightdeck/store/conformance';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openOpensearchStore } from './open-store.ts';

const url = process.env.TEST_CLUSTER_URL;
const run = `test-${randomUUID().slice(0, 8)}`;
const [node = ''] = (url ?? '').split(',');
let opened = 0;

/** A template of ours that indexes of single copies are made by; the stores' own stand behind it. */
const ONE_COPY = `${run}-one-copy`;

/** Keeps all indexes to come on one node, so that each has one copy. */
async function keepOneCopy(): Promise<void> {
  const { nodes } = (await (await fetch(`${node}/_nodes/_local`)).json()) as {
    readonly nodes: Readonly<Record<string, { readonly name: string }>>;
  };
  const settings = { 'index.routing.allocation.include._name': Object.values(nodes)[0]?.name };
  const response = await fetch(`${node}/_index_template/${ONE_COPY}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ index_patterns: [`${run}-*`], priority: 900, template: { settings } }),
  });
  expect([response.status, await response.json()]).toEqual([200, { acknowledged: true }]);
}

const keepTwoCopies = () => fetch(`${node}/_index_template/${ONE_COPY}`, { method: 'DELETE' });

/** Removes what a store made: every index that is there costs each change of the cluster's state something, on every node. */
async function removeIndexes(prefix: string): Promise<void> {
  await fetch(`${node}/_index_template/${prefix}-*`, { method: 'DELETE' });
  // By name: clusters may refuse to delete by a pattern.
  const found = Object.keys((await (await fetch(`${node}/${prefix}-*/_alias`)).json()) as object);
  const names = found.filter((name) => name.startsWith(`${prefix}-`));
  if (names.length > 0) await fetch(`${node}/${names.join(',')}`, { method: 'DELETE' });
}

if (url) {
  // Each load is a dozen requests to three nodes, which share the machine with everything else.
  vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });
  const open = async (readFolder: string): Promise<Store> => {
    opened += 1;
    const prefix = `${run}-${opened}`;
    // Without grace each load removes what the one before it replaced.
    const store = await openOpensearchStore({ url, prefix, readFolders: [readFolder], graceMs: 0 });
    return {
      ...store,
      async close() {
        await store.close();
        await removeIndexes(prefix);
      },
    };
  };
  // What is asked and what is answered is the same whether each shard has a copy or not. Copies are what the random scans read, and all
  // tests of `tests/src/cluster`.
  describe('with one copy', () => {
    beforeAll(keepOneCopy);
    afterAll(keepTwoCopies);
    storeConformance('the cluster', open);
  });
  randomScanTests('the cluster', open, { worlds: 2, scans: 60 });
} else {
  describe('the cluster', () => {
    it.skip('passes the conformance suite (needs TEST_CLUSTER_URL; `npm run test:cluster` starts one)', () => {});
  });
}
