import { expect, test } from 'vitest';
import { archiveSentences, lackingSentences } from './integrity.ts';

const GAP = {
  scope: 'org:acme',
  report: 'users-1-day',
  days: ['2026-09-01', '2026-09-02', '2026-09-03'],
  earlier: [],
  fetchedAt: '2026-09-04T05:00:00.000Z',
  files: ['raw/a.ndjson.gz'],
  code: 'archive_missing',
  message: 'The archived file raw/a.ndjson.gz is missing: restore it from a backup, or fetch the day again.',
  isAccepted: false,
} as const;

test('days that answers lack are named with their file, those left out on purpose are not', () => {
  const earlier = { ...GAP, days: [], earlier: ['2026-09-05'] };
  const integrity = { gaps: [GAP, earlier, { ...GAP, isAccepted: true }], archive: null, otherFiles: [] };
  expect(lackingSentences({ integrity })).toEqual([
    'users-1-day of org:acme lacks 3 days (1 Sep 2026 – 3 Sep 2026). The archived file raw/a.ndjson.gz is missing: restore it from a backup, or fetch the day again.',
    'users-1-day of org:acme lacks an earlier version of 1 day (5 Sep 2026). The archived file raw/a.ndjson.gz is missing: restore it from a backup, or fetch the day again.',
  ]);
});

test('an archive says what was compared and when, and every file that is not as it was received', () => {
  const fault = { file: 'raw/a.ndjson.gz', state: 'changed', message: 'It is not what was received.' } as const;
  const faults = [{ ...fault, scope: null, report: null, days: null, isAccepted: false }];
  const archive = { files: 12, bytes: 5, sizesAt: '2026-11-02T08:00:00.000Z', checksumsAt: null, faults };
  const [first, ...rest] = archiveSentences({ integrity: { gaps: [], archive, otherFiles: [] } });
  expect(first).toMatch(
    /^Sizes of 12 archived files were compared on .*\. Checksums are compared once a week and have/,
  );
  expect(rest).toEqual(['changed: raw/a.ndjson.gz. It is not what was received.']);
  expect(archiveSentences({ integrity: { gaps: [], archive: null, otherFiles: [] } })).toEqual([]);
});
