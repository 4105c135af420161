// Installs and builds what is missing, and nothing else. Plain Node: it runs before any dependency is there.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { folderOf, packagesOf } from './packages.mjs';

export const root = fileURLToPath(new URL('..', import.meta.url));
const stamp = join(root, 'node_modules', '.flightdeck-installed');

/** Runs a command in the checkout, its output passed on; exits with its code when it fails. */
export function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    ...options,
  });
  if (status === 0) return;
  console.error(`\n${command} ${args.join(' ')} ended with ${error?.message ?? `code ${status}`}.`);
  process.exit(status ?? 1);
}

/** Dependencies as the lock file says; a second call does nothing. */
export function install() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.error('Installing dependencies …');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(stamp, lock);
}

/** Compiles the packages and the web app where sources are newer than the output. */
export function build() {
  const packages = packagesOf('cli').map(folderOf);
  const stale = packages.some((folder) => newest(join(folder, 'src')) > modified(join(folder, 'dist', '.built')));
  if (stale) {
    console.error('Building …');
    run('node', [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-b', ...packages]);
    for (const folder of packages) writeFileSync(join(folder, 'dist', '.built'), '');
  }
  buildWeb();
}

/** Bundles the web app where its sources are newer than the output. */
export function buildWeb() {
  const web = folderOf('web');
  const sources = [
    ...packagesOf('web').map((name) => newest(join(folderOf(name), 'src'))),
    newest(join(web, 'public')),
    ...['index.html', 'vite.config.ts'].map((file) => modified(join(web, file))),
  ];
  if (Math.max(...sources) > modified(join(web, 'dist', 'index.html'))) {
    console.error('Building the web app …');
    run('npm', ['run', 'build', '-w', '@flightdeck/web', '--silent', '--', '--logLevel', 'warn']);
  }
}

function modified(file) {
  return existsSync(file) ? statSync(file).mtimeMs : 0;
}

function newest(folder) {
  let time = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile()) time = Math.max(time, modified(join(entry.parentPath ?? entry.path, entry.name)));
  }
  return time;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  install();
  build();
  console.error('Ready: npx flightdeck --help');
}
