// The part of the browser's suite that shows that a build is whole, run against a server that was started elsewhere.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../setup.mjs';
import { MissingTool, until } from '../checks.mjs';

/** People and days of the demo that the suite expects. */
export const DEMO = { FLIGHTDECK_DEMO_PEOPLE: '60', FLIGHTDECK_DEMO_DAYS: '60' };

/** Tests of tests/src/browser/web.test.ts: the numbers are the API's, addresses hold, downloads work, no page complains. */
const TESTS = [
  'says that the data is made up, and shows the numbers the API gives',
  'keeps its state in the URL',
  'saves a panel as CSV with the numbers of the API',
  'leads from Overview by clicks',
  'complained about nothing',
];

/** Resolves when the demo's days have all arrived. */
export function settled(url, said) {
  const isSettled = async () => {
    try {
      const { freshness, lastRun } = await (await fetch(`${url}/api/v1/status`)).json();
      return (await fetch(`${url}/readyz`)).ok && freshness.running === null && lastRun !== null;
    } catch {
      return false;
    }
  };
  return until(isSettled, () => `the demo did not get ready: ${said()}`, 300);
}

/** Runs them. @throws Error with what failed; MissingTool where there is no browser. */
export function smoke(url) {
  const folder = mkdtempSync(join(tmpdir(), 'flightdeck-smoke-'));
  const report = join(folder, 'vitest.json');
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      ...[vitest, 'run', 'tests/src/browser/web.test.ts', '--maxWorkers=1', '-t', TESTS.join('|')],
      ...['--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    ],
    { cwd: root, encoding: 'utf8', env: { ...process.env, TEST_DEMO_URL: url } },
  );
  const found = JSON.parse(readFileSync(report, 'utf8'));
  rmSync(folder, { recursive: true, force: true });
  if (found.numFailedTests > 0 || !found.success) throw new Error(`${stdout}${stderr}`.slice(-3000));
  if (found.numPassedTests === 0) throw new MissingTool('no browser of the Chromium family is installed');
  if (found.numPassedTests < TESTS.length) throw new Error(`only ${found.numPassedTests} of the tests ran`);
}
