import { randomUUID } from 'node:crypto';
import { randomScanTests, storeConformance } from '@flightdeck/store/conformance';
import { afterAll, describe, it, vi } from 'vitest';
import { openOpensearchStore } from './open-store.ts';

const url = process.env.TEST_CLUSTER_URL;
const run = `test-${randomUUID().slice(0, 8)}`;
let opened = 0;

if (url) {
  // Each load is a dozen requests to three nodes, which share the machine with everything else.
  vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });
  const open = (readFolder: string) => {
    opened += 1;
    // Without grace each load removes what the one before it replaced.
    return openOpensearchStore({ url, prefix: `${run}-${opened}`, readFolders: [readFolder], graceMs: 0 });
  };
  storeConformance('the cluster', open);
  randomScanTests('the cluster', open, { worlds: 2, scans: 60 });
  afterAll(async () => {
    const [node = ''] = url.split(',');
    for (let index = 1; index <= opened; index += 1) {
      const prefix = `${run}-${index}-`;
      for (const group of ['facts', 'teams', 'scopes']) {
        await fetch(`${node}/_index_template/${prefix}${group}`, { method: 'DELETE' });
      }
      // By name: clusters may refuse to delete by a pattern.
      const found = Object.keys((await (await fetch(`${node}/${prefix}*/_alias`)).json()) as object);
      const names = found.filter((name) => name.startsWith(prefix));
      if (names.length > 0) await fetch(`${node}/${names.join(',')}`, { method: 'DELETE' });
    }
  });
} else {
  describe('the cluster', () => {
    it.skip('passes the conformance suite (needs TEST_CLUSTER_URL; `npm run test:cluster` starts one)', () => {});
  });
}
