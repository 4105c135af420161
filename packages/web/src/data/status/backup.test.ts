import { expect, test } from 'vitest';
import { backupSentences } from './backup.ts';

const NEXT = { schedule: 'daily 03:00', nextAt: '2026-12-01T03:00:00.000Z' } as const;

test('backups say when the last was made, when the next is due and why one failed', () => {
  const last = { at: '2026-11-30T03:00:00.000Z', folder: '/backups/flightdeck-20261130T030000Z' };
  const failed = { at: '2026-11-30T04:00:00.000Z', message: 'There is no space left at /backups.' };
  expect(backupSentences({ backup: null })).toEqual([]);
  expect(backupSentences({ backup: { ...NEXT, last: null, failed: null } })).toEqual([
    'No backup was made yet. The next is due on 2026-12-01 03:00 UTC.',
  ]);
  expect(backupSentences({ backup: { ...NEXT, last, failed } })).toEqual([
    'The last backup is of 2026-11-30 03:00 UTC. The next is due on 2026-12-01 03:00 UTC.',
    'The backup of 2026-11-30 04:00 UTC failed: There is no space left at /backups.',
  ]);
  expect(backupSentences({ backup: { schedule: null, nextAt: null, last, failed: null } })).toEqual([
    'The last backup is of 2026-11-30 03:00 UTC.',
  ]);
});
