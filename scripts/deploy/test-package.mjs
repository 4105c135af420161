// Installs the tarball into an empty folder with an empty home and runs it as `npx flightdeck start` does: the first page in a browser,
// an end under load, and twenty kills during a sync.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makePackage } from '../package.mjs';
import { build, install } from '../setup.mjs';
import { createChecks } from './checks.mjs';
import { drillInterruptions, freePort } from './drills/interrupted.mjs';
import { DEMO, settled, smoke } from './drills/smoke.mjs';

install();
build();
const { check, end } = createChecks();
const work = mkdtempSync(join(tmpdir(), 'flightdeck-package-'));
const [home, installed] = ['home', 'installed'].map((name) => makeFolder(name));
const environment = { PATH: process.env.PATH, HOME: home };

function makeFolder(name) {
  const folder = join(work, name);
  mkdirSync(folder);
  return folder;
}

/**
 * Starts it by npx, in a group of its own. It is killed with all its processes, as when a machine loses its power; asked to end is the
 * server, which says by its note where it runs, as npx dies of SIGTERM itself and would hide how it ended.
 */
async function launch(data, settings) {
  const child = spawn('npx', ['flightdeck', 'start'], {
    cwd: installed,
    env: { ...environment, FLIGHTDECK_DATA: data, ...settings },
    detached: true,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += String(text)));
  const ended = new Promise((resolve) => child.once('close', resolve));
  const serverOf = () => JSON.parse(readFileSync(join(data, 'server.json'), 'utf8')).pid;
  const signal = (name) => process.kill(name === 'SIGKILL' ? -child.pid : serverOf(), name);
  return { ended, said: () => said, signal };
}

try {
  const isInstalled = await check('the tarball installs into an empty folder with an empty home', async () => {
    const { filename } = await makePackage(work);
    const args = ['install', filename, '--no-audit', '--no-fund', '--loglevel=error'];
    execFileSync('npm', args, {
      cwd: installed,
      env: { ...process.env, HOME: home },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  });
  if (isInstalled) {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const running = await launch(makeFolder('demo'), { PORT: String(port), ...DEMO });
    try {
      if (await check('npx flightdeck start shows the demo', () => settled(url, running.said)))
        await check('the smoke part of the browser suite passes against it', () => smoke(url));
    } finally {
      running.signal('SIGTERM');
    }
    await check('SIGTERM ends it with exit code 0', async () => (await running.ended) === 0);
    await drillInterruptions({ check }, { launch, makeFolder });
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
end();
