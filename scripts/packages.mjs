// The packages of this checkout, read from their package.json. Plain Node: it runs before any dependency is there.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Folder of a package, without a slash at its end. */
export const folderOf = (name) => fileURLToPath(new URL(`../packages/${name}`, import.meta.url));

/** Names of the packages one is made from, itself the last: its `dependencies` and theirs, each after what it needs. */
export function packagesOf(name) {
  const names = new Set();
  const add = (one) => {
    const { dependencies = {} } = JSON.parse(readFileSync(`${folderOf(one)}/package.json`, 'utf8'));
    for (const dependency of Object.keys(dependencies)) {
      const [, other] = /^@flightdeck\/(.+)$/.exec(dependency) ?? [];
      if (other && !names.has(other)) add(other);
    }
    names.add(one);
  };
  add(name);
  return [...names];
}
