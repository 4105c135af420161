// `npm test`: lint, dead code, types, and every test beside them; those that need a cluster are skipped by name (`npm run test:cluster`
// runs them). Ends with `N passed, N failed[, N skipped]`.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { FAILED, runTests, sumUp } from './cluster/run-tests.mjs';
import { build, install, root } from './setup.mjs';

install();
build();

const bin = (name) => join(root, 'node_modules', '.bin', name);

/** Checks that pass or fail as a whole: name, command, arguments. */
const CHECKS = [
  ['lint', bin('biome'), ['check', '--error-on-warnings', '.']],
  ['nothing is dead: files, exports, dependencies', bin('knip'), ['--no-progress']],
  ['types', bin('tsc'), ['-b']],
  [
    'generated documents are up to date',
    process.execPath,
    ['--import', 'tsx', '--conditions=flightdeck-source', 'scripts/generate.ts', '--check'],
  ],
];

/** True when it passed; what it says is printed at its end, as others print beside it. */
async function passes([name, command, args]) {
  const child = spawn(command, args, { cwd: root, shell: process.platform === 'win32' });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += String(text)));
  const status = await new Promise((resolve) => {
    child.once('error', resolve);
    child.once('close', resolve);
  });
  console.log(`\n— ${name}\n${said}${status === 0 ? '' : `${FAILED}${name}\n`}`);
  return status === 0;
}

/** One check after the other. */
async function checkAll() {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const check of CHECKS) counts[(await passes(check)) ? 'passed' : 'failed'] += 1;
  return counts;
}

const [checked, tested] = await Promise.all([checkAll(), runTests(process.argv.slice(2))]);
console.log(sumUp(checked, tested.counts));
process.exitCode = checked.failed + tested.counts.failed === 0 ? 0 : 1;
