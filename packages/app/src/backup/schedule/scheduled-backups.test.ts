import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readConfig } from '../../settings/config.ts';
import { ownHome } from '../../wiring/home.ts';
import { createLogger } from '../../wiring/log/logger.ts';
import { createScheduledBackups } from './scheduled-backups.ts';

let root: string;
let now: Date;
let lines: string[];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'flightdeck-schedule-'));
  now = new Date('2026-11-30T02:00:00Z');
  lines = [];
  mkdirSync(join(root, 'data'));
  writeFileSync(join(root, 'data', 'kept.json'), '{}');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** As after a start of the server. */
function start(schedule = 'daily 03:00', keep = '2') {
  const flags = { FLIGHTDECK_DATA: 'data', BACKUP_DIR: 'backups', BACKUP_SCHEDULE: schedule, BACKUP_KEEP: keep };
  const config = readConfig({ flags, env: {}, cwd: root, readFile: () => null });
  const target = { write: (line: string) => void lines.push(line), isTerminal: false };
  const log = createLogger({ ...config, logFormat: 'json' }, target);
  const parts = { home: ownHome(config), backup: config.backup, version: '0.1.0', now: () => now, log };
  return createScheduledBackups({ ...parts, pause: async () => undefined });
}

const days = (): string[] =>
  readdirSync(join(root, 'backups'))
    .map((name) => name.slice(11, 19))
    .sort();

test('a backup is made when it is due, none before, and the oldest goes when there are enough', async () => {
  const backups = start();
  expect(await backups.tick()).toBe(false);
  expect(backups.status()).toEqual({
    ...{ schedule: 'daily 03:00', nextAt: '2026-11-30T03:00:00.000Z', last: null, failed: null },
  });
  for (const day of ['2026-11-30', '2026-12-01', '2026-12-02']) {
    now = new Date(`${day}T03:00:30Z`);
    expect(await backups.tick()).toBe(true);
    expect(await backups.tick()).toBe(false);
  }
  expect(days()).toEqual(['20261201', '20261202']);
  expect(backups.status()).toMatchObject({
    nextAt: '2026-12-03T03:00:00.000Z',
    last: { at: '2026-12-02T03:00:30.000Z', folder: join(root, 'backups', 'flightdeck-20261202T030030Z') },
  });
});

test('one that came due while nothing ran is made after the start', async () => {
  now = new Date('2026-11-30T03:00:00Z');
  await start('every 6h').tick();
  now = new Date('2026-11-30T08:59:00Z');
  expect(await start('every 6h').tick()).toBe(false);
  now = new Date('2026-12-02T00:00:00Z');
  expect(await start('every 6h').tick()).toBe(true);
});

test('one that fails is in log and status with the reason, removes nothing, and is tried again an hour later', async () => {
  const first = start();
  now = new Date('2026-11-30T03:00:00Z');
  expect(await first.tick()).toBe(true);
  rmSync(join(root, 'backups'), { recursive: true });
  writeFileSync(join(root, 'backups'), 'a file where the folder was');
  const backups = start();
  now = new Date('2026-12-01T03:00:00Z');
  expect(await backups.tick()).toBe(true);
  expect(lines.some((line) => line.includes('"code":"backup_failed"'))).toBe(true);
  const { failed, nextAt, last } = backups.status() ?? {};
  expect([failed?.at, nextAt, last?.at]).toEqual([
    '2026-12-01T03:00:00.000Z',
    '2026-12-01T04:00:00.000Z',
    '2026-11-30T03:00:00.000Z',
  ]);
  expect(failed?.message).toContain(join(root, 'backups'));
  rmSync(join(root, 'backups'));
  now = new Date('2026-12-01T04:00:00Z');
  expect(await backups.tick()).toBe(true);
  expect(backups.status()).toMatchObject({ failed: null, nextAt: '2026-12-02T03:00:00.000Z' });
});

test('without a schedule none is made, and nothing is said until one was', async () => {
  const backups = start('off');
  now = new Date('2027-01-01T00:00:00Z');
  expect([await backups.tick(), backups.status()]).toEqual([false, null]);
});
