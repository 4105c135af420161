import { randomUUID } from 'node:crypto';
import type { Store } from '@flightdeck/store';
import { randomScanTests, storeConformance } from '@flightdeck/store/conformance';
import { describe, it, vi } from 'vitest';
import { openOpensearchStore } from './open-store.ts';

const url = process.env.TEST_CLUSTER_URL;
const run = `test-${randomUUID().slice(0, 8)}`;
let opened = 0;

/** Removes what a store made: every index that is there costs each change of the cluster's state something, on every node. */
async function removeIndexes(prefix: string): Promise<void> {
  const [node = ''] = (url ?? '').split(',');
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
  storeConformance('the cluster', open);
  randomScanTests('the cluster', open, { worlds: 2, scans: 60 });
} else {
  describe('the cluster', () => {
    it.skip('passes the conformance suite (needs TEST_CLUSTER_URL; `npm run test:cluster` starts one)', () => {});
  });
}
