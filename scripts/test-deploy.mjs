// `npm run test:deploy`: the image built and run, the chart, the compose files. What a machine lacks is skipped by name. Ends with
// `N passed, N failed, N skipped`. PYTHON names a Python that has helm-python-sdk; `-- --built` tests the image that was built last.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './setup.mjs';

const SUM = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/m;
const PARTS = [
  ['bash', 'test-compose.sh', []],
  [process.env.PYTHON ?? 'python3', 'test-chart.py', []],
  ['bash', 'test-image.sh', process.argv.slice(2)],
];

const counts = [0, 0, 0];
for (const [command, file, args] of PARTS) {
  const path = join(root, 'scripts', 'deploy', file);
  if (!existsSync(path)) throw new Error(`${path} is missing.`);
  const { stdout, error } = spawnSync(command, [path, ...args], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  console.log(`— ${file}\n${stdout ?? ''}`);
  const found = SUM.exec(stdout ?? '');
  if (found) for (const [index, count] of found.slice(1).entries()) counts[index] += Number(count ?? 0);
  else if (error?.code === 'ENOENT') counts[2] += 1;
  else counts[1] += 1;
}
const [passed, failed, skipped] = counts;
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed === 0 ? 0 : 1;
