import { expect, test } from 'vitest';
import { findSetting, type Setting } from '../../settings/settings.ts';
import { type BackupSchedule, dueAt, nextBackup, readBackupSchedule } from './backup-schedule.ts';

const setting = findSetting('BACKUP_SCHEDULE') as Setting;
const read = (text: string) => readBackupSchedule(setting, text);

function given(text: string): BackupSchedule {
  const schedule = read(text);
  if (schedule === null) throw new Error('off');
  return schedule;
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
  expect(nextBackup(given(text), new Date(now)).toISOString()).toBe(expected);
});

const SINCE = '2026-11-30T04:00:00Z';
test.each([
  ['before the first', 'every 6h', null, null, SINCE],
  ['before the first', 'daily 03:00', null, null, '2026-12-01T03:00:00Z'],
  ['after the last', 'every 6h', '2026-11-30T03:00:00Z', null, '2026-11-30T09:00:00Z'],
  ['after the last', 'daily 03:00', '2026-11-30T03:00:00Z', null, '2026-12-01T03:00:00Z'],
  ['overdue', 'daily 03:00', '2026-11-20T03:00:00Z', null, '2026-11-21T03:00:00Z'],
  ['after a failure', 'daily 03:00', '2026-11-29T03:00:00Z', '2026-11-30T03:00:00Z', '2026-11-30T04:00:00Z'],
  ['after a failure', 'mon 03:00', null, '2026-11-30T03:00:00Z', '2026-11-30T04:00:00Z'],
  ['after a failure by hand', 'every 6h', '2026-11-30T03:00:00Z', '2026-11-30T08:30:00Z', '2026-11-30T09:00:00Z'],
])('%s, %s is due when it should be', (_, text, last, failed, expected) => {
  const dates = { last: last === null ? null : new Date(last), failed: failed === null ? null : new Date(failed) };
  expect(dueAt(given(text), dates, new Date(SINCE))).toEqual(new Date(expected));
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
