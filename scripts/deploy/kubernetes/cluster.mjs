// Starts a Kubernetes of one made-up node on loopback, and talks to its API server.
import { spawn } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createWriteStream, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { until } from '../checks.mjs';
import { freePort } from '../drills/interrupted.mjs';

/** A request of the API server; resolves with the parsed answer. @throws Error with what it says against it. */
function createApi(url, token) {
  return (method, path, body, type = 'application/json') =>
    new Promise((resolve, reject) => {
      const headers = { Authorization: `Bearer ${token}`, ...(body ? { 'Content-Type': type } : {}) };
      // Its certificate is one it made for itself a moment ago.
      const asked = request(`${url}${path}`, { method, headers, rejectUnauthorized: false }, (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (part) => (text += part));
        answer.on('end', () => {
          if (answer.statusCode >= 300)
            reject(new Error(`${method} ${path}: ${answer.statusCode} ${text.slice(0, 600)}`));
          else resolve(text.startsWith('{') ? JSON.parse(text) : text);
        });
      });
      asked.on('error', reject);
      asked.end(typeof body === 'object' ? JSON.stringify(body) : body);
    });
}

const STAGES = fileURLToPath(new URL('stages.yaml', import.meta.url));

const NODE = {
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name: 'made-up', annotations: { 'kwok.x-k8s.io/node': 'fake' } },
  status: {
    allocatable: { cpu: '32', memory: '64Gi', pods: '110' },
    capacity: { cpu: '32', memory: '64Gi', pods: '110' },
  },
};

/** Starts it in a folder; resolves with the path of a kubeconfig, its API, and what stops it. */
export async function startKubernetes(programs, work) {
  const children = [];
  const start = (name, ...args) => {
    const log = join(work, `${name}.log`);
    const child = spawn(join(programs, name), args, { cwd: work, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) stream.pipe(createWriteStream(log, { flags: 'a' }));
    children.push(child);
    return () => `${name} says: ${readFileSync(log, 'utf8').slice(-1500)}`;
  };
  const stop = async () => {
    for (const child of children.toReversed()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
    }
  };
  try {
    const [client, peer, secure, kwok] = [await freePort(), await freePort(), await freePort(), await freePort()];
    const etcd = `http://127.0.0.1:${client}`;
    const url = `https://127.0.0.1:${secure}`;
    const token = randomBytes(24).toString('hex');
    writeFileSync(join(work, 'tokens.csv'), `${token},admin,admin,"system:masters"\n`, { mode: 0o600 });
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    writeFileSync(join(work, 'sa.key'), privateKey.export({ type: 'pkcs1', format: 'pem' }), { mode: 0o600 });
    writeFileSync(join(work, 'sa.pub'), publicKey.export({ type: 'spki', format: 'pem' }));
    const kubeconfig = join(work, 'kubeconfig');
    writeFileSync(kubeconfig, JSON.stringify(toKubeconfig(url, token)), { mode: 0o600 });
    start(
      'etcd',
      ...['--data-dir', join(work, 'etcd'), '--unsafe-no-fsync', '--listen-client-urls', etcd],
      ...['--advertise-client-urls', etcd, '--listen-peer-urls', `http://127.0.0.1:${peer}`],
    );
    const apiSays = start(
      'kube-apiserver',
      ...['--etcd-servers', etcd, '--bind-address', '127.0.0.1', '--secure-port', String(secure)],
      ...['--cert-dir', join(work, 'certificates'), '--token-auth-file', join(work, 'tokens.csv')],
      ...['--authorization-mode', 'RBAC', '--service-cluster-ip-range', '10.0.0.0/24'],
      ...['--service-account-issuer', 'https://kubernetes.default.svc'],
      ...['--service-account-key-file', join(work, 'sa.pub')],
      ...['--service-account-signing-key-file', join(work, 'sa.key')],
    );
    const api = createApi(url, token);
    await until(
      () =>
        api('GET', '/readyz').then(
          () => true,
          () => false,
        ),
      apiSays,
      240,
    );
    const common = ['--kubeconfig', kubeconfig, '--leader-elect=false', '--secure-port=0'];
    start('kube-controller-manager', ...common, '--service-account-private-key-file', join(work, 'sa.key'));
    start('kube-scheduler', ...common);
    const kwokSays = start(
      'kwok',
      ...[
        '--kubeconfig',
        kubeconfig,
        '--manage-all-nodes=true',
        '--config',
        STAGES,
        '--server-address',
        `127.0.0.1:${kwok}`,
      ],
    );
    await api('POST', '/api/v1/nodes', NODE);
    await until(
      async () => {
        const { status } = await api('GET', '/api/v1/nodes/made-up');
        return status.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True');
      },
      kwokSays,
      240,
    );
    return { kubeconfig, api, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function toKubeconfig(server, token) {
  return {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'test',
    clusters: [{ name: 'test', cluster: { server, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'test', user: { token } }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'test' } }],
  };
}
