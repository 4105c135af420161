// Runs vitest and counts what it did.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { root } from '../setup.mjs';

/** Paths of the tests that need a cluster, as vitest filters them. */
export const CLUSTER_TESTS = ['packages/store-opensearch', 'tests/src/cluster', 'tests/src/grafana-elastic'];

/** Those that kill nodes, and so start a cluster of their own. */
export const NODE_TESTS = ['tests/src/node-faults'];

/** Runs the tests whose paths contain one of the filters; resolves with how many passed, failed and were skipped. */
export async function runTests(filters, environment = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'flightdeck-test-'));
  const report = join(folder, 'vitest.json');
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...filters];
  const child = spawn(process.execPath, [vitest, ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  });
  const status = await new Promise((resolve) => child.once('exit', resolve));
  const counts = existsSync(report)
    ? countTests(JSON.parse(readFileSync(report, 'utf8')))
    : { passed: 0, failed: 0, skipped: 0 };
  rmSync(folder, { recursive: true, force: true });
  if (status !== 0 && counts.failed === 0) {
    counts.failed += 1;
    console.log(`${FAILED}vitest ended with ${status}, and not for a test`);
  }
  return counts;
}

/** Begins a line that names a test that failed. */
export const FAILED = 'failed: ';

/** Counts of a report of vitest; names what was skipped and what failed. A file that could not be run counts as failed. */
function countTests({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults }) {
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  for (const { name, assertionResults } of testResults) {
    for (const { status, fullName, failureMessages } of assertionResults) {
      if (status === 'pending') console.log(`skipped: ${fullName}`);
      if (status === 'failed')
        console.log(`${FAILED}${relative(root, name)}: ${fullName}: ${firstLine(failureMessages)}`);
    }
  }
  for (const { name, message } of broken) console.log(`${FAILED}${relative(root, name)}: ${firstLine([message])}`);
  return {
    passed: numPassedTests,
    failed: numFailedTests + broken.length,
    skipped: numPendingTests + numTodoTests,
  };
}

/** The first line of the first message, at most 300 characters. */
function firstLine(messages) {
  return (messages?.[0] ?? '').split('\n', 1)[0].slice(0, 300);
}
