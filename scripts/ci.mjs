// What continuous integration runs: `npm test`, then the tests that need a cluster, on a cluster. Ends with the sum of both:
// `N passed, N failed[, N skipped]`.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { CLUSTER_TESTS, NODE_TESTS } from './cluster/run-tests.mjs';
import { root } from './setup.mjs';

const SUM = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/;

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
    }
  });
  await new Promise((resolve) => child.once('close', resolve));
  if (sum) return sum;
  console.log(`${script} ended without its sum.`);
  return [0, 1, 0];
}

const elsewhere = [...CLUSTER_TESTS, ...NODE_TESTS].flatMap((path) => [
  '--exclude',
  `**/${path}*`,
  '--exclude',
  `**/${path}/**`,
]);
const sums = [await run('test.mjs', elsewhere), await run('test-cluster.mjs')];
const [passed, failed, skipped] = sums.reduce((total, sum) => total.map((count, index) => count + sum[index]));
console.log(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed === 0 ? 0 : 1;
