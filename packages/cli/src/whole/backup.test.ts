import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFakeTerminal, type FakeTerminal } from '../testing.ts';

let terminal: FakeTerminal;
const inFolder = (...path: string[]): string => join(terminal.folder, ...path);

beforeEach(async () => {
  terminal = createFakeTerminal();
  writeFileSync(inFolder('one.ndjson'), JSON.stringify({ user_id: 1, day: '2026-09-01', organization_id: 999 }));
  expect((await terminal.run('import', 'one.ndjson', '--scope', 'org:x')).code).toBe(0);
});
afterEach(() => terminal.remove());

/** What was said, without how far the work is. */
const said = (err: string): string => err.replaceAll(/^\d+\/\d+ {2}.*\n/gm, '');
const ask = (...more: string[]) =>
  terminal.run(
    'query',
    '--metrics',
    'reported_users',
    '--from',
    '2026-09-01',
    '--to',
    '2026-09-01',
    '--format',
    'csv',
    ...more,
  );

test('what was backed up is restored elsewhere, with tokens, and answers the same', async () => {
  const made = await terminal.run('token', 'create', '--name', 'grafana', '--grant', 'viewer@*', '--format', 'json');
  const backed = await terminal.run('backup', 'backups');
  expect([backed.code, said(backed.err)]).toEqual([0, '']);
  expect(backed.out).toMatch(/^Backed up 9 files, \d\.\d MB: .*\/backups\/flightdeck-20261008T120000Z\n$/);
  expect(await terminal.run('verify', '--backup', 'backups')).toMatchObject({ code: 0, err: '' });
  const restored = await terminal.run('restore', 'backups', '--data', 'copy');
  expect([restored.code, restored.out.split('\n').slice(1)]).toEqual([0, ['1 day of reports are loaded.', '']]);
  expect(restored.err).toContain('what was revoked since is valid again');
  expect(await ask('--data', 'copy')).toEqual(await ask());
  const tokens = await terminal.run('token', 'list', '--data', 'copy', '--format', 'json');
  expect(JSON.parse(tokens.out).tokens).toMatchObject([{ id: JSON.parse(made.out).id, name: 'grafana' }]);
});

test('what cannot be done is said: no folder, one that has data, no backup, one that is damaged', async () => {
  const codeOf = async (...args: string[]) => {
    const { code, out, err } = await terminal.run(...args);
    expect(out).toBe('');
    return [code, said(err).split('\n')[0]];
  };
  expect(await codeOf('backup')).toEqual([2, 'A backup needs a folder to write to.']);
  expect(await codeOf('backup', 'x', '--keep', '0')).toEqual([2, '"0" is not a number of backups.']);
  expect(await codeOf('restore', 'nowhere', '--data', 'copy')).toEqual([
    2,
    `There is no backup in ${inFolder('nowhere')}.`,
  ]);
  expect((await terminal.run('backup', 'backups')).code).toBe(0);
  const [code, says] = await codeOf('restore', 'backups');
  expect([code, String(says)]).toEqual([2, expect.stringContaining('is not empty: it has')]);
  const folder = inFolder('backups', readdirSync(inFolder('backups'))[0] ?? '');
  const journal = join(folder, 'data', 'journal.ndjson');
  writeFileSync(journal, `${readFileSync(journal, 'utf8')} `);
  const damaged = await terminal.run('restore', 'backups', '--data', 'copy');
  expect([damaged.code, said(damaged.err).split('\n')[0]]).toEqual([
    3,
    `The backup ${folder} is damaged: journal.ndjson is changed.`,
  ]);
  const verified = await terminal.run('verify', '--backup', 'backups');
  expect([verified.code, verified.out]).toEqual([3, expect.stringContaining('  changed journal.ndjson\n')]);
});

test('an archived file that is lost is named, the rest is kept and restored, and both end with 3', async () => {
  const raw = inFolder('data', 'raw', 'api.github.com', 'org-x', 'users-1-day');
  renameSync(raw, inFolder('kept'));
  const backed = await terminal.run('backup', 'backups', '--format', 'json');
  expect([backed.code, said(backed.err)]).toEqual([
    3,
    expect.stringMatching(/^The backup lacks raw\/.*\.ndjson\.gz: It is missing\.\n$/),
  ]);
  expect(JSON.parse(backed.out).lacking).toHaveLength(1);
  rmSync(inFolder('data'), { recursive: true });
  const restored = await terminal.run('restore', 'backups');
  expect([restored.code, restored.out]).toEqual([3, expect.stringContaining('0 days of reports are loaded.\n')]);
  expect(restored.err).toContain('users-1-day of org:x lacks 2026-09-01');
});
