import { readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderOf, packagesOf } from '../../scripts/packages.mjs';

describe('the set-up of a checkout', () => {
  it('builds every package for the command, but for the web app, which another tool builds', () => {
    const all = readdirSync(dirname(folderOf('cli')));
    expect(packagesOf('cli').sort()).toEqual(all.filter((name) => name !== 'web').sort());
  });

  it('builds the web app anew when a package has changed that it is made from', () => {
    expect(packagesOf('web')).toEqual(['catalog', 'query', 'reconcile', 'web']);
  });

  it('installs the binaries of the database on every platform there are some for', () => {
    const lock = readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8');
    const { packages } = JSON.parse(lock) as { packages: Record<string, { optionalDependencies?: object }> };
    const platforms = Object.keys(packages['node_modules/@duckdb/node-bindings']?.optionalDependencies ?? {});
    expect(platforms).toContain('@duckdb/node-bindings-darwin-arm64');
    // npm leaves out what is not for the machine that wrote the lock file where node_modules stood beside it.
    expect(platforms.filter((name) => packages[`node_modules/${name}`] === undefined)).toEqual([]);
  });
});
