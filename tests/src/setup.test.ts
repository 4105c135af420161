import { readdirSync } from 'node:fs';
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
});
