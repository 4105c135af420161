// `npm run test:cluster [-- --engine elasticsearch] [--version 8] [FILE …]`: starts three nodes, runs the tests that need a
// cluster, stops them, and runs those that kill nodes on three others. TEST_CLUSTER_URL names a cluster that runs already.
// Ends with `N passed, N failed[, N skipped]`.
import { parseArgs } from 'node:util';
import { startCluster } from './cluster/nodes.mjs';
import { CLUSTER_TESTS, NODE_TESTS, runTests, sumUp } from './cluster/run-tests.mjs';
import { build, install } from './setup.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { engine: { type: 'string', default: 'opensearch' }, version: { type: 'string' }, port: { type: 'string' } },
});
const port = Number(values.port ?? 9201);

install();
build();

let cluster = null;
let url = process.env.TEST_CLUSTER_URL;
let skipped = null;
if (!url) {
  try {
    cluster = await startCluster({
      engine: values.engine,
      ...(values.version === undefined ? {} : { version: values.version }),
      httpPort: port,
      transportPort: port + 100,
    });
    url = cluster.url;
    console.log(`${cluster.engine} ${cluster.version} on Java ${cluster.java}, three nodes: ${url}`);
  } catch (error) {
    if (!error.isMissing) throw error;
    skipped = error.message;
  }
}
if (skipped === null) {
  const stop = async () => {
    await cluster?.stop();
    process.exit(1);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  const { counts } = await runTests(positionals.length > 0 ? positionals : CLUSTER_TESTS, {
    TEST_CLUSTER_URL: url,
  }).finally(() => cluster?.stop());
  let ofNodes = { passed: 0, failed: 0, skipped: 0 };
  if (cluster && positionals.length === 0) {
    ({ counts: ofNodes } = await runTests(NODE_TESTS, {
      TEST_CLUSTER_FAULTS: [values.engine, values.version].filter(Boolean).join(' '),
    }));
  }
  console.log(sumUp(counts, ofNodes));
  process.exitCode = counts.failed + ofNodes.failed === 0 ? 0 : 1;
} else {
  console.log(`skipped: tests on a cluster: ${skipped}`);
  console.log('0 passed, 0 failed, 1 skipped');
}
