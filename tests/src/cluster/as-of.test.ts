import { describe, it } from 'vitest';
import { CLUSTER_URL, NEEDS_CLUSTER } from './cluster-store.ts';

// The tests are those of the embedded store; what they open is the cluster.
if (CLUSTER_URL === '') {
  describe('the past on a cluster', () => it.skip(`is answered again (${NEEDS_CLUSTER})`, () => {}));
} else {
  process.env.TEST_STORE = 'cluster';
  await import('../as-of.test.ts');
}
