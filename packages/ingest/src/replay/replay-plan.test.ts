import type { LedgerDay } from '@flightdeck/store';
import { expect, test } from 'vitest';
import type { IngestRow } from '../load/events.ts';
import { planReplay } from './replay-plan.ts';

const AT = '2026-10-20T12:00:00.000Z';
const common = { at: AT, scope: 'org:acme', report: 'users-1-day' } as const;

/** Landing `seq` of 2026-10-01 with the content `sum`. */
function landed(seq: number, sum: string): IngestRow {
  return {
    ...common,
    seq,
    kind: 'landed',
    days: '2026-10-01',
    dayList: ['2026-10-01'],
    sha256s: [sum],
    files: [`${sum}.gz`],
    fetchedAt: AT,
    via: 'api',
    entities: [],
  };
}

function loaded(seq: number, landing: number): IngestRow {
  return {
    ...common,
    seq,
    kind: 'loaded',
    days: '2026-10-01',
    landings: [landing],
    dayList: [['2026-10-01', landing]],
  };
}

function missed(seq: number, kind: 'failed' | 'no_report', day: string, landings: readonly number[] = []): IngestRow {
  return { ...common, seq, kind, days: day, dayList: [day], code: 'x', message: null, landings };
}

function ledger(sha256: string | null): readonly LedgerDay[] {
  if (sha256 === null) return [];
  const row = { ...common, day: '2026-10-01', state: 'present', source: 'users-1-day', via: 'api', sha256 } as const;
  return [{ ...row, fetchedAt: AT, records: 1, restated: 0, code: null, message: null }];
}

const replayed = (rows: readonly IngestRow[], sha256: string | null) =>
  planReplay(rows, ledger(sha256)).replays.map(({ event, only }) => [event.seq, only === null ? 'new' : [...only]]);

const DAY = ['2026-10-01'];

test('a landing that was not loaded is replayed; one that was is not', () => {
  expect(replayed([landed(1, 'a')], null)).toEqual([[1, 'new']]);
  expect(replayed([landed(1, 'a'), loaded(2, 1)], 'a')).toEqual([]);
});

test('of a day that a store has lost every later landing comes back, in order', () => {
  const rows = [landed(1, 'a'), loaded(2, 1), landed(3, 'b'), loaded(4, 3), landed(5, 'c'), loaded(6, 5)];
  expect(replayed(rows, 'c')).toEqual([]);
  expect(replayed(rows, 'a')).toEqual([
    [3, DAY],
    [5, DAY],
  ]);
  expect(replayed(rows, null)).toEqual([
    [1, DAY],
    [3, DAY],
    [5, DAY],
  ]);
});

test('a commit the journal does not know of yet is only confirmed', () => {
  const rows = [landed(1, 'a'), loaded(2, 1), landed(3, 'b')];
  expect(replayed(rows, 'b')).toEqual([[3, 'new']]);
});

test('what was known of a day before its rows came, or before it was known better, comes back first; later failures do not', () => {
  const rows = [
    missed(1, 'failed', '2026-10-01'),
    missed(2, 'no_report', '2026-10-01'),
    missed(3, 'failed', '2026-10-02'),
    landed(4, 'a'),
    loaded(5, 4),
    missed(6, 'failed', '2026-10-01'),
    missed(7, 'no_report', '2026-10-02'),
  ];
  const plan = planReplay(rows, []);
  expect(plan.earlier.map(({ kind, dayList }) => [kind, ...dayList])).toEqual([
    ['failed', '2026-10-01'],
    ['no_report', '2026-10-01'],
    ['failed', '2026-10-02'],
  ]);
  expect(plan.missed.map(({ event, days }) => [event.kind, ...days])).toEqual([
    ['no_report', '2026-10-02'],
    ['failed', '2026-10-01'],
  ]);
});

test('a landing that was given up is only recorded, and its day stays failed until one is loaded', () => {
  const rows = [landed(1, 'a'), missed(2, 'failed', '2026-10-01', [1])];
  const plan = planReplay(rows, []);
  expect([plan.replays.length, plan.idle.map(({ seq }) => seq), plan.missed.map(({ days }) => days)]).toEqual([
    0,
    [1],
    [DAY],
  ]);
  expect(planReplay([...rows, landed(3, 'b'), loaded(4, 3)], []).missed).toEqual([]);
});

test('the last word on a day without rows counts', () => {
  const rows = [missed(1, 'failed', '2026-10-02'), missed(2, 'no_report', '2026-10-02')];
  expect(planReplay(rows, []).missed.map(({ event }) => event.kind)).toEqual(['no_report']);
});
