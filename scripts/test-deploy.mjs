// `npm run test:deploy`: how Flightdeck is deployed, in the parts of deploy/parts.mjs. What a machine lacks is skipped by name. Ends with
// `N passed, N failed, N skipped`. `-- --quick` runs the quick parts only; other words, such as `image`, name the parts to run; what
// begins with a dash is passed on, as `--built`, which takes the image as it was built last.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { PARTS } from './deploy/parts.mjs';
import { prepareTools } from './deploy/tools.mjs';
import { root } from './setup.mjs';

const SUM = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/m;
const COMMANDS = { mjs: process.execPath, sh: 'bash' };

const words = process.argv.slice(2);
const isQuick = words.includes('--quick');
const named = words.filter((word) => !word.startsWith('-'));
const passedOn = words.filter((word) => word.startsWith('-') && word !== '--quick');
const env = prepareTools({ isQuick });

const counts = [0, 0, 0];
for (const { file, isQuick: takesSeconds } of PARTS) {
  if (isQuick && !takesSeconds) continue;
  if (named.length > 0 && !named.some((name) => file.startsWith(`test-${name}.`))) continue;
  const command = COMMANDS[file.split('.').pop()] ?? env.PYTHON;
  const began = Date.now();
  const { stdout, error } = spawnSync(command, [join(root, 'scripts', 'deploy', file), ...passedOn], {
    cwd: root,
    env,
    encoding: 'utf8',
    maxBuffer: 100_000_000,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  console.log(`— ${file}, ${Math.round((Date.now() - began) / 1000)} s\n${stdout ?? ''}`);
  const found = SUM.exec(stdout ?? '');
  if (found) for (const [index, count] of found.slice(1).entries()) counts[index] += Number(count ?? 0);
  else if (error?.code === 'ENOENT') {
    console.log(`skipped ${file}: ${command} is not installed`);
    counts[2] += 1;
  } else {
    console.log(`FAILED  ${file} ended without its sum`);
    counts[1] += 1;
  }
}
const [passed, failed, skipped] = counts;
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed === 0 ? 0 : 1;
