// Builds the image and runs it as strictly as an orchestrator would: the browser's smoke part, an end under load, and twenty kills
// during a sync. Needs root, Buildah and Podman; what is missing is named and counted as skipped. `--built` takes the image as it was
// built last.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../setup.mjs';
import { createChecks } from './checks.mjs';
import { createContainers, tryInside } from './drills/container.mjs';
import { drillInterruptions, freePort } from './drills/interrupted.mjs';
import { DEMO, settled, smoke } from './drills/smoke.mjs';

const IMAGE = 'localhost/flightdeck:test';
/** What the image may add to its base, unpacked. */
const MOST_MB = 350;

const { check, skip, end } = createChecks();
const has = (tool) => spawnSync('sh', ['-c', `command -v ${tool}`]).status === 0;
const output = (command, ...args) => execFileSync(command, args, { cwd: root, encoding: 'utf8' }).trim();

const lacking = ['buildah', 'podman', 'mmdebstrap', 'unshare', 'nsenter'].filter((tool) => !has(tool));
if (process.getuid?.() !== 0) skip('the image', 'only root can mount what a container needs here');
else if (lacking.length > 0) skip('the image', `not installed: ${lacking.join(', ')}`);
else if (await check('the image is built from the checkout', buildImage)) await testImage();
end();

function baseImage() {
  if (process.env.NODE_IMAGE) return process.env.NODE_IMAGE;
  const base = 'localhost/flightdeck-node-base';
  if (spawnSync('buildah', ['inspect', '--type', 'image', base]).status !== 0)
    execFileSync('bash', ['scripts/deploy/base-image.sh', base], { cwd: root, stdio: 'inherit' });
  return base;
}

function buildImage() {
  if (process.argv.includes('--built')) return;
  const revision = spawnSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8' }).stdout?.trim() || 'unknown';
  const args = ['bud', '--quiet', '--isolation', 'chroot', '--network', 'host', '--format', 'docker'];
  const given = ['--build-arg', `NODE_IMAGE=${baseImage()}`, '--build-arg', `REVISION=${revision}`];
  execFileSync('buildah', [...args, ...given, '-t', IMAGE, '.'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
}

async function testImage() {
  const work = mkdtempSync(join(tmpdir(), 'flightdeck-image-'));
  const containers = createContainers(IMAGE, work);
  try {
    await check(`it adds at most ${MOST_MB} MB to the base`, () => {
      const size = (image) => Number(output('podman', 'image', 'inspect', '--format', '{{.Size}}', image));
      const own = (size(IMAGE) - size(baseImage())) / 1e6;
      console.log(`        ${Math.round(own)} MB`);
      return own <= MOST_MB;
    });
    await check('it says what it is, whom it runs as and how it is started', () => {
      const config = JSON.parse(output('podman', 'image', 'inspect', '--format', '{{json .Config}}', IMAGE));
      const labels = Object.keys(config.Labels).filter((name) => name.startsWith('org.opencontainers.image.'));
      const found = [config.User, config.StopSignal, config.Cmd?.join(' '), labels.length];
      if (found.join() !== '10001:10001,SIGTERM,start,6') throw new Error(found.join());
    });
    await testDemo(containers);
    await drillInterruptions({ check }, containers);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function testDemo(containers) {
  const data = containers.makeFolder('demo');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const running = await containers.launch(data, { PORT: String(port), ...DEMO });
  const { pid } = running;
  const status = (name) =>
    new RegExp(`^${name}:\\s*(\\S+)`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  try {
    if (!(await check('it is ready with the demo', () => settled(url, running.said)))) return;
    await check('it runs as user and group 10001', () => status('Uid') === '10001' && status('Gid') === '10001');
    await check(
      'it has no capability and can gain none',
      () => Number(`0x${status('CapEff')}${status('CapBnd')}`) === 0,
    );
    await check('it can gain no privilege', () => status('NoNewPrivs') === '1');
    await check('nobody can write to its root, root neither', () => {
      const { status: code, stderr } = tryInside(pid, ['touch', '/etc/written']);
      if (code === 0 || !/Read-only file system/.test(stderr)) throw new Error(`touch ended with ${code}: ${stderr}`);
    });
    await check('it listens on loopback only', () => {
      const listening = output('ss', '-Hltn', `sport = :${port}`).split('\n');
      return listening.length === 1 && listening[0].includes(`127.0.0.1:${port}`);
    });
    await check('its health check passes', () => {
      const { status: code, stderr } = tryInside(pid, ['node', '/app/healthcheck.mjs']);
      if (code !== 0) throw new Error(stderr || `code ${code}`);
    });
    await check(
      'the database stands in the volume',
      () => output('find', data, '-name', '*.duckdb', '-user', '10001') !== '',
    );
    await check('the smoke part of the browser suite passes against it', () => smoke(url));
  } finally {
    running.signal('SIGTERM');
    await running.ended;
  }
}
