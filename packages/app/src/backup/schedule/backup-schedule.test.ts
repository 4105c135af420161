import { expect, test } from 'vitest';
import { findSetting, type Setting } from '../../settings/settings.ts';
import { nextBackup, readBackupSchedule } from './backup-schedule.ts';

const setting = findSetting('BACKUP_SCHEDULE') as Setting;
const read = (text: string) => readBackupSchedule(setting, text);

function next(text: string, now: string, last: string | null = null): string {
  const schedule = read(text);
  if (schedule === null) throw new Error('off');
  return nextBackup(schedule, last === null ? null : new Date(last), new Date(now)).toISOString();
}

test.each([
  ['daily 03:00', '2026-11-30T02:59:00Z', '2026-11-30T03:00:00.000Z'],
  ['daily 03:00', '2026-11-30T03:00:00Z', '2026-12-01T03:00:00.000Z'],
  ['daily 3:00 Europe/Berlin', '2026-11-30T01:00:00Z', '2026-11-30T02:00:00.000Z'],
  ['daily 00:30 Pacific/Auckland', '2026-11-30T11:31:00Z', '2026-12-01T11:30:00.000Z'],
  ['mon,thu 03:00', '2026-11-30T04:00:00Z', '2026-12-03T03:00:00.000Z'],
  ['sun 23:30 America/Los_Angeles', '2026-11-30T06:00:00Z', '2026-11-30T07:30:00.000Z'],
  // Clocks go from 2 to 3 that night: half past two comes an hour later, once.
  ['daily 02:30 Europe/Berlin', '2026-03-28T12:00:00Z', '2026-03-29T01:30:00.000Z'],
  ['daily 02:30 Europe/Berlin', '2026-03-29T01:30:00Z', '2026-03-30T00:30:00.000Z'],
  // They go from 3 back to 2: the first half past two counts.
  ['daily 02:30 Europe/Berlin', '2026-10-24T12:00:00Z', '2026-10-25T00:30:00.000Z'],
  ['daily 02:30 Europe/Berlin', '2026-10-25T00:30:00Z', '2026-10-26T01:30:00.000Z'],
])('%s after %s is %s', (text, now, expected) => {
  expect(next(text, now)).toBe(expected);
});

test('every so many hours counts from the last backup, also across a restart, and what is overdue comes at once', () => {
  expect(next('every 6h', '2026-11-30T04:00:00Z', '2026-11-30T03:00:00Z')).toBe('2026-11-30T09:00:00.000Z');
  expect(next('every 1d', '2026-11-30T04:00:00Z', '2026-11-20T03:00:00Z')).toBe('2026-11-30T04:00:00.000Z');
  expect(next('every 1d', '2026-11-30T04:00:00Z')).toBe('2026-11-30T04:00:00.000Z');
});

test.each([
  'dayly 03:00',
  'daily',
  'daily 24:00',
  'daily 03:60',
  'mon,daily 03:00',
  'every 0h',
  'every 5m',
  'every 40d',
  '0 3 * * *',
])('"%s" is no schedule, and the error shows one', (text) => {
  expect(() => read(text)).toThrow(`BACKUP_SCHEDULE=${text} is not right.`);
});

test('off is none, and a time zone that does not exist is named', () => {
  expect(read('off')).toBeNull();
  expect(() => read('daily 03:00 Europe/Berln')).toThrow(
    expect.objectContaining({ hint: expect.stringContaining('"Europe/Berln" is not a time zone.') }),
  );
});
