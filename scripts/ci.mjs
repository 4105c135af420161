// What continuous integration runs: `npm test`, the quick checks of how Flightdeck is deployed, the tests on a real identity provider,
// and those that need a cluster, on nodes that start in the first second.
// Ends with the names of the tests that failed and the sum of all: `N passed, N failed[, N skipped]`.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { startCluster } from './cluster/nodes.mjs';
import { CLUSTER_TESTS, FAILED, IDP_TESTS, NODE_TESTS, runTests, SKIPPED, sumUp } from './cluster/run-tests.mjs';
import { findKeycloak } from './idp/keycloak.mjs';
import { root } from './setup.mjs';

const SUM = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/;
const NOTHING = { passed: 0, failed: 0, skipped: 0 };
const began = performance.now();

/** How a command ended; its lines are passed on but for those of which `keep` is true. */
async function run(command, args, keep = () => false) {
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['inherit', 'pipe', 'inherit'],
    shell: process.platform === 'win32',
  });
  let rest = '';
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop();
    for (const line of lines) if (!keep(line)) console.log(line);
  });
  return new Promise((resolve) => child.once('close', resolve));
}

/** `npm test`: its counts and the lines that name what failed. Tests of `later` are skipped there, but not here. */
async function runNpmTest(later) {
  const lines = [];
  let counts = null;
  let postponed = 0;
  await run('npm', ['test'], (line) => {
    const found = SUM.exec(line);
    if (line.startsWith(FAILED)) lines.push(line);
    if (found) counts = { passed: Number(found[1]), failed: Number(found[2]), skipped: Number(found[3] ?? 0) };
    const isLater = later().some((path) => line.startsWith(SKIPPED + path));
    if (isLater) postponed += 1;
    return isLater || found !== null;
  });
  if (counts !== null) return { counts: { ...counts, skipped: counts.skipped - postponed }, lines };
  return { counts: { ...NOTHING, failed: 1 }, lines: [...lines, `${FAILED}npm test ended without its sum`] };
}

/** The quick checks of how Flightdeck is deployed: their counts and the lines that name what failed. */
async function runDeployChecks() {
  const lines = [];
  let counts = { ...NOTHING, failed: 1 };
  await run(process.execPath, [join(root, 'scripts', 'test-deploy.mjs'), '--quick'], (line) => {
    const [, failed] = /^FAILED {2}(.*)$/.exec(line) ?? [];
    if (failed !== undefined) lines.push(`${FAILED}${failed}`);
    // Each part has a sum, and the last is that of all.
    const found = SUM.exec(line);
    if (found) counts = { passed: Number(found[1]), failed: Number(found[2]), skipped: Number(found[3] ?? 0) };
    return found !== null;
  });
  return { counts, lines };
}

/** Says how long something took from the beginning. */
const say = (what) => console.log(`${what} after ${Math.round((performance.now() - began) / 1000)} s`);

/** True once it is known that nodes cannot be had here. */
let isMissing = false;
const installed = run(process.execPath, [join(root, 'scripts', 'setup.mjs')]);
const started = startCluster({ installed }).then(
  (cluster) => {
    say(`${cluster.engine} ${cluster.version} on Java ${cluster.java}, three nodes: ready`);
    return { cluster, why: null };
  },
  ({ message, isMissing: is = false }) => {
    isMissing = is;
    return { cluster: null, why: message };
  },
);
/** True once it is known that a real identity provider cannot be had here. */
let lacksProvider = false;
const provider = findKeycloak(installed).then(
  () => ({ why: null }),
  ({ message }) => {
    lacksProvider = true;
    return { why: message };
  },
);
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

const parts = [];
if ((await installed) !== 0) {
  parts.push({ counts: { ...NOTHING, failed: 1 }, lines: [`${FAILED}installing and building`] });
} else {
  say('installed and built');
  // They wait for nodes most of the time, and so run beside the others.
  const nodes = started.then(({ cluster }) => cluster && runTests(NODE_TESTS, { TEST_CLUSTER_FAULTS: cluster.engine }));
  const onProvider = provider.then(({ why }) => (why === null ? runTests(IDP_TESTS, { TEST_IDP: 'keycloak' }) : null));
  const later = () => [...(isMissing ? [] : [...CLUSTER_TESTS, ...NODE_TESTS]), ...(lacksProvider ? [] : IDP_TESTS)];
  parts.push(await runNpmTest(later));
  say('npm test ended');
  parts.push(await runDeployChecks());
  say('the checks of deploying ended');
  const ofProvider = await onProvider;
  if (ofProvider) parts.push(ofProvider);
  else console.log(`${SKIPPED}tests on a real identity provider: ${(await provider).why}`);
  const { cluster, why } = await started;
  if (cluster) {
    const onCluster = await runTests(CLUSTER_TESTS, { TEST_CLUSTER_URL: cluster.url }).finally(() => cluster.stop());
    parts.push(onCluster, await nodes);
    say('the tests on a cluster ended');
  } else if (isMissing) {
    console.log(`${SKIPPED}tests on a cluster: ${why}`);
  } else {
    parts.push({ counts: { ...NOTHING, failed: 1 }, lines: [`${FAILED}the cluster: ${why}`] });
  }
}
for (const { lines } of parts) for (const line of lines) if (line.startsWith(FAILED)) console.log(line);
const counts = parts.map((part) => part.counts);
console.log(sumUp(...counts));
process.exit(counts.every(({ failed }) => failed === 0) ? 0 : 1);
