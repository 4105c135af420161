// What continuous integration runs: `npm test`, then the tests that need a cluster, on a cluster. Ends with the names of
// the tests that failed and the sum of both: `N passed, N failed[, N skipped]`.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { CLUSTER_TESTS, FAILED, NODE_TESTS } from './cluster/run-tests.mjs';
import { root } from './setup.mjs';

const SUM = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/;

/** Lines that name a test that failed. */
const failures = [];

/** Runs a script of this folder, its output passed on but for the line with its sum; resolves with that. */
async function run(script, args = []) {
  const child = spawn(process.execPath, [join(root, 'scripts', script), ...args], {
    cwd: root,
    stdio: ['inherit', 'pipe', 'inherit'],
  });
  let rest = '';
  let sum = null;
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop();
    for (const line of lines) {
      const found = SUM.exec(line);
      if (found) sum = found.slice(1).map((count) => Number(count ?? 0));
      else console.log(line);
      if (line.startsWith(FAILED)) failures.push(line);
    }
  });
  await new Promise((resolve) => child.once('close', resolve));
  if (sum) return sum;
  failures.push(`${FAILED}${script} ended without its sum`);
  return [0, 1, 0];
}

const elsewhere = [...CLUSTER_TESTS, ...NODE_TESTS].flatMap((path) => [
  '--exclude',
  `**/${path}*`,
  '--exclude',
  `**/${path}/**`,
]);
const sums = [await run('test.mjs', elsewhere), await run('test-cluster.mjs')];
for (const line of failures) console.log(line);
const [passed, failed, skipped] = sums.reduce((total, sum) => total.map((count, index) => count + sum[index]));
console.log(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed === 0 ? 0 : 1;
