import { expect, it } from 'vitest';
import { prepareVersions } from './prepare.ts';

it('lists the newest version first and says which lose data', () => {
  const row = (ide: string, version: string | null, people: number) => ({
    ide,
    ide_version: version,
    plugin_version: null,
    reported_users: people,
  });
  const { rows, old } = prepareVersions(
    [row('vscode', '1.99.0', 2), row('neovim', null, 1), row('vscode', '1.140.0', 5), row('vscode', '1.138.1', 9)],
    'reported_users',
  );
  expect(rows.map(({ label, version, loss }) => [label, version, loss])).toEqual([
    ['VS Code', '1.140.0', null],
    ['VS Code', '1.138.1', 'agents'],
    ['VS Code', '1.99.0', 'all'],
    ['Neovim', null, null],
  ]);
  expect(old).toBe(2);
});
