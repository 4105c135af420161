// `npm test [-- --cluster]`: lint, types, then every test, with --cluster also those that need a cluster, on three nodes of
// OpenSearch. Ends with `N passed, N failed[, N skipped]`.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { startCluster } from './cluster/nodes.mjs';
import { runTests } from './cluster/run-tests.mjs';
import { build, install, root } from './setup.mjs';

install();
build();

const bin = (name) => join(root, 'node_modules', '.bin', name);
const counts = { passed: 0, failed: 0, skipped: 0 };

/** One check that passes or fails as a whole. */
function check(name, command, args) {
  console.log(`\n— ${name}`);
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  counts[status === 0 ? 'passed' : 'failed']++;
}

check('lint', bin('biome'), ['check', '--error-on-warnings', '.']);
check('types', bin('tsc'), ['-b']);
check('generated documents are up to date', process.execPath, [
  '--import',
  'tsx',
  '--conditions=flightdeck-source',
  'scripts/generate.ts',
  '--check',
]);

const filters = process.argv.slice(2).filter((word) => word !== '--cluster');
const cluster = process.argv.includes('--cluster') && !process.env.TEST_CLUSTER_URL ? await openCluster() : null;

console.log('\n— tests');
const tested = await runTests(filters, cluster ? { TEST_CLUSTER_URL: cluster.url } : {}).finally(() => cluster?.stop());
for (const [name, count] of Object.entries(tested)) counts[name] += count;
console.log(`${counts.passed} passed, ${counts.failed} failed${counts.skipped ? `, ${counts.skipped} skipped` : ''}`);
process.exitCode = counts.failed === 0 ? 0 : 1;

/** Three nodes; null, and the reason said, where there is no Java or no network: the tests are then skipped by name. */
async function openCluster() {
  try {
    const started = await startCluster();
    console.log(`\n— ${started.engine} ${started.version} on Java ${started.java}, three nodes`);
    return started;
  } catch (error) {
    if (!error.isMissing) throw error;
    console.log(`\n— no cluster: ${error.message}`);
    return null;
  }
}
