import { describe, it } from 'vitest';
import { CLUSTER_URL, NEEDS_CLUSTER } from './cluster-store.ts';

// The tests are those of the embedded store; what they open is the cluster.
if (CLUSTER_URL === '') {
  describe('the truth on a cluster', () => it.skip(`is what the cluster answers (${NEEDS_CLUSTER})`, () => {}));
} else {
  process.env.TEST_STORE = 'cluster';
  await import('../truth.test.ts');
}
