// Runs vitest and counts what it did.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { root } from '../setup.mjs';

/** Paths of the tests that need a cluster, as vitest filters them. */
export const CLUSTER_TESTS = [
  'packages/store-opensearch/src/conformance',
  'packages/store-opensearch/src/ask/as-of',
  'tests/src/cluster',
  'tests/src/grafana-elastic',
];

/** Those that kill nodes, and so start a cluster of their own. */
export const NODE_TESTS = ['tests/src/node-faults'];

/** Those on a real identity provider, which they start. */
export const IDP_TESTS = ['tests/src/access/keycloak'];

/** Begins a line that names a test that failed. */
export const FAILED = 'failed: ';

/** Begins a line that names a test that was skipped: its file, a colon, its name. */
export const SKIPPED = 'skipped: ';

/** Runs the tests whose paths contain one of the filters; resolves with how many passed, failed and were skipped. */
export async function runTests(filters, environment = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'flightdeck-test-'));
  const report = join(folder, 'vitest.json');
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const slowest = join(root, 'scripts', 'tests', 'slowest.mjs');
  const reporters = ['default', 'json', slowest].map((name) => `--reporter=${name}`);
  const child = spawn(process.execPath, [vitest, 'run', ...reporters, `--outputFile.json=${report}`, ...filters], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  });
  const status = await new Promise((resolve) => child.once('exit', resolve));
  const ran = existsSync(report)
    ? countTests(JSON.parse(readFileSync(report, 'utf8')))
    : { counts: { passed: 0, failed: 0, skipped: 0 }, lines: [] };
  rmSync(folder, { recursive: true, force: true });
  if (status !== 0 && ran.counts.failed === 0) {
    ran.counts.failed += 1;
    ran.lines.push(`${FAILED}vitest ended with ${status}, and not for a test`);
  }
  for (const line of ran.lines) console.log(line);
  return ran;
}

/** `N passed, N failed[, N skipped]` of several counts. */
export function sumUp(...counts) {
  const sum = (name) => counts.reduce((total, count) => total + count[name], 0);
  const skipped = sum('skipped');
  return `${sum('passed')} passed, ${sum('failed')} failed${skipped ? `, ${skipped} skipped` : ''}`;
}

/** Counts of a report of vitest, and lines that name what was skipped and what failed. A file that could not be run counts as failed. */
function countTests({ numPassedTests, numFailedTests, testResults }) {
  const lines = [];
  let skipped = 0;
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  for (const { name, assertionResults } of testResults) {
    for (const { status, fullName, failureMessages } of assertionResults) {
      const test = `${relative(root, name)}: ${fullName}`;
      if (status === 'skipped' || status === 'pending') lines.push(`${SKIPPED}${test}`);
      // Counted here, as the report's own sum leaves out the pending ones of a skipped group.
      if (status !== 'passed' && status !== 'failed') skipped += 1;
      if (status === 'failed') lines.push(`${FAILED}${test}: ${firstLine(failureMessages)}`);
    }
  }
  for (const { name, message } of broken) lines.push(`${FAILED}${relative(root, name)}: ${firstLine([message])}`);
  return {
    counts: {
      passed: numPassedTests,
      failed: numFailedTests + broken.length,
      skipped,
    },
    lines,
  };
}

/** The first line of the first message, at most 300 characters. */
function firstLine(messages) {
  return (messages?.[0] ?? '').split('\n', 1)[0].slice(0, 300);
}
