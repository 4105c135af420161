// Runs an image with Podman as strictly as an orchestrator would: read-only, as 10001, without any capability.
import { spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../checks.mjs';

const PODMAN = ['podman', '--cgroup-manager=cgroupfs', '--events-backend=file'];

/** There is no bridge where this runs, so the network is the host's, and the server keeps to loopback. */
const STRICT = [
  ...['--cgroups=disabled', '--network', 'host', '--no-healthcheck', '--read-only', '--tmpfs', '/tmp'],
  ...['--ulimit', 'nofile=1024:1024', '--ulimit', 'nproc=1024:4096', '--cap-drop', 'ALL'],
  ...['--security-opt', 'no-new-privileges'],
];

/** Podman wants control groups of one version; in a mount namespace of its own the other one is out of the way. */
const inNamespace = (command) => [
  ...['-m', 'sh', '-c'],
  'mount --make-rprivate /; umount /sys/fs/cgroup/unified 2>/dev/null; exec "$@"',
  ...['sh', ...command],
];

/** Starts `flightdeck start` out of an image, on data folders and with settings that are given at each start. */
export function createContainers(image, work) {
  let started = 0;
  return {
    makeFolder(name) {
      const folder = join(work, name);
      mkdirSync(folder);
      chownSync(folder, 10001, 10001);
      return folder;
    },
    async launch(data, settings) {
      started += 1;
      const name = `flightdeck-test-${process.pid}-${started}`;
      const pidFile = join(work, `${name}.pid`);
      const given = Object.entries({ HOST: '127.0.0.1', ...settings }).flatMap(([key, value]) => [
        '-e',
        `${key}=${value}`,
      ]);
      const command = [
        ...PODMAN,
        'run',
        '--rm',
        '--name',
        name,
        '--pidfile',
        pidFile,
        ...STRICT,
        '-v',
        `${data}:/data`,
      ];
      // As nice as can be: without capabilities nothing in it may then come forward, and all must work the same.
      const child = spawn('unshare', inNamespace(['nice', '-n', '19', ...command, ...given, image]));
      let said = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += String(text)));
      const ended = new Promise((resolve) => child.once('close', resolve));
      const pid = await until(
        () => existsSync(pidFile) && Number(readFileSync(pidFile, 'utf8')),
        () => `the container was not started: ${said}`,
        60,
      );
      return { pid, ended, said: () => said, signal: (signal) => process.kill(pid, signal) };
    },
  };
}

/** Whether a container may write where it should not, asked in its own mounts: the exit code and what was said. */
export function tryInside(pid, command) {
  return spawnSync('nsenter', ['-t', String(pid), '-m', ...command], { encoding: 'utf8' });
}
