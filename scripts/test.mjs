// `npm test`: lint, types, dead code, then every test. Ends with `N passed, N failed[, N skipped]`.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, install, root } from './setup.mjs';

install();
build();

const bin = (name) => join(root, 'node_modules', '.bin', name);
const report = join(mkdtempSync(join(tmpdir(), 'flightdeck-test-')), 'vitest.json');
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

console.log('\n— tests');
const { status } = spawnSync(
  bin('vitest'),
  ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  },
);
if (existsSync(report)) {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  counts.passed += numPassedTests;
  counts.failed +=
    numFailedTests +
    testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
  counts.skipped += numPendingTests + numTodoTests;
  for (const file of testResults) {
    for (const test of file.assertionResults) if (test.status === 'pending') console.log(`skipped: ${test.fullName}`);
  }
}
if (status !== 0 && counts.failed === 0) counts.failed++;
console.log(`${counts.passed} passed, ${counts.failed} failed${counts.skipped ? `, ${counts.skipped} skipped` : ''}`);
process.exitCode = counts.failed === 0 ? 0 : 1;
