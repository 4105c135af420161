import type { Status } from '@flightdeck/app';
import { expect, it } from 'vitest';
import { statusWithoutPaths, statusWithoutQuotes } from './without-quotes.ts';

it('leaves out of the messages of a status what they quote of reports, which can be of people', () => {
  const says =
    'The users-1-day report cannot be loaded. Line 1 at user_login: The value is “["octocat"]”; expected is text.';
  const span = { scope: 'org:acme', report: 'users-1-day', from: '2026-10-01', to: '2026-10-01', state: 'failed' };
  const status = {
    spans: [
      { ...span, code: 'wrong_type', message: says },
      { ...span, code: null, message: null },
    ],
    lastRun: { message: `org:acme: ${says}` },
  } as unknown as Status;
  const plain = 'Line 1 at user_login: The value is “…”; expected is text.';
  const { spans, lastRun } = statusWithoutQuotes(status);
  expect(spans.map(({ message }) => message?.slice(-plain.length) ?? null)).toEqual([plain, null]);
  expect(lastRun?.message).toBe(`org:acme: The users-1-day report cannot be loaded. ${plain}`);
});

it('leaves paths of the server out for whoever neither runs it nor reads its ledger', () => {
  const status = {
    disk: { code: 'disk_full', message: '/data/journal.ndjson could not be written.', hint: 'Make room in /data.' },
    backup: {
      schedule: '0 3 * * *',
      nextAt: '2026-11-06T03:00:00Z',
      last: { at: '2026-11-05T03:00:00Z', folder: '/mnt/backups/7' },
      failed: { at: '2026-11-04T03:00:00Z', message: '/mnt/backups is not there.' },
    },
    integrity: { gaps: [], archive: null, otherFiles: [{ file: '/data/sign-offs.ndjson', message: 'damaged' }] },
  } as unknown as Status;
  const seen = statusWithoutPaths(status);
  expect(JSON.stringify(seen)).not.toMatch(/\/(?:data|mnt)/);
  expect(seen.disk).toEqual({
    code: 'disk_full',
    message: 'The server cannot write to its disk, so nothing new is received.',
    hint: 'Ask the operator of the server; its log names the file and the reason.',
  });
  expect([seen.backup?.nextAt, seen.integrity.otherFiles]).toEqual(['2026-11-06T03:00:00Z', []]);
  expect(statusWithoutPaths({ ...status, disk: null, backup: null }).disk).toBeNull();
});
