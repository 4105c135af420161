// The programs of a Kubernetes without nodes, built from their Go modules once a machine: etcd, API server, controllers, scheduler, and
// kwok, which says of every pod what a kubelet would.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from '../../fetched/unpack-archive.mjs';
import { MissingTool } from '../checks.mjs';

/** Programs by the package of go.mod beside this file that they are built from. */
const PROGRAMS = {
  etcd: 'go.etcd.io/etcd/server/v3',
  'kube-apiserver': 'k8s.io/kubernetes/cmd/kube-apiserver',
  'kube-controller-manager': 'k8s.io/kubernetes/cmd/kube-controller-manager',
  'kube-scheduler': 'k8s.io/kubernetes/cmd/kube-scheduler',
  kwok: 'sigs.k8s.io/kwok/cmd/kwok',
};
const FOLDER = fileURLToPath(new URL('.', import.meta.url));

/** What the API server says it is, which charts ask for; its own build takes it from a tag. */
function toFlags(goMod) {
  const [, version, major, minor] = /\bk8s\.io\/kubernetes (v(\d+)\.(\d+)\.\d+)\b/.exec(goMod);
  const named = { gitVersion: version, gitMajor: major, gitMinor: minor };
  const given = Object.entries(named).map(([name, value]) => `-X k8s.io/component-base/version.${name}=${value}`);
  return ['-s', '-w', ...given].join(' ');
}

/** The folder they are in; what is not there is built, which takes half an hour on two cores. @throws MissingTool. */
export function buildKubernetes() {
  const goMod = readFileSync(join(FOLDER, 'go.mod'), 'utf8');
  const version = createHash('sha256').update(goMod).digest('hex').slice(0, 12);
  const home = join(cacheFolder(), `deploy-kubernetes-${version}`);
  mkdirSync(home, { recursive: true });
  for (const [name, path] of Object.entries(PROGRAMS)) {
    if (existsSync(join(home, name))) continue;
    if (spawnSync('go', ['version']).status !== 0) throw new MissingTool('Go is not installed, which builds it');
    console.error(`Building ${name} …`);
    const fresh = join(home, `.${name}-${process.pid}`);
    const { status } = spawnSync('go', ['build', '-mod=readonly', `-ldflags=${toFlags(goMod)}`, '-o', fresh, path], {
      cwd: FOLDER,
      env: { ...process.env, CGO_ENABLED: '0' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    if (status !== 0) throw new MissingTool(`${path} could not be built`);
    renameSync(fresh, join(home, name));
  }
  return home;
}
