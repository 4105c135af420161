import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { ownHome, type RunBackup, restoreBackup, runBackup, verifyBackup } from '@flightdeck/app';
import { FlightdeckError, parseScope } from '@flightdeck/catalog';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compileShim, createControl } from '../faults/control.ts';
import { bundled } from '../faults/worker.ts';
import { configOf, makeRoom, NOW, readAll, sumsIn, unpack, withApp } from './earlier-folder.ts';

let room: ReturnType<typeof makeRoom>;
let whole: RunBackup;
beforeAll(async () => {
  room = makeRoom();
  unpack('243d839', room.data, { withDatabase: false });
  whole = await runBackup(ownHome(configOf(room.data)), {
    ...{ to: join(room.root, 'backups'), now: () => NOW, version: '0.1.0' },
  });
});
afterAll(() => room.remove());

const flip = (path: string, share: number): void => {
  const bytes = readFileSync(path);
  const at = Math.floor(bytes.length * share);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(path, bytes);
};
/** Puts another thing in the place of a file, which stands beside it then. */
const replace = (path: string, make: () => void): void => {
  renameSync(path, `${path}.true`);
  make();
};
/** What may happen to a file of a backup. */
const DAMAGES: readonly (readonly [name: string, state: string, damage: (path: string) => void])[] = [
  ['flipped', 'changed', (path) => flip(path, 0.5)],
  ['cut', 'changed', (path) => truncateSync(path, statSync(path).size - 1)],
  ['empty', 'changed', (path) => writeFileSync(path, '')],
  ['longer', 'changed', (path) => writeFileSync(path, `${readFileSync(path, 'latin1')}x`, 'latin1')],
  ['gone', 'missing', (path) => rmSync(path)],
  ['a folder', 'changed', (path) => replace(path, () => mkdirSync(path))],
  ['a link', 'changed', (path) => replace(path, () => symlinkSync(`${path}.true`, path))],
];

test('each file of a backup, damaged in turn in one way or another, is refused by name, and nothing is put in place', async () => {
  const files = whole.manifest.files.map(({ path }) => path);
  expect(files.length).toBeGreaterThanOrEqual(26);
  const tried = Array.from(
    { length: 40 },
    (_, index) => [index % files.length, DAMAGES[index % DAMAGES.length]] as const,
  );
  const copy = join(room.root, 'copy');
  for (const [at, damage] of tried) {
    const [name, state, apply] = damage ?? DAMAGES[0] ?? expect.fail();
    const path = files[at] ?? '';
    const damaged = join(room.root, 'damaged');
    cpSync(whole.folder, damaged, { recursive: true });
    apply(join(damaged, 'data', path));
    const refused = await restoreBackup(configOf(copy), damaged).catch((error: unknown) => error);
    if (!(refused instanceof FlightdeckError)) throw new Error(`${path} ${name}: was restored`);
    expect([refused.code, refused.message], `${path} ${name}`).toEqual([
      'backup_damaged',
      `The backup ${damaged} is damaged: ${path} is ${state}.`,
    ]);
    expect(readdirSync(copy), `${path} ${name}`).toEqual([]);
    expect((await verifyBackup(damaged, { isDeep: false })).faults).toEqual([{ path, state }]);
    rmSync(damaged, { recursive: true });
  }
}, 120_000);

test('of several damaged files all are named at once', async () => {
  const damaged = join(room.root, 'several');
  cpSync(whole.folder, damaged, { recursive: true });
  const paths = whole.manifest.files.map(({ path }) => path).filter((path) => path.startsWith('raw/api.github.com/'));
  for (const path of paths.slice(0, 3)) flip(join(damaged, 'data', path), 0.5);
  const named = paths
    .slice(0, 3)
    .map((path) => `${path} is changed`)
    .join(', ');
  await expect(restoreBackup(configOf(join(room.root, 'copy')), damaged)).rejects.toThrow(`is damaged: ${named}.`);
});

test('a manifest that was flipped or cut anywhere is refused', async () => {
  const damaged = join(room.root, 'manifest');
  const copy = join(room.root, 'copy');
  const text = readFileSync(join(whole.folder, 'manifest.json'), 'utf8');
  for (let share = 0; share < 1; share += 0.05) {
    cpSync(whole.folder, damaged, { recursive: true });
    flip(join(damaged, 'manifest.json'), share);
    await expect(restoreBackup(configOf(copy), damaged)).rejects.toMatchObject({ code: 'backup_damaged' });
    writeFileSync(join(damaged, 'manifest.json'), text.slice(0, Math.floor(text.length * share)));
    await expect(restoreBackup(configOf(copy), damaged)).rejects.toMatchObject({ code: 'backup_damaged' });
    rmSync(damaged, { recursive: true });
  }
  expect(existsSync(copy) ? readdirSync(copy) : []).toEqual([]);
});

test('one that is whole is so also where archived files are unpacked', async () => {
  const found = await verifyBackup(whole.folder, { isDeep: true });
  expect(found).toMatchObject({
    isSound: true,
    journalFault: null,
    changed: [],
    lacking: [],
    files: whole.manifest.files.length,
  });
});

test('a backup taken amid an import holds whole reports only, and what it holds is a state that there was', async () => {
  const data = join(room.root, 'amid');
  const files = Array.from({ length: 12 }, (_, index) => {
    const path = join(room.root, `day-${index}.ndjson`);
    const day = `2026-09-${String(index + 1).padStart(2, '0')}`;
    writeFileSync(path, [1, 2, 3].map((user_id) => JSON.stringify({ user_id, day, organization_id: 999 })).join('\n'));
    return path;
  });
  const backups = join(room.root, 'amid-backups');
  const made: RunBackup[] = [];
  const all = await withApp(data, async (app) => {
    const importing = app.importFiles(files, { scope: parseScope('org:x') });
    let isOver = false;
    void importing.finally(() => {
      isOver = true;
    });
    while (!isOver || made.length < 2) {
      const backup = await runBackup(ownHome(configOf(data)), {
        to: backups,
        now: () => new Date(),
        version: '0.1.0',
      }).catch((error: FlightdeckError) => error.code);
      if (typeof backup !== 'string') made.push(backup);
      else expect(backup).toBe('nothing_to_back_up');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await importing;
    return readAll(app);
  });
  const rows = made.map(({ manifest }) => manifest.journal.rows);
  expect(new Set(rows).size, `journals of ${rows.join(', ')} rows`).toBeGreaterThan(2);
  for (const { folder, manifest } of made) {
    expect(manifest.lacking).toEqual([]);
    expect(await verifyBackup(folder, { isDeep: true })).toMatchObject({ isSound: true });
  }
  const amid = made.find(({ manifest }) => manifest.journal.rows > 4 && manifest.journal.rows < (rows.at(-1) ?? 0));
  const restored = join(room.root, 'amid-copy');
  await restoreBackup(configOf(restored), amid?.folder ?? expect.fail('no backup amid the import'));
  const { days, lacking } = await withApp(restored, readAll);
  expect(lacking).toEqual([[], [], []]);
  expect(all.days).toEqual(expect.arrayContaining([...days]));
  expect(days.length).toBeGreaterThan(0);
});

const shimRoom = makeRoom();
afterAll(() => shimRoom.remove());
const shim = compileShim(shimRoom.root);
describe.skipIf(shim === null)('a disk for backups that is full (needs Linux and a C compiler)', () => {
  test.for([1, 4, 9, 16, 30])(
    'at write %s leaves no backup and the earlier one whole, and says which disk',
    async (nth) => {
      const disk = join(room.root, `disk-${nth}`);
      mkdirSync(disk);
      cpSync(whole.folder, join(disk, 'flightdeck-20261103T080000Z'), { recursive: true });
      const before = sumsIn(disk);
      const data = join(room.root, `full-${nth}`);
      unpack('885ebfd', data, { withDatabase: false });
      const control = createControl(join(room.root, `control-${nth}`), disk, shim ?? '');
      control.arm({ kind: 'writes', nth, error: 'ENOSPC', isLasting: true });
      const { status, stderr } = spawnSync(process.execPath, [bundled('main.js'), 'backup', disk, '--data', data], {
        cwd: room.root,
        env: { PATH: process.env.PATH, ...control.env },
      });
      control.disarm();
      expect([status, String(stderr)]).toEqual([2, expect.stringContaining('There is no space left')]);
      expect(String(stderr)).toContain(disk);
      expect(sumsIn(disk)).toEqual(before);
      expect(readdirSync(disk)).toEqual(['flightdeck-20261103T080000Z']);
      expect(JSON.parse(readFileSync(join(data, 'backup.json'), 'utf8'))).toMatchObject({
        failed: { message: expect.stringContaining('There is no space left') },
      });
    },
  );
});
