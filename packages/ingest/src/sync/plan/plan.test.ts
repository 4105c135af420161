import { eachDay, parseScope } from '@flightdeck/catalog';
import type { LedgerDay } from '@flightdeck/store';
import { expect, test } from 'vitest';
import { dayKey, type LastAnswer, type PlannedBatch, planSync } from './plan.ts';

const ORG = parseScope('org:acme');
const BIG = parseScope('enterprise:big');
/** Noon; 2026-10-16 to 10-19 are the four days that may still change. */
const NOW = new Date('2026-10-20T12:00:00Z');

function row(day: string, changes: Partial<LedgerDay> = {}): LedgerDay {
  return {
    scope: 'org:acme',
    report: 'users-1-day',
    day,
    state: 'present',
    source: 'users-1-day',
    via: 'api',
    sha256: 'a',
    fetchedAt: '2026-10-20T11:00:00.000Z',
    records: 1,
    restated: 0,
    code: null,
    message: null,
    ...changes,
  };
}

function users(batches: readonly PlannedBatch[]): readonly string[] {
  return batches.filter((batch) => batch.report === 'users-1-day').flatMap((batch) => batch.days);
}

const RANGE = { from: '2026-10-14', to: '2026-10-16' };
const planOf = (ledger: readonly LedgerDay[], more: Partial<Parameters<typeof planSync>[0]> = {}) =>
  users(planSync({ scopes: [ORG], ledger, now: NOW, range: RANGE, ...more }));

test('days never tried, failed and provisional are fetched; final ones are not', () => {
  const ledger = [
    row('2026-10-14'),
    row('2026-10-15', { state: 'failed' }),
    row('2026-10-16', { state: 'provisional' }),
  ];
  expect(planOf(ledger)).toEqual(['2026-10-15', '2026-10-16']);
  expect(planOf(ledger.slice(0, 1))).toEqual(['2026-10-15', '2026-10-16']);
  expect(planOf(ledger.map((known) => ({ ...known, state: 'present' })))).toEqual([]);
});

test('"no report" is asked again each time for five days, then daily where there are totals, and a few old days each week', () => {
  const totals = (day: string) => row(day, { report: 'aggregate-1-day', source: 'aggregate-1-day' });
  const none = (day: string, fetchedAt: string) => [totals(day), row(day, { state: 'no_report', fetchedAt })];
  const one = (day: string, fetchedAt: string) => planOf(none(day, fetchedAt), { range: { from: day, to: day } });
  expect(one('2026-10-15', '2026-10-20T11:59:00Z')).toEqual(['2026-10-15']);
  expect(one('2026-10-14', '2026-10-20T11:59:00Z')).toEqual([]);
  expect(one('2026-10-14', '2026-10-19T11:59:00Z')).toEqual(['2026-10-14']);
  expect(one('2026-08-14', '2026-10-18T12:00:00Z')).toEqual([]);
  expect(one('2026-08-14', '2026-10-13T12:00:00Z')).toEqual(['2026-08-14']);
  const idle = row('2026-10-14', { state: 'no_report', fetchedAt: '2026-10-15T12:00:00Z' });
  expect(planOf([idle], { range: { from: '2026-10-14', to: '2026-10-14' } })).toEqual([]);
});

test('of a year without reports a few days are asked for each week, in turn, and each once', () => {
  const range = { from: '2026-08-01', to: '2026-09-01' };
  const asked = new Set<string>();
  const perWeek = new Set<number>();
  const days = eachDay(range);
  const ledger = days.map((day) =>
    row(day, { report: 'aggregate-1-day', state: 'no_report', fetchedAt: '2026-10-01T00:00:00.000Z' }),
  );
  for (let week = 0; week < 9; week++) {
    const now = new Date(NOW.getTime() + week * 7 * 86_400_000);
    const plan = planSync({ scopes: [ORG], ledger, now, range });
    const due = plan.filter(({ report }) => report === 'aggregate-1-day').flatMap((batch) => batch.days);
    perWeek.add(due.length);
    for (const day of due) asked.add(day);
  }
  expect(Math.max(...perWeek)).toBeLessThanOrEqual(6);
  expect(asked.size).toBe(32);
});

test('a day that came late is looked at once a UTC day until it is final', () => {
  const late = row('2026-10-14', { state: 'provisional', fetchedAt: '2026-10-19T08:00:00.000Z' });
  expect(planOf([late])).toContain('2026-10-14');
  expect(planOf([late], { lookedToday: true })).not.toContain('2026-10-14');
  const inTime = row('2026-10-16', { state: 'provisional', fetchedAt: '2026-10-19T08:00:00.000Z' });
  expect(planOf([inTime], { lookedToday: true })).toContain('2026-10-16');
});

test('days that a person names are asked for again, also final ones, but not those a file replaced on purpose', () => {
  const replaced = row('2026-10-15', { via: 'import' });
  const answers = new Map<string, LastAnswer>([
    [dayKey('org:acme', 'users-1-day', '2026-10-15'), { kind: 'report', at: '2026-10-01T00:00:00Z' }],
  ]);
  expect(planOf([row('2026-10-14'), replaced, row('2026-10-16')], { again: true, answers })).toEqual([
    '2026-10-14',
    '2026-10-16',
  ]);
});

test('of a scope that never had a report only the totals are asked for each time', () => {
  const at = { state: 'no_report', fetchedAt: '2026-10-20T11:00:00.000Z' } as const;
  const ledger = (['users-1-day', 'aggregate-1-day'] as const).map((report) => row('2026-10-19', { ...at, report }));
  const range = { from: '2026-10-19', to: '2026-10-19' };
  const reportsOf = (rows: readonly LedgerDay[], now = NOW) =>
    planSync({ scopes: [ORG], ledger: rows, now, range }).map(({ report }) => report);
  expect(reportsOf(ledger)).toEqual(['user-teams-1-day', 'aggregate-1-day', 'repos-1-day']);
  expect(reportsOf([...ledger, row('2026-10-10')])).toContain('users-1-day');
});

test('days seeded by a 28-day report or imported are fetched until GitHub answered for them', () => {
  const seeded = row('2026-10-14', { source: 'users-28-day' });
  const imported = row('2026-10-15', { via: 'import' });
  const only = { range: { from: '2026-10-14', to: '2026-10-15' } };
  expect(planOf([seeded, imported], only)).toEqual(['2026-10-14', '2026-10-15']);
  const none = { kind: 'no_report', at: '2026-10-20T11:00:00Z' } as const;
  const answers = new Map<string, LastAnswer>([
    [dayKey('org:acme', 'users-1-day', '2026-10-14'), none],
    [dayKey('org:acme', 'users-1-day', '2026-10-15'), { kind: 'report', at: '2026-10-01T00:00:00Z' } as const],
  ]);
  expect(planOf([seeded, imported], { ...only, answers })).toEqual([]);
});

test('history begins with the first day of the report and reaches back a year at most', () => {
  const first = (scope: typeof ORG, now: string) =>
    users(planSync({ scopes: [scope], ledger: [], now: new Date(now) }));
  expect(first(ORG, '2026-10-20T00:00:00Z').toSorted()[0]).toBe('2025-12-12');
  expect(first(BIG, '2026-10-20T00:00:00Z').toSorted()[0]).toBe('2025-10-20');
  expect(first(ORG, '2026-10-20T00:00:00Z').toSorted().at(-1)).toBe('2026-10-19');
  const repos = planSync({ scopes: [ORG], ledger: [], now: NOW }).filter(({ report }) => report === 'repos-1-day');
  expect(repos.flatMap(({ days }) => days).toSorted()[0]).toBe('2026-07-17');
});

test('an empty scope gets its newest 28 days first, then the oldest days', () => {
  const plan = planSync({ scopes: [ORG], ledger: [], now: NOW });
  expect(plan.slice(0, 3).map(({ report, days }) => [report, days[0], days.at(-1)])).toEqual([
    ['user-teams-1-day', '2026-10-06', '2026-10-19'],
    ['users-1-day', '2026-10-06', '2026-10-19'],
    ['aggregate-1-day', '2026-10-06', '2026-10-19'],
  ]);
  expect(plan[4]?.days[0]).toBe('2026-09-22');
  expect(plan[8]?.days[0]).toBe('2025-12-12');
  const all = plan.flatMap(({ report, days }) => days.map((day) => dayKey('org:acme', report, day)));
  expect(new Set(all).size).toBe(all.length);
});

test('a scope with loaded days gets its oldest days first', () => {
  const plan = planSync({ scopes: [ORG], ledger: [row('2026-10-10')], now: NOW });
  expect(plan[0]?.days[0]).toBe('2025-12-12');
  expect(plan.every(({ days }) => days.length <= 14)).toBe(true);
});
