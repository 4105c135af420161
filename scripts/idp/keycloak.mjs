// Starts a Keycloak on loopback with a realm of a test.
import { spawn } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findJavas } from '../cluster/java.mjs';
import { unpackArchive } from '../fetched/unpack-archive.mjs';

const VERSION = '26.7.3';
/** Checksum that Maven Central has beside the archive. */
const SHA256 = '27a6535553c3cdcd083872ba40629efafb3475e3b758e0c6f691395561dd0f1f';
const LEAST_JAVA = 17;
const START_MS = 600_000;
/** It ends before code that is compiled a second time has paid for it. */
const SHORT_LIVED = '-Xms64m -Xmx512m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC';

/**
 * Keycloak's folder, built for what tests ask of it, and its Java. Throws an error with `isMissing` when there is no Java or no
 * network, so that tests can be skipped by name.
 */
export async function findKeycloak(installed = Promise.resolve()) {
  const java = findJavas().find(({ major }) => major >= LEAST_JAVA);
  if (!java) throw missing(`no Java ${LEAST_JAVA} or later for Keycloak`);
  const path = `org/keycloak/keycloak-quarkus-dist/${VERSION}/keycloak-quarkus-dist-${VERSION}.zip`;
  const prepare = (home) => build(home, java.home);
  try {
    return {
      home: await unpackArchive({ name: `keycloak-${VERSION}`, path, sha256: SHA256, installed, prepare }),
      java,
    };
  } catch (error) {
    throw missing(`Keycloak ${VERSION} could not be had: ${error.cause?.message ?? error.message}`);
  }
}

/** Prepares it once for a database in memory, which takes longer than starting it. */
async function build(home, javaHome) {
  const child = spawn('sh', [join(home, 'bin', 'kc.sh'), 'build', '--db=dev-mem'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, JAVA_HOME: javaHome, JAVA_OPTS: SHORT_LIVED },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += String(text)));
  const status = await new Promise((resolve) => child.once('close', resolve));
  if (status !== 0) throw new Error(`kc.sh build ended with ${status}: ${said.slice(-2000)}`);
}

/** Starts it at a port with a realm, and waits until it answers. */
export async function startKeycloak({ realm, port, admin }) {
  const { home, java } = await findKeycloak();
  const own = mkdtempSync(join(tmpdir(), 'flightdeck-keycloak-'));
  // Its script finds everything beside itself; what it writes is for this one alone.
  for (const folder of ['lib', 'providers', 'themes', 'conf']) symlinkSync(join(home, folder), join(own, folder));
  for (const folder of ['bin', 'data/import', 'temp']) mkdirSync(join(own, folder), { recursive: true });
  copyFileSync(join(home, 'bin', 'kc.sh'), join(own, 'bin', 'kc.sh'));
  writeFileSync(join(own, 'data', 'import', `${realm.realm}-realm.json`), JSON.stringify(realm));
  const url = `http://localhost:${port}`;
  const log = join(own, 'console.log');
  const output = openSync(log, 'a');
  const options = ['--optimized', '--import-realm', '--cache=local', '--http-enabled=true', '--http-host=127.0.0.1'];
  const address = [`--http-port=${port}`, `--hostname=${url}`];
  const child = spawn('sh', [join(own, 'bin', 'kc.sh'), 'start', ...options, ...address], {
    cwd: own,
    // A group of its own: a script starts it, which must not outlive it, nor it the script.
    detached: true,
    stdio: ['ignore', output, output],
    env: {
      PATH: process.env.PATH,
      HOME: own,
      JAVA_HOME: java.home,
      JAVA_OPTS: `${SHORT_LIVED} -Djava.io.tmpdir=${join(own, 'temp')}`,
      KC_BOOTSTRAP_ADMIN_USERNAME: admin.name,
      KC_BOOTSTRAP_ADMIN_PASSWORD: admin.password,
    },
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const kill = () => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid, 'SIGKILL');
  };
  process.once('exit', kill);
  const stop = async () => {
    process.removeListener('exit', kill);
    kill();
    await ended;
    rmSync(own, { recursive: true, force: true });
  };
  try {
    await waitFor(`${url}/realms/${realm.realm}`, () => child.exitCode === null);
  } catch (error) {
    const said = readFileSync(log, 'utf8').split('\n').slice(-15).join('\n');
    await stop();
    throw new Error(`Keycloak ${VERSION} did not start: ${error.message}\n${said}`);
  }
  return { url, stop };
}

async function waitFor(address, isRunning) {
  const until = Date.now() + START_MS;
  while (Date.now() < until) {
    if (!isRunning()) throw new Error('it ended');
    const answer = await fetch(address, { signal: AbortSignal.timeout(10_000) }).catch(() => null);
    await answer?.arrayBuffer();
    if (answer?.ok) return;
    await sleep(500);
  }
  throw new Error(`it did not answer within ${START_MS / 60_000} minutes`);
}

const missing = (why) => Object.assign(new Error(why), { isMissing: true });
