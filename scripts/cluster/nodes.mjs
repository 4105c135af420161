// Starts nodes of a cluster on loopback, each of which can be killed, paused and started again.
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chooseDistribution, unpackDistribution } from './distribution.mjs';

/** The user nobody: both engines refuse to run as root. */
const NOBODY = 65534;
const isRoot = process.getuid?.() === 0;
const START_MS = 600_000;
/** Nodes of tests end before code that is compiled a second time has paid for it, and have little to collect. */
const SHORT_LIVED = '-XX:TieredStopAtLevel=1 -XX:-UseG1GC -XX:+UseSerialGC';

/** A disk in memory, where Linux has one. */
const MEMORY_DISK = '/dev/shm';
/** Least room there and least memory free for data of nodes to stand in it. */
const ROOM_BYTES = 6e9;

/**
 * Starts a cluster and waits until it is green. Throws an error with `isMissing` when there is no Java, no network or
 * no such engine, so that tests can be skipped by name. What unpacks a distribution is there once `installed` is settled.
 */
export async function startCluster({
  engine = 'opensearch',
  version,
  nodes: count = 3,
  httpPort = 9201,
  transportPort = 9301,
  heapMb = 512,
  settings = {},
  installed = Promise.resolve(),
} = {}) {
  const { distribution, java, why } = chooseDistribution(engine, version);
  if (why) throw missing(why);
  const home = await unpackDistribution(distribution, installed).catch((error) => {
    throw missing(`${distribution.engine} ${distribution.version} could not be fetched: ${reason(error)}`);
  });
  const folder = makeFolder(tmpdir(), engine);
  // What nodes write is synced to the disk with every request; what they only read may stand there.
  const inMemory = hasRoom(MEMORY_DISK) ? makeFolder(MEMORY_DISK, engine) : null;
  const places = Array.from({ length: count }, (_, index) => ({
    name: `node-${index + 1}`,
    http: httpPort + index,
    transport: transportPort + index,
  }));
  const context = { distribution, java, home, folder, dataFolder: inMemory ?? folder, heapMb, settings, places };
  const nodes = places.map((place) => createNode(context, place));
  const cluster = {
    engine,
    version: distribution.version,
    java: java.major,
    folder,
    urls: nodes.map(({ url }) => url),
    url: nodes.map(({ url }) => url).join(','),
    nodes,
    /** Waits until so many nodes are there and every shard has its copies. */
    ready: (wanted = count) => waitForGreen(nodes, wanted),
    /** Ends all nodes and removes what they wrote. */
    async stop() {
      process.removeListener('exit', killAll);
      await Promise.all(nodes.map((node) => node.end()));
      for (const each of [folder, inMemory]) if (each) rmSync(each, { recursive: true, force: true });
    },
  };
  const killAll = () => {
    for (const node of nodes) node.kill();
    if (inMemory) rmSync(inMemory, { recursive: true, force: true });
  };
  process.once('exit', killAll);
  for (const node of nodes) node.start();
  try {
    await cluster.ready();
  } catch (error) {
    const said = nodes.map((node) => node.lastWords()).join('\n');
    await cluster.stop();
    throw new Error(`${engine} ${distribution.version} did not start: ${reason(error)}\n${said}`);
  }
  return cluster;
}

/** A new folder that the nodes' user may enter. */
function makeFolder(parent, engine) {
  const folder = mkdtempSync(join(parent, `flightdeck-${engine}-`));
  chmodSync(folder, 0o755);
  return folder;
}

function hasRoom(folder) {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return Math.min(bavail * bsize, freemem()) > ROOM_BYTES;
  } catch {
    return false;
  }
}

function createNode(context, { name, http, transport }) {
  const { distribution, java, home, folder, dataFolder, heapMb, settings, places } = context;
  const own = join(folder, name);
  const isElastic = distribution.engine === 'elasticsearch';
  const paths = {
    config: join(own, 'config'),
    data: join(dataFolder, name, 'data'),
    logs: join(own, 'logs'),
    temp: join(own, 'temp'),
  };
  for (const path of Object.values(paths)) mkdirSync(path, { recursive: true });
  cpSync(join(home, 'config'), paths.config, { recursive: true });
  keepOutOfHome(join(paths.config, 'jvm.options'));
  const lines = {
    'cluster.name': 'flightdeck-test',
    'node.name': name,
    'path.data': paths.data,
    'path.logs': paths.logs,
    'network.host': '127.0.0.1',
    'http.port': http,
    'transport.port': transport,
    'discovery.seed_hosts': places.map((place) => `127.0.0.1:${place.transport}`),
    [isElastic ? 'cluster.initial_master_nodes' : 'cluster.initial_cluster_manager_nodes']: places.map(
      (place) => place.name,
    ),
    'node.store.allow_mmap': false,
    'cluster.routing.allocation.disk.threshold_enabled': false,
    ...(isElastic ? { 'xpack.security.enabled': false } : {}),
    ...settings,
  };
  const file = join(paths.config, isElastic ? 'elasticsearch.yml' : 'opensearch.yml');
  writeFileSync(
    file,
    `${Object.entries(lines)
      .map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
      .join('\n')}\n`,
  );
  if (isRoot)
    for (const path of [own, paths.data].flatMap((one) => [one, ...walk(one)])) chownSync(path, NOBODY, NOBODY);
  const log = join(own, 'console.log');
  let child;
  let ended = Promise.resolve();
  return {
    name,
    url: `http://127.0.0.1:${http}`,
    folder: own,
    start() {
      const command = [join(home, 'bin', distribution.engine)];
      if (isRoot) command.unshift('setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups');
      const prefix = isElastic ? 'ES' : 'OPENSEARCH';
      const output = openSync(log, 'a');
      const [first, ...others] = command;
      child = spawn(first, others, {
        cwd: own,
        // A group of its own: Elasticsearch is started by a launcher that must not outlive it, nor it the launcher.
        detached: true,
        stdio: ['ignore', output, output],
        env: {
          PATH: process.env.PATH,
          HOME: own,
          [`${prefix}_PATH_CONF`]: paths.config,
          [`${prefix}_JAVA_HOME`]: java.home,
          [`${prefix}_JAVA_OPTS`]: `-Xms${heapMb}m -Xmx${heapMb}m ${SHORT_LIVED}`,
          [`${prefix}_TMPDIR`]: paths.temp,
        },
      });
      ended = new Promise((resolve) => child.once('exit', resolve));
      child.unref();
    },
    /** Sends a signal to the node: SIGKILL ends it at once, SIGSTOP and SIGCONT make it slow. */
    kill(signal = 'SIGKILL') {
      if (child?.pid === undefined || child.exitCode !== null) return;
      try {
        process.kill(-child.pid, signal);
      } catch {
        // It has already ended.
      }
    },
    ended: () => ended,
    /** Ends the node for good. */
    async end() {
      // Nothing else may be left that keeps this process waiting for it.
      child?.ref();
      this.kill();
      await ended;
    },
    lastWords: () => `— ${name}\n${readFileSync(log, 'utf8').split('\n').slice(-15).join('\n')}`,
  };
}

/** Takes out the options that write into the folder of the distribution, which nodes share and may not write to. */
function keepOutOfHome(file) {
  const lines = readFileSync(file, 'utf8').split('\n');
  writeFileSync(file, lines.filter((line) => !/logs\/|HeapDump/.test(line)).join('\n'));
}

function walk(folder) {
  const { stdout } = spawnSync('find', [folder, '-mindepth', '1'], { encoding: 'utf8' });
  return stdout.split('\n').filter(Boolean);
}

async function waitForGreen(nodes, wanted) {
  // A busy machine takes minutes to start a Java.
  const until = Date.now() + START_MS;
  let last = 'no node answered';
  while (Date.now() < until) {
    for (const { url } of nodes) {
      try {
        const query = `wait_for_nodes=${wanted}&wait_for_status=green&timeout=5s`;
        const response = await fetch(`${url}/_cluster/health?${query}`, { signal: AbortSignal.timeout(10_000) });
        const health = await response.json();
        if (response.ok && !health.timed_out) return;
        last = `${health.number_of_nodes} nodes, ${health.status}`;
      } catch (error) {
        last = reason(error);
      }
    }
    await sleep(500);
  }
  throw new Error(`not green after ${START_MS / 60_000} minutes: ${last}`);
}

const missing = (why) => Object.assign(new Error(why), { isMissing: true });
const reason = (error) => (error instanceof Error ? (error.cause?.message ?? error.message) : String(error));
