import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ownHome, verifyBackup } from '@flightdeck/app';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundled } from '../faults/worker.ts';
import { configOf, makeRoom, sumsIn, unpack, withApp } from './earlier-folder.ts';

const CHILD = bundled('backup-child.js');
let room: ReturnType<typeof makeRoom>;
let backups: string;
beforeAll(() => {
  room = makeRoom();
  backups = join(room.root, 'backups');
  mkdirSync(backups);
  unpack('243d839', room.data, { withDatabase: false });
});
afterAll(() => room.remove());

let minute = 0;
/** Runs the child to its end or its death; the signal that ended it, null when none did. */
function run(verb: 'backup' | 'restore', data: string, point = '', pass = 1): NodeJS.Signals | null {
  minute += 1;
  const instant = new Date(Date.UTC(2026, 10, 3, 8, minute)).toISOString();
  const { signal, status, stderr } = spawnSync(process.execPath, [
    CHILD,
    verb,
    data,
    backups,
    instant,
    point,
    String(pass),
  ]);
  if (signal === null && status !== 0) throw new Error(String(stderr));
  return signal;
}
const named = (): string[] => readdirSync(backups).filter((name) => !name.startsWith('.'));
const halves = (): string[] => readdirSync(backups).filter((name) => name.startsWith('.'));

const BACKUP_AIMS = [
  ['backup.begun', 1],
  ...[1, 2, 3, 5, 7, 10].map((pass) => ['backup.file', pass] as const),
  ['backup.before_manifest', 1],
  ['backup.before_rename', 1],
  ['backup.after_rename', 1],
] as const;

test('a backup that is killed anywhere leaves none that looks whole and is not, and the next one clears what it left', async () => {
  for (const [point, pass] of [...BACKUP_AIMS, ...BACKUP_AIMS]) {
    const before = named();
    expect(run('backup', room.data, point, pass), point).toBe('SIGKILL');
    const after = named();
    expect([after.length - before.length, halves().length], point).toEqual(
      point === 'backup.after_rename' ? [1, 0] : [0, 1],
    );
    for (const name of after)
      expect(await verifyBackup(join(backups, name), { isDeep: true }), point).toMatchObject({ isSound: true });
  }
  expect(run('backup', room.data)).toBeNull();
  expect([halves(), named().length]).toEqual([[], 3]);
}, 120_000);

const RESTORE_AIMS = [
  ...[1, 12].map((pass) => ['restore.file', pass] as const),
  ['restore.ready', 1],
  ...[1, 3, 6].map((pass) => ['restore.placed', pass] as const),
] as const;

test('a restore that is killed anywhere lets nobody work on half of it, and goes on when it is started again', async () => {
  run('backup', room.data);
  const expected = sumsIn(room.data, /^backup\.json$/);
  for (const [index, [point, pass]] of RESTORE_AIMS.entries()) {
    const copy = join(room.root, `copy-${index}`);
    expect(run('restore', copy, point, pass), point).toBe('SIGKILL');
    await expect(withApp(copy, async () => undefined)).rejects.toMatchObject({ code: 'restore_unfinished' });
    expect(existsSync(ownHome(configOf(copy)).dbFile)).toBe(false);
    expect(run('restore', copy)).toBeNull();
    expect(sumsIn(copy)).toEqual(expected);
  }
}, 120_000);
