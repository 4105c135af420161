import { describe, expect, it } from 'vitest';
import { coverageOf, toDayStates } from './coverage.ts';

const row = (
  day: string,
  state: 'present' | 'provisional' | 'no_report' | 'failed',
  report = 'users-1-day' as const,
) => ({
  scope: 'org:acme',
  report,
  day,
  state,
});
const states = toDayStates([
  row('2026-10-01', 'present'),
  row('2026-10-02', 'no_report'),
  row('2026-10-03', 'failed'),
  row('2026-10-05', 'present'),
  row('2026-10-06', 'provisional'),
]);
const range = { from: '2026-10-01', to: '2026-10-31' };

describe('coverageOf', () => {
  it('says which days are final, provisional, missing and without a report, up to yesterday', () => {
    expect(coverageOf(states, ['org:acme'], ['users-1-day'], range, '2026-10-07')).toEqual({
      finalTo: '2026-10-05',
      provisional: ['2026-10-06'],
      missing: ['2026-10-03', '2026-10-04', '2026-10-07'],
      noReport: ['2026-10-02'],
    });
  });

  it('is final only up to the first day that can still change', () => {
    const early = toDayStates([
      row('2026-10-01', 'present'),
      row('2026-10-02', 'provisional'),
      row('2026-10-03', 'present'),
      row('2026-10-04', 'provisional'),
    ]);
    const of = (from: string) => coverageOf(early, ['org:acme'], ['users-1-day'], { from, to: range.to }, '2026-10-04');
    expect(of('2026-10-01')).toMatchObject({ finalTo: '2026-10-01', provisional: ['2026-10-02', '2026-10-04'] });
    expect(of('2026-10-02').finalTo).toBeNull();
    expect(of('2026-10-03').finalTo).toBe('2026-10-03');
  });

  it('names the missing days that only a window of people covers', () => {
    const window = toDayStates([{ scope: 'org:acme', report: 'users-28-day', day: '2026-10-05', state: 'present' }]);
    const early = { from: '2026-10-04', to: '2026-10-07' };
    const coverage = coverageOf(window, ['org:acme'], ['users-1-day'], early, '2026-10-07');
    expect(coverage.missing).toEqual(['2026-10-04', '2026-10-05', '2026-10-06', '2026-10-07']);
    expect(coverage.onlyInWindow).toEqual(['2026-10-04', '2026-10-05']);
  });

  it('names a day that was received and is lacking now as that, and not as one never received', () => {
    const lost = { ...row('2026-10-02', 'failed'), code: 'archive_missing' };
    const of = toDayStates([row('2026-10-01', 'present'), lost, { ...row('2026-10-03', 'failed'), code: 'timeout' }]);
    const short = { from: '2026-10-01', to: '2026-10-03' };
    expect(coverageOf(of, ['org:acme'], ['users-1-day'], short, '2026-10-07')).toEqual({
      finalTo: '2026-10-01',
      provisional: [],
      missing: ['2026-10-02', '2026-10-03'],
      lacking: ['2026-10-02'],
      noReport: [],
    });
    const both = coverageOf(of, ['org:acme', 'org:other'], ['users-1-day'], short, '2026-10-07');
    expect(both).toMatchObject({ missing: ['2026-10-01', '2026-10-02', '2026-10-03'] });
    expect(both.lacking).toBeUndefined();
  });

  it('misses a day as soon as one report of one scope is missing', () => {
    const { missing } = coverageOf(states, ['org:acme'], ['users-1-day', 'aggregate-1-day'], range, '2026-10-02');
    expect(missing).toEqual(['2026-10-01', '2026-10-02']);
  });

  it('does not miss days before GitHub had the report', () => {
    const early = { from: '2025-12-10', to: '2025-12-13' };
    expect(coverageOf(states, ['org:acme'], ['users-1-day'], early, '2026-10-07').missing).toEqual([
      '2025-12-12',
      '2025-12-13',
    ]);
  });

  it('covers nothing of a range that lies in the future', () => {
    expect(coverageOf(states, ['org:acme'], ['users-1-day'], range, '2026-09-01')).toEqual({
      finalTo: null,
      provisional: [],
      missing: [],
      noReport: [],
    });
  });

  it('misses no snapshot before the first one, and counts the one of today', () => {
    const row = (day: string, state: 'present' | 'failed') =>
      ({ scope: 'org:acme', report: 'seats', day, state }) as const;
    const snapshots = toDayStates([
      row('2026-10-02', 'present'),
      row('2026-10-04', 'failed'),
      row('2026-10-05', 'present'),
    ]);
    const range = { from: '2026-09-01', to: '2026-10-06' };
    const coverage = coverageOf(snapshots, ['org:acme'], ['seats'], range, '2026-10-04');
    expect(coverage).toEqual({
      finalTo: '2026-10-05',
      provisional: [],
      missing: ['2026-10-03', '2026-10-04'],
      noReport: [],
    });
  });

  it('expects of imported history the days between its first and its last, and none after', () => {
    const row = (day: string) => ({ scope: 'org:acme', report: 'legacy-metrics', day, state: 'present' }) as const;
    const history = toDayStates([row('2026-03-30'), row('2026-04-01')]);
    const of = (states: ReturnType<typeof toDayStates>) =>
      coverageOf(states, ['org:acme'], ['legacy-metrics'], { from: '2026-03-01', to: '2026-04-30' }, '2026-10-07');
    expect(of(history)).toMatchObject({ missing: ['2026-03-31'], finalTo: '2026-04-01' });
    expect(of(toDayStates([])).missing).toEqual([]);
  });
});
