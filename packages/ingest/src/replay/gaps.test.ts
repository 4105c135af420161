import type { LedgerDay } from '@flightdeck/store';
import { expect, test } from 'vitest';
import type { IngestRow } from '../load/events.ts';
import { findGaps } from './gaps.ts';

const AT = '2026-11-02T08:00:00Z';
const base = { at: AT, scope: 'org:acme', report: 'users-1-day', days: '2026-11-01' } as const;
const landed = (seq: number, sum: string, ...dayList: string[]): IngestRow => ({
  ...base,
  seq,
  kind: 'landed',
  sha256s: [sum],
  files: [`raw/${sum}`],
  fetchedAt: AT,
  via: 'api',
  dayList,
  entities: [],
});
const loaded = (seq: number, landing: number, ...days: string[]): IngestRow => ({
  ...base,
  seq,
  kind: 'loaded',
  landings: [landing],
  dayList: days.map((day) => [day, landing]),
});
const ledger = (day: string, sha256: string): LedgerDay => ({
  scope: 'org:acme',
  report: 'users-1-day',
  day,
  state: 'present',
  source: 'users-1-day',
  via: 'api',
  sha256,
  fetchedAt: AT,
  records: 1,
  restated: 0,
  code: null,
  message: null,
});
const search = (
  rows: readonly IngestRow[],
  days: readonly LedgerDay[],
  recorded: readonly string[],
  lost: string[] = [],
) =>
  findGaps({ archive: '/nowhere', rows, ledger: days, recorded: new Set(recorded), lostFiles: new Set(lost) }).map(
    ({ days: lacking, earlier, code, isAccepted }) => [lacking, earlier, code, isAccepted],
  );

const ROWS = [landed(1, 'a', 'd1', 'd2'), loaded(2, 1, 'd1', 'd2'), landed(3, 'b', 'd2'), loaded(4, 3, 'd2')];

test('nothing is lacking of a store that has each day as it was received last', () => {
  expect(search(ROWS, [ledger('d1', 'a'), ledger('d2', 'b')], ['raw/a', 'raw/b'])).toEqual([]);
});

test('days a store has not, or has as they were before, are lacking', () => {
  expect(search(ROWS, [ledger('d2', 'b')], ['raw/a', 'raw/b'])).toEqual([[['d1'], [], 'archive_missing', false]]);
  expect(search(ROWS, [ledger('d1', 'a'), ledger('d2', 'a')], ['raw/a'])).toEqual([
    [['d2'], [], 'archive_missing', false],
  ]);
});

test('of a day that was received again since, only the earlier version is lacking', () => {
  expect(search(ROWS, [ledger('d2', 'b')], ['raw/b'])).toEqual([[['d1'], ['d2'], 'archive_missing', false]]);
});

test('what was received and lost before it was ever loaded is lacking', () => {
  expect(search([...ROWS, landed(5, 'c', 'd3')], [ledger('d1', 'a'), ledger('d2', 'b')], ['raw/a', 'raw/b'])).toEqual([
    [['d3'], [], 'archive_missing', false],
  ]);
});

test('a day committed just before a crash is not lacking, and what a person left out is known to be that', () => {
  const crashed = [...ROWS, landed(5, 'c', 'd1')];
  expect(search(crashed, [ledger('d1', 'c'), ledger('d2', 'b')], ['raw/a', 'raw/b', 'raw/c'])).toEqual([]);
  expect(search(ROWS, [ledger('d2', 'b')], ['raw/b'], ['raw/a'])).toEqual([[['d1'], ['d2'], 'archive_missing', true]]);
});
