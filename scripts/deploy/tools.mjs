// Tools that parts of `npm run test:deploy` use, in fixed versions and fetched once a machine: Python's from PyPI into an environment of
// their own, Go's built from their modules. What cannot be had is left to the part that needs it, which skips it by name.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from '../fetched/unpack-archive.mjs';

/** Programs by the module and the package they are built from, each with the versions of its own module. */
const GO_TOOLS = {
  helm: ['helm.sh/helm/v3@v3.22.0', './cmd/helm'],
  kubeconform: ['github.com/yannh/kubeconform@v0.8.0', './cmd/kubeconform'],
  actionlint: ['github.com/rhysd/actionlint@v1.7.12', './cmd/actionlint'],
  'helm-unittest': ['github.com/helm-unittest/helm-unittest@v1.1.2', './cmd/helm-unittest'],
};
const REQUIREMENTS = fileURLToPath(new URL('requirements.txt', import.meta.url));

const shortHash = (text) => createHash('sha256').update(text).digest('hex').slice(0, 12);
const works = (command, args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;

/** A Python of at least 3.9, the newer the better, with pip; null where there is none. */
function findPython() {
  const versions = join(homedir(), '.pyenv', 'versions');
  const ofPyenv = existsSync(versions)
    ? readdirSync(versions).map((name) => join(versions, name, 'bin', 'python3'))
    : [];
  const named = ['python3.14', 'python3.13', 'python3.12', ...ofPyenv.reverse(), 'python3'];
  const given = process.env.PYTHON ? [process.env.PYTHON] : [];
  const isGood = (least) => (python) =>
    works(python, ['-c', `import ensurepip, sys, venv; sys.exit(sys.version_info < ${least})`]);
  return [...given, ...named].find(isGood('(3, 12)')) ?? named.find(isGood('(3, 9)')) ?? null;
}

/** The folder of programs of the Python environment, made when it is not there; null where it cannot be had. */
function preparePython(cache) {
  const python = findPython();
  if (python === null) return null;
  const home = join(cache, `deploy-python-${shortHash(python + readFileSync(REQUIREMENTS, 'utf8'))}`);
  const bin = join(home, process.platform === 'win32' ? 'Scripts' : 'bin');
  if (existsSync(join(home, 'whole'))) return bin;
  rmSync(home, { recursive: true, force: true });
  console.error(`Installing the Python tools into ${home} …`);
  const pip = ['install', '--quiet', '--disable-pip-version-check', '-r', REQUIREMENTS];
  if (!works(python, ['-m', 'venv', home]) || !works(join(bin, 'pip'), pip)) return null;
  mkdirSync(join(home, 'whole'));
  return bin;
}

/** The folder of the programs built with Go; each is built when it is not there and `isQuick` is false. */
function prepareGo(cache, isQuick) {
  const home = join(cache, `deploy-go-${shortHash(JSON.stringify(GO_TOOLS))}`);
  mkdirSync(home, { recursive: true });
  for (const [name, [module, path]] of Object.entries(GO_TOOLS)) {
    if (isQuick || existsSync(join(home, name)) || !works('go', ['version'])) continue;
    console.error(`Building ${name} of ${module} …`);
    const { stdout } = spawnSync('go', ['mod', 'download', '-json', module], { cwd: home, encoding: 'utf8' });
    const { Dir } = JSON.parse(stdout || '{}');
    if (Dir === undefined) continue;
    const fresh = join(home, `.${name}-${process.pid}`);
    const { status } = spawnSync('go', ['build', '-C', Dir, '-mod=readonly', '-ldflags=-s -w', '-o', fresh, path], {
      env: { ...process.env, CGO_ENABLED: '0' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    if (status === 0) renameSync(fresh, join(home, name));
  }
  return home;
}

/** The environment parts run in: these tools before those of the machine, and the Python they run with as PYTHON. */
export function prepareTools({ isQuick }) {
  const cache = cacheFolder();
  mkdirSync(cache, { recursive: true });
  const python = preparePython(cache);
  const path = [prepareGo(cache, isQuick), ...(python ? [python] : []), process.env.PATH].join(delimiter);
  return { ...process.env, PATH: path, FLIGHTDECK_TOOLS: cache, PYTHON: python ? join(python, 'python') : 'python3' };
}
