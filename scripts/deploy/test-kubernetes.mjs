// Installs the chart in a real Kubernetes: its API server, controllers and scheduler, with kwok in place of nodes, so that everything is
// accepted, admitted, bound and rolled out, and only no container runs. The first time it builds them with Go, for half an hour.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../setup.mjs';
import { createChecks, MissingTool, until } from './checks.mjs';
import { startKubernetes } from './kubernetes/cluster.mjs';
import { FOREIGN, makeNamespace, toDefinition, toVolume } from './kubernetes/objects.mjs';
import { buildKubernetes } from './kubernetes/programs.mjs';

const CHART = join(root, 'deploy', 'helm', 'flightdeck');
const PLAIN = join(root, 'deploy', 'kubernetes', 'flightdeck.yaml');
/** Where a kind of the plain manifests is in the API. */
const PLACES = { StatefulSet: 'apis/apps/v1', Service: 'api/v1', ServiceAccount: 'api/v1' };

const { check, end } = createChecks();
const work = mkdtempSync(join(tmpdir(), 'flightdeck-kubernetes-'));
let cluster = null;
let lastFailure = null;

try {
  const isUp = await check('an API server with controllers and a made-up node is started', async () => {
    if (spawnSync('helm', ['version']).status !== 0) throw new MissingTool('helm is not installed');
    cluster = await startKubernetes(buildKubernetes(), work);
    const { gitVersion } = await cluster.api('GET', '/version');
    console.log(`        Kubernetes ${gitVersion}`);
  });
  if (isUp) await testChart(cluster);
} finally {
  await cluster?.stop();
  rmSync(work, { recursive: true, force: true });
}
end();

function helm(...args) {
  const given = [...args, '--kubeconfig', cluster.kubeconfig];
  const { status, stdout, stderr } = spawnSync('helm', given, { encoding: 'utf8', maxBuffer: 100_000_000 });
  if (status !== 0) throw new Error(`helm ${args.slice(0, 2).join(' ')}: ${stderr.slice(-1500)}`);
  return stdout;
}

async function testChart({ api }) {
  await makeNamespace(api, 'stats');
  await api('POST', '/api/v1/persistentvolumes', toVolume('first'));
  const inNamespace = (path) => api('GET', path.replace('NS', 'namespaces/stats'));
  const pod = () => inNamespace('/api/v1/NS/pods/flightdeck-0');
  const claim = () => inNamespace('/api/v1/NS/persistentvolumeclaims/data-flightdeck-0');
  const common = ['flightdeck', CHART, '--namespace', 'stats', '--set', 'persistence.storageClass=local'];
  const wait = ['--wait', '--timeout', '5m'];

  const isInstalled = await check(
    'helm install --wait ends with its pod ready, in a namespace of the restricted profile',
    async () => {
      helm('install', ...common, ...wait);
      const { status, spec } = await pod();
      const isReady = status.conditions.some(({ type, status: is }) => type === 'Ready' && is === 'True');
      return isReady && spec.nodeName === 'made-up';
    },
  );
  if (!isInstalled) return;
  await check('its volume is bound', async () => (await claim()).status.phase === 'Bound');
  await check('its service leads to the pod', async () => {
    const { items } = await inNamespace('/apis/discovery.k8s.io/v1/NS/endpointslices');
    const [{ ports, endpoints }] = items.filter(
      ({ metadata }) => metadata.labels['kubernetes.io/service-name'] === 'flightdeck',
    );
    return ports[0].port === 8080 && endpoints[0].targetRef.name === 'flightdeck-0' && endpoints[0].conditions.ready;
  });
  await check('no token of the service account is mounted', async () =>
    (await pod()).spec.volumes.every(
      ({ projected }) => !JSON.stringify(projected ?? '').includes('serviceAccountToken'),
    ),
  );
  await check('helm test starts its pod, and passes when it ends well', () => testRelease(api));
  const before = await claim();
  await check('helm upgrade --wait rolls out what changed, on the same volume', async () => {
    const [{ metadata: old }] = [await pod()];
    helm('upgrade', ...common, ...wait, '--set', 'config.logLevel=debug,resources.limits.memory=3Gi');
    const { metadata, spec } = await pod();
    const { env, resources } = spec.containers[0];
    const isNew = metadata.uid !== old.uid && resources.limits.memory === '3Gi';
    return isNew && env.some(({ name, value }) => name === 'LOG_LEVEL' && value === 'debug');
  });
  await check('helm rollback --wait goes back', async () => {
    helm('rollback', 'flightdeck', '1', '--namespace', 'stats', ...wait);
    return (await pod()).spec.containers[0].resources.limits.memory === '2Gi';
  });
  await check('helm uninstall leaves the volume, and the next install has it again', async () => {
    helm('uninstall', 'flightdeck', '--namespace', 'stats', '--wait');
    helm('install', ...common, ...wait);
    return (await claim()).metadata.uid === before.metadata.uid;
  });
  await check('what contradicts itself is refused before anything is asked of the API server', async () => {
    try {
      helm('upgrade', ...common, '--set', 'replicas=2');
    } catch (error) {
      return error.message.includes('one process holds the database file');
    }
    return false;
  });
  for (const one of FOREIGN)
    await api('POST', '/apis/apiextensions.k8s.io/v1/customresourcedefinitions', toDefinition(one));
  for (const name of readdirSync(join(CHART, 'ci')))
    await check(`${name}: the API server takes all of it`, async () => {
      const namespace = `of-${name.replace('-values.yaml', '')}`;
      await makeNamespace(api, namespace);
      const args = ['release', CHART, '--namespace', namespace, '--values', join(CHART, 'ci', name)];
      // It learns of kinds that were defined a moment ago.
      await until(
        () => tryHelm('install', ...args),
        () => String(lastFailure),
        60,
      );
      helm('uninstall', 'release', '--namespace', namespace);
    });
  await check('a pod that may do more than the restricted profile allows is not admitted there', async () => {
    await makeNamespace(api, 'refused');
    const more = ['--set', 'containerSecurityContext.allowPrivilegeEscalation=true'];
    helm('install', 'flightdeck', CHART, '--namespace', 'refused', ...more);
    const said = async () => {
      const { items } = await api('GET', '/api/v1/namespaces/refused/events');
      return items.some(({ message }) => /violates PodSecurity "restricted.*allowPrivilegeEscalation/.test(message));
    };
    await until(said, () => 'no event says so', 60);
  });
  await check('the plain manifests are taken as they are', async () => {
    await makeNamespace(api, 'plain');
    for (const text of readFileSync(PLAIN, 'utf8').split(/^---$/m)) {
      const [, kind] = /^kind: (\w+)$/m.exec(text) ?? [];
      const [, name] = /^metadata:\n {2}name: (\S+)$/m.exec(text) ?? [];
      const path = `/${PLACES[kind]}/namespaces/plain/${kind.toLowerCase()}s/${name}?fieldManager=test`;
      await api('PATCH', path, text, 'application/apply-patch+yaml');
    }
  });
}

function tryHelm(...args) {
  try {
    helm(...args);
    return true;
  } catch (error) {
    lastFailure = error;
    spawnSync('helm', ['uninstall', args[1], ...args.slice(3, 5), '--kubeconfig', cluster.kubeconfig]);
    return false;
  }
}

/** `helm test`; as no container runs, the end of its pod is said here, once it was scheduled and asks a service that is there. */
async function testRelease(api) {
  const path = '/api/v1/namespaces/stats/pods/flightdeck-test';
  const ended = new Promise((resolve) => {
    const poll = setInterval(async () => {
      const found = await api('GET', path).catch(() => null);
      if (found?.status.phase !== 'Running') return;
      clearInterval(poll);
      const [, host, port] = /http:\/\/(\w+):(\d+)\/readyz/.exec(found.spec.containers[0].command.at(-1)) ?? [];
      const { spec } = await api('GET', `/api/v1/namespaces/stats/services/${host}`);
      const status = { phase: spec.ports[0].port === Number(port) ? 'Succeeded' : 'Failed' };
      await api('PATCH', `${path}/status`, { status }, 'application/merge-patch+json');
      resolve(status.phase);
    }, 200);
  });
  const args = ['test', 'flightdeck', '--namespace', 'stats', '--timeout', '2m', '--kubeconfig', cluster.kubeconfig];
  const child = spawn('helm', args);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += String(text)));
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0 || !/Phase:\s+Succeeded/.test(said)) throw new Error(said);
  return (await ended) === 'Succeeded';
}
