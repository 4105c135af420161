// `npm test`: lint, dead code, types, then every test; those that need a cluster are skipped by name (`npm run test:cluster` runs them).
// Ends with `N passed, N failed[, N skipped]`.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { FAILED, runTests } from './cluster/run-tests.mjs';
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
  if (status !== 0) console.log(`${FAILED}${name}`);
}

check('lint', bin('biome'), ['check', '--error-on-warnings', '.']);
check('nothing is dead: files, exports, dependencies', bin('knip'), ['--no-progress']);
check('types', bin('tsc'), ['-b']);
check('generated documents are up to date', process.execPath, [
  '--import',
  'tsx',
  '--conditions=flightdeck-source',
  'scripts/generate.ts',
  '--check',
]);

console.log('\n— tests');
const tested = await runTests(process.argv.slice(2));
for (const [name, count] of Object.entries(tested)) counts[name] += count;
console.log(`${counts.passed} passed, ${counts.failed} failed${counts.skipped ? `, ${counts.skipped} skipped` : ''}`);
process.exitCode = counts.failed === 0 ? 0 : 1;
