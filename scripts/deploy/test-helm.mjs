// Checks the chart with Helm itself: linted, rendered for every file of values, compared with the schemas of two versions of Kubernetes,
// packed as it would be published, and its unit tests run.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../setup.mjs';
import { createChecks, MissingTool } from './checks.mjs';

const CHART = join(root, 'deploy', 'helm', 'flightdeck');
/** The oldest and the newest of Kubernetes that is tried. */
const VERSIONS = ['1.31.0', '1.36.0'];
/** Kinds of others, whose schemas are not Kubernetes' own. */
const FOREIGN = 'HTTPRoute,ServiceMonitor,PrometheusRule';

const work = mkdtempSync(join(tmpdir(), 'flightdeck-helm-'));

/** What a command prints. @throws Error with what it complained about. */
function run(command, args, input) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    input,
    maxBuffer: 100_000_000,
  });
  if (error?.code === 'ENOENT') throw new MissingTool(`${command} is not installed`);
  if (status !== 0) throw new Error(`${command} ${args[0]}: ${(stderr + stdout).slice(-2000)}`);
  return stdout;
}

/**
 * What has kubeconform compare with a version: the schemas that kubernetes-validate brings, copied so that they refer to each other as
 * files and to no address.
 */
function against(version) {
  const folder = join(work, version);
  if (!existsSync(folder)) {
    const script = 'import kubernetes_validate, os; print(os.path.dirname(kubernetes_validate.__file__))';
    const { stdout } = spawnSync(process.env.PYTHON ?? 'python3', ['-c', script], { encoding: 'utf8' });
    const source = join(stdout?.trim() ?? '', 'kubernetes-json-schema', `v${version}-local-strict`);
    if (!existsSync(source))
      throw new MissingTool(`the schemas of Kubernetes ${version} are not installed (kubernetes-validate)`);
    mkdirSync(folder);
    for (const name of readdirSync(source)) {
      const { $id: _, ...schema } = JSON.parse(readFileSync(join(source, name), 'utf8'));
      const text = JSON.stringify(schema).replaceAll('"/api/_definitions.json#', '"_definitions.json#');
      writeFileSync(join(folder, name), text);
    }
  }
  const location = join(folder, '{{.ResourceKind}}{{.KindSuffix}}.json');
  return ['-strict', '-kubernetes-version', version, '-schema-location', location];
}

const { check, end } = createChecks();
/** What Helm renders for a version of Kubernetes; one built from its module would ask for a very old one. */
const template = (chart, version, ...args) =>
  run('helm', ['template', 'flightdeck', chart, '--namespace', 'tools', '--kube-version', version, ...args]);
const values = readdirSync(join(CHART, 'ci')).filter((name) => name.endsWith('-values.yaml'));

await check('helm lint has nothing to say', () => run('helm', ['lint', '--strict', CHART]));
await check('there are at least eight files of values', () => values.length >= 8);
for (const name of values) {
  const file = join(CHART, 'ci', name);
  await check(`${name}: helm lint takes it`, () => run('helm', ['lint', '--strict', CHART, '--values', file]));
  for (const version of VERSIONS)
    await check(`${name}: helm template renders it and kubeconform finds it valid for Kubernetes ${version}`, () => {
      const rendered = template(CHART, version, '--values', file);
      const said = run('kubeconform', ['-summary', '-skip', FOREIGN, ...against(version)], rendered);
      if (!/Valid: [1-9]\d*, Invalid: 0, Errors: 0/.test(said)) throw new Error(`nothing was valid: ${said}`);
    });
}
await check('kubeconform finds what is wrong', () => {
  const wrong = template(CHART, VERSIONS[1]).replace('replicas: 1', 'replicas: "one"');
  try {
    run('kubeconform', against(VERSIONS[1]), wrong);
  } catch (error) {
    if (error instanceof MissingTool) throw error;
    return /replicas/.test(error.message);
  }
  return false;
});
await check('the packed chart renders as the folder does, dashboards included', () => {
  const folder = join(work, 'packed');
  run('helm', ['package', CHART, '--destination', folder]);
  const [packed] = readdirSync(folder);
  const args = ['--values', join(CHART, 'ci', 'demo-values.yaml')];
  return template(join(folder, packed), VERSIONS[1], ...args) === template(CHART, VERSIONS[1], ...args);
});
await check('the unit tests of the chart pass', () => {
  const said = run('helm-unittest', ['-f', 'tests/*_test.yaml', CHART]);
  const [, passed] = /^Tests:\s+(\d+) passed, \d+ total$/m.exec(said) ?? [];
  const files = readdirSync(join(CHART, 'tests')).filter((name) => name.endsWith('_test.yaml'));
  const written = files.map((name) => readFileSync(join(CHART, 'tests', name), 'utf8'));
  const count = written.join('\n').match(/^ {2}- it: /gm)?.length;
  if (Number(passed) !== count) throw new Error(`${passed} of ${count} passed`);
});
rmSync(work, { recursive: true, force: true });
end();
