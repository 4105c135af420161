import { existsSync, mkdirSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownHome, restoreBackup, runBackup, verifyBackup } from '@flightdeck/app';
import { parseScope } from '@flightdeck/catalog';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { answersOf, configOf, makeRoom, NOW, readAll, sumsIn, unpack, withApp } from './earlier-folder.ts';

let room: ReturnType<typeof makeRoom>;
beforeEach(() => {
  room = makeRoom();
});
afterEach(() => room.remove());

const backUp = (data: string, to: string, keep: number | null = null, at = NOW) =>
  runBackup(ownHome(configOf(data)), { to, now: () => at, version: '0.1.0', keep });

test('a restore into an empty folder has the same digests, settings, tokens, grants, accounts, audit log and sign-offs', async () => {
  unpack('243d839', room.data);
  const before = await withApp(room.data, readAll);
  const { manifest, folder } = await backUp(room.data, join(room.root, 'backups'));
  expect(manifest.lacking).toEqual([]);
  expect(manifest.database).toEqual({ storage: 64, library: 'v1.5.6' });
  const copy = join(room.root, 'copy');
  await restoreBackup(configOf(copy), folder);
  expect(sumsIn(copy)).toEqual(sumsIn(room.data, /^flightdeck\.duckdb|^seals\/checked|^backup\.json$/));
  const after = await withApp(copy, async (app) => {
    const token = answersOf('243d839').token ?? '';
    const found = await app.tokens.find(token);
    return { all: await readAll(app), mayUse: found?.name };
  });
  const { digests, ...rest } = answersOf('243d839');
  expect(after.all).toEqual(before);
  expect([after.all.digests, after.all.usage, after.all.seats]).toEqual([digests, rest.usage, rest.seats]);
  expect(after.mayUse).toBe('grafana');
  expect(after.all.secret).toBe('ghp_fixtureFixture0123456789');
  expect(after.all.settings.find(({ name }) => name === 'SEAT_PRICES')?.value).toBe('business:20');
  expect(after.all.signOffs.map(({ comment }) => comment)).toEqual(['No. 1', 'No. 0']);
  expect([after.all.tokens.length, after.all.grants.length, after.all.accounts.length]).toEqual([1, 2, 1]);
});

test('a backup leaves out sessions, keys, locks, halves, the demo and the database, and takes what it does not know', async () => {
  unpack('243d839', room.data);
  const made = [
    'sessions/seal.key',
    'sessions/'.concat('a'.repeat(64)),
    'access/first-administrator',
    'server.json',
    'lease.json',
  ];
  const left = [
    'audit.ndjson.lock',
    'raw/x.part',
    'incoming/1.part',
    'demo/journal.ndjson',
    'settings/secrets-0000000000000000.json',
  ];
  for (const path of [...made, ...left, 'notes/later.json', 'journal.ndjson.damaged-20261101000000']) {
    mkdirSync(join(room.data, path, '..'), { recursive: true });
    writeFileSync(join(room.data, path), 'x');
  }
  const { manifest } = await backUp(room.data, join(room.root, 'backups'));
  const paths = manifest.files.map(({ path }) => path);
  expect(paths.filter((path) => !path.startsWith('raw/api.github.com/'))).toEqual([
    'access/accounts.json',
    'access/grants/3ebd67e87dadde65',
    'access/grants/742eb0ebded70448',
    'access/organizations/aurora-works@api.github.com',
    'access/tokens/shlfyj3h5217',
    'audit.ndjson',
    'journal.ndjson',
    'journal.ndjson.damaged-20261101000000',
    'notes/later.json',
    'raw/audit-seal.json',
    'raw/journal-seal.json',
    'raw/sign-offs-seal.json',
    'seals/audit.json',
    'seals/journal.json',
    'seals/sign-offs.json',
    'settings/secrets-68f55195c208f40b.json',
    'settings/settings.json',
    'sign-offs.ndjson',
  ]);
  expect(paths.filter((path) => path.startsWith('raw/api.github.com/'))).toHaveLength(10);
});

test('only the owner may read a backup, and the second one links what the first has', async () => {
  unpack('243d839', room.data, { withDatabase: false });
  const backups = join(room.root, 'backups');
  const first = await backUp(room.data, backups);
  const second = await backUp(room.data, backups, null, new Date('2026-11-04T08:00:00Z'));
  expect([first.linked, second.linked]).toEqual([0, 10]);
  expect(readdirSync(backups).sort()).toEqual(['flightdeck-20261103T080000Z', 'flightdeck-20261104T080000Z']);
  for (const { folder, manifest } of [first, second])
    for (const path of ['', 'manifest.json', ...manifest.files.map((file) => `data/${file.path}`)])
      expect(statSync(join(folder, path)).mode & 0o077, path).toBe(0);
  // Each stands for itself: without the first, the second is whole.
  rmSync(first.folder, { recursive: true });
  expect(await verifyBackup(second.folder, { isDeep: true })).toMatchObject({ isSound: true, faults: [], changed: [] });
});

test('what the archive has lost and an earlier backup still has is taken from there', async () => {
  unpack('243d839', room.data, { withDatabase: false });
  const backups = join(room.root, 'backups');
  const { manifest } = await backUp(room.data, backups);
  const [lost, changed] = manifest.files
    .filter(({ path }) => path.startsWith('raw/api.github.com/'))
    .map(({ path }) => path);
  rmSync(join(room.data, lost ?? ''));
  writeFileSync(join(room.data, changed ?? ''), 'not a report');
  const second = await backUp(room.data, backups, null, new Date('2026-11-04T08:00:00Z'));
  expect([second.manifest.lacking, second.manifest.files.map(({ sha256 }) => sha256).sort()]).toEqual([
    [],
    manifest.files.map(({ sha256 }) => sha256).sort(),
  ]);
});

test('without an earlier backup what is lost is named, and the rest is kept and restored', async () => {
  unpack('243d839', room.data, { withDatabase: false });
  const raw = join(room.data, 'raw', 'api.github.com', 'org-aurora-works');
  const file = 'raw/api.github.com/org-aurora-works/users-1-day/2026-10-29/91139696697e224b.ndjson.gz';
  rmSync(join(raw, 'users-1-day', '2026-10-29'), { recursive: true });
  const backups = join(room.root, 'backups');
  const first = await backUp(room.data, backups, 1);
  const second = await backUp(room.data, backups, 1, new Date('2026-11-04T08:00:00Z'));
  expect(first.manifest.lacking).toEqual([{ path: file, why: 'It is missing.' }]);
  expect([second.manifest.lacking.length, second.removed]).toEqual([1, ['flightdeck-20261103T080000Z']]);
  const copy = join(room.root, 'copy');
  await restoreBackup(configOf(copy), backups);
  const { lacking } = await withApp(copy, readAll);
  expect(lacking[0]).toMatchObject([{ code: 'archive_missing', days: ['2026-10-29'] }]);
});

test('older backups are removed after one that lacks nothing, those of another archive never, and the last whole one stays', async () => {
  const backups = join(room.root, 'backups');
  const other = join(room.root, 'other');
  writeFileSync(
    join(room.root, 'users.ndjson'),
    JSON.stringify({ user_id: 1, day: '2026-10-29', organization_id: 999 }),
  );
  await withApp(other, (app) => app.importFiles([join(room.root, 'users.ndjson')], { scope: parseScope('org:x') }));
  await backUp(other, backups);
  unpack('243d839', room.data, { withDatabase: false });
  const names: string[][] = [];
  for (const day of [4, 5, 6]) {
    await backUp(room.data, backups, 2, new Date(`2026-11-0${day}T08:00:00Z`));
    names.push(
      readdirSync(backups)
        .map((name) => name.slice(11, 19))
        .sort(),
    );
  }
  expect(names).toEqual([
    ['20261103', '20261104'],
    ['20261103', '20261104', '20261105'],
    ['20261103', '20261105', '20261106'],
  ]);
});

test('a folder that is not empty is refused and left alone; one with the demo only is taken', async () => {
  unpack('243d839', room.data, { withDatabase: false });
  const { folder } = await backUp(room.data, join(room.root, 'backups'));
  const before = sumsIn(room.data);
  await expect(restoreBackup(configOf(room.data), folder)).rejects.toMatchObject({ code: 'not_empty' });
  expect(sumsIn(room.data)).toEqual(before);
  const copy = join(room.root, 'copy');
  mkdirSync(join(copy, 'demo'), { recursive: true });
  writeFileSync(join(room.root, 'elsewhere.duckdb'), 'x');
  const elsewhere = configOf(copy, { FLIGHTDECK_DB: join(room.root, 'elsewhere.duckdb') });
  await expect(restoreBackup(elsewhere, folder)).rejects.toMatchObject({ code: 'database_there' });
  await restoreBackup(configOf(copy), folder);
  expect(existsSync(join(copy, 'journal.ndjson'))).toBe(true);
});

test('a folder inside the data folder is no place for backups, and an empty folder has nothing to back up', async () => {
  unpack('243d839', room.data, { withDatabase: false });
  await expect(backUp(room.data, join(room.data, 'backups'))).rejects.toMatchObject({ code: 'backup_inside' });
  await expect(backUp(join(room.root, 'none'), join(room.root, 'backups'))).rejects.toMatchObject({
    code: 'nothing_to_back_up',
  });
  await expect(restoreBackup(configOf(join(room.root, 'copy')), room.data)).rejects.toMatchObject({
    code: 'no_backup',
  });
});

test('the last backup that lacks nothing stays, however many that lack something are made after it', async () => {
  const backups = join(room.root, 'backups');
  unpack('243d839', room.data, { withDatabase: false });
  await backUp(room.data, backups, 2);
  const raw = join(room.data, 'raw', 'api.github.com', 'org-aurora-works');
  rmSync(join(raw, 'users-1-day'), { recursive: true });
  // As on a disk whose backups were copied elsewhere: nothing to take the lost files from.
  rmSync(
    join(backups, 'flightdeck-20261103T080000Z', 'data', 'raw', 'api.github.com', 'org-aurora-works', 'users-1-day'),
    { recursive: true },
  );
  for (const day of [4, 5, 6]) await backUp(room.data, backups, 2, new Date(`2026-11-0${day}T08:00:00Z`));
  expect(readdirSync(backups).map((name) => name.slice(11, 19))).toEqual(['20261103', '20261105', '20261106']);
});

test('the newest in a folder is the one that is restored, and is refused when it is damaged, not passed over', async () => {
  const backups = join(room.root, 'backups');
  unpack('243d839', room.data, { withDatabase: false });
  const first = await backUp(room.data, backups);
  const second = await backUp(room.data, backups, null, new Date('2026-11-04T08:00:00Z'));
  const copy = configOf(join(room.root, 'copy'));
  writeFileSync(join(second.folder, 'manifest.json'), '{}');
  await expect(restoreBackup(copy, backups)).rejects.toMatchObject({ code: 'backup_damaged' });
  rmSync(join(second.folder, 'manifest.json'));
  await expect(restoreBackup(copy, backups)).rejects.toThrow(
    `The backup ${second.folder} is damaged: manifest.json is missing.`,
  );
  expect((await restoreBackup(copy, first.folder)).folder).toBe(first.folder);
});

test('a link that leads into the data folder is no place for backups, and one of a newer folder is not put in place', async () => {
  unpack('243d839', room.data, { withDatabase: false });
  symlinkSync(room.data, join(room.root, 'link'));
  await expect(backUp(room.data, join(room.root, 'link', 'backups'))).rejects.toMatchObject({ code: 'backup_inside' });
  writeFileSync(join(room.data, 'format.json'), '{"format":9,"version":"9.9.9"}');
  const { folder } = await backUp(room.data, join(room.root, 'backups'));
  const copy = join(room.root, 'copy');
  await expect(restoreBackup(configOf(copy), folder)).rejects.toMatchObject({ code: 'folder_newer' });
  expect(readdirSync(copy)).toEqual([]);
});
