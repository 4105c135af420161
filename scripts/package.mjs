// `npm run package`: the one package that is published, as a folder and as the tarball that npm makes of it, below `build/`.
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle, DEPENDENCIES } from './package/bundle.mjs';
import { packageFolders, toNotices, webPackageFolders } from './package/notices.mjs';
import { buildWeb, install, root } from './setup.mjs';

/**
 * Writes the package into a new folder `package` in the folder given, and its tarball beside it; the web app must have been built.
 * Resolves with what `npm pack` says: `filename` (a path), `size` and `unpackedSize` in bytes, `files`.
 */
export async function makePackage(folder) {
  const target = join(resolve(folder), 'package');
  rmSync(target, { recursive: true, force: true });
  mkdirSync(join(target, 'bin'), { recursive: true });
  const inputs = await bundle(join(target, 'dist', 'node'));
  cpSync(join(root, 'packages', 'web', 'dist'), join(target, 'dist', 'web'), {
    recursive: true,
    // What the compiler left there for the tests of it.
    filter: (path) => !/\.(?:d\.ts|tsbuildinfo|map)$/.test(path),
  });
  const command = join(target, 'bin', 'flightdeck.mjs');
  copyFileSync(join(root, 'scripts', 'package', 'flightdeck.mjs'), command);
  chmodSync(command, 0o755);
  for (const file of ['LICENSE', 'README.md', 'CHANGELOG.md']) copyFileSync(join(root, file), join(target, file));
  writeFileSync(join(target, 'NOTICES'), toNotices([...packageFolders(inputs), ...webPackageFolders()]));
  writeFileSync(join(target, 'package.json'), `${JSON.stringify(toDescription(), null, 2)}\n`);
  return pack(target, resolve(folder));
}

/** The published package.json; what is not in the bundle is asked for in the version of the lock file. */
function toDescription() {
  const readJson = (file) => JSON.parse(readFileSync(join(root, file), 'utf8'));
  const { name, version, type, license, description, engines } = readJson('package.json');
  const { packages } = readJson('package-lock.json');
  return {
    name,
    version,
    description,
    license,
    type,
    engines,
    bin: { flightdeck: 'bin/flightdeck.mjs' },
    files: ['bin', 'dist', 'CHANGELOG.md', 'NOTICES'],
    dependencies: Object.fromEntries(DEPENDENCIES.map((one) => [one, packages[`node_modules/${one}`].version])),
    gitHead: revision(),
  };
}

/** The commit it is made from: as an image's build names it, as its files have no history, else the checkout's. */
function revision() {
  const { stdout } = spawnSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8' });
  const named = process.env.REVISION || stdout?.trim();
  return /^[0-9a-f]{40}$/.test(named ?? '') ? named : undefined;
}

function pack(folder, destination) {
  const args = ['pack', folder, '--json', '--ignore-scripts', '--pack-destination', destination];
  const { status, stdout, stderr } = spawnSync('npm', args, { encoding: 'utf8', shell: process.platform === 'win32' });
  if (status !== 0) throw new Error(`npm pack failed:\n${stderr}`);
  const answer = JSON.parse(stdout);
  const [packed] = Array.isArray(answer) ? answer : Object.values(answer);
  return { ...packed, filename: join(destination, packed.filename) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  install();
  buildWeb();
  const { filename, size, unpackedSize, files } = await makePackage(join(root, 'build'));
  const megabytes = (bytes) => `${(bytes / 1e6).toFixed(2)} MB`;
  console.log(`${filename}: ${megabytes(size)}, ${megabytes(unpackedSize)} unpacked, ${files.length} files`);
}
