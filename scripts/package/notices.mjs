// Licences of what others wrote and the package carries: those of the bundle, and of the web app.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderOf } from '../packages.mjs';
import { root } from '../setup.mjs';

/** Folders of packages of others that these sources belong to, from the top of the checkout. */
export function packageFolders(inputs) {
  const folders = inputs.map((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]);
  return [...new Set(folders)].filter((folder) => folder !== undefined);
}

/** The same of the web app: what its sources import, and what that needs. */
export function webPackageFolders() {
  const found = new Set();
  const add = (name) => {
    const folder = `node_modules/${name}`;
    if (found.has(folder) || !existsSync(join(root, folder, 'package.json'))) return;
    found.add(folder);
    for (const other of Object.keys(describe(folder).dependencies ?? {})) add(other);
  };
  for (const file of readdirSync(join(folderOf('web'), 'src'), { withFileTypes: true, recursive: true })) {
    if (!/(?<!\.test)\.tsx?$/.test(file.name) || file.name.startsWith('testing')) continue;
    const text = readFileSync(join(file.parentPath ?? file.path, file.name), 'utf8');
    for (const [, name] of text.matchAll(/from '((?:@[\w.-]+\/)?[a-z][\w.-]*)[^']*'/g)) {
      if (!name.startsWith('@flightdeck/')) add(name);
    }
  }
  return [...found];
}

const describe = (folder) => JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));

/**
 * Name, version, licence and licence text of each package, in one text.
 *
 * @throws Error for a package that names no licence.
 */
export function toNotices(folders) {
  const parts = [...new Set(folders)].sort().map((folder) => {
    const { name, version, license } = describe(folder);
    if (typeof license !== 'string') throw new Error(`${name} names no licence.`);
    const files = readdirSync(join(root, folder)).filter((file) => /^(?:licen[cs]e|copying|notice)/i.test(file));
    const texts = files.map((file) => readFileSync(join(root, folder, file), 'utf8').trim());
    return [`${name} ${version} (${license})`, ...texts].join('\n\n');
  });
  return `${['This package contains code of others:', ...parts].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}
