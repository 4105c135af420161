import { describe, it } from 'vitest';
import { CLUSTER_URL, NEEDS_CLUSTER } from './cluster-store.ts';

// The tests are those of the embedded store; what they open is the cluster.
if (CLUSTER_URL === '') {
  describe('the panels on a cluster', () => it.skip(`show the truth (${NEEDS_CLUSTER})`, () => {}));
} else {
  process.env.TEST_STORE = 'cluster';
  await import('../panels.test.ts');
}
