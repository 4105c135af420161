import { describe, expect, it } from 'vitest';
import type { Asked } from '../../data/hooks.ts';
import { atSnapshots, snapshotRange, snapshotSeam } from '../../data/status/snapshots.ts';
import type { Status } from '../../data/status/status.ts';
import { DEFAULT_VIEW } from '../../view/view.ts';
import { preparePolicies } from '../seat-policies/prepare.ts';
import { activityText, quietText, seatState } from '../seat-table/seat-state.ts';
import { prepareSeatStack } from './prepare.ts';

const coverage = { finalTo: null, provisional: ['2026-11-03'], missing: ['2026-11-02'], noReport: [] };
const query = {
  metrics: [],
  by: ['day'],
  range: { from: '2026-11-01', to: '2026-11-03' },
  where: [],
  scopes: ['org:acme'],
};
const day = (name: string, never: number, idle: number, active: number) => ({
  day: name,
  seats: never + idle + active,
  seats_never_used: never,
  seats_idle_30: idle,
  seats_active_30: active,
});

describe('seats over time', () => {
  const rows = [day('2026-11-01', 2, 3, 10), day('2026-11-03', 1, 4, 12)];
  const chart = prepareSeatStack({ rows, query, coverage }, 'day');

  it('stack never used and idle on the axis, and leave a gap where no snapshot was taken', () => {
    expect(chart.bars.map(({ total, parts }) => [total, parts])).toEqual([
      [15, [2, 3, 10]],
      [null, [0, 0, 0]],
      [17, [1, 4, 12]],
    ]);
    expect(chart.last).toBe(2);
    expect(chart.axis.max).toBeGreaterThanOrEqual(17);
  });

  it('say what a bar is made of, and that a snapshot is never provisional', () => {
    expect(chart.detailsAt(2)).toMatchObject({ title: 'Tue 3 Nov 2026', state: '' });
    expect(chart.detailsAt(2)?.rows.map(({ name, value }) => [name, value])).toEqual([
      ['Seats', '17'],
      ['Seats active in 30 days', '12'],
      ['Seats idle 30 days or more', '4'],
      ['Seats never used', '1'],
    ]);
    expect(chart.detailsAt(1)?.state).toBe('no snapshot');
    expect(chart.sentence).toBe('Seats from 1 Nov to 3 Nov: 15 at first, 17 at last, of them 4 idle and 1 never used.');
  });
});

it('seats over time say which snapshots were imported, and where our own begin', () => {
  const span = (from: string, to: string, more: object = {}) =>
    ({ scope: 'org:acme', report: 'seats', from, to, state: 'present', code: null, message: null, ...more }) as const;
  const status = { spans: [span('2026-10-20', '2026-11-01', { imported: true }), span('2026-11-03', '2026-11-05')] };
  const seam = snapshotSeam(status, 'org:acme', query.range);
  expect([seam?.importedTo, seam?.ownFrom]).toEqual(['2026-11-01', '2026-11-03']);
  const rows = [day('2026-11-01', 2, 3, 10), day('2026-11-03', 1, 4, 12)];
  const { table, detailsAt } = prepareSeatStack({ rows, query, coverage }, 'day', seam?.isImported);
  expect(table.head.at(-1)).toBe('State');
  expect(table.rows.map((row) => row.at(-1))).toEqual(['imported', 'no snapshot', '']);
  expect(detailsAt(0)?.state).toBe('imported');
  // A week has the seats of its last snapshot.
  expect(seam?.isImported({ from: '2026-10-26', to: '2026-11-03' })).toBe(false);
  expect(snapshotSeam({ spans: status.spans.slice(1) }, null, query.range)).toBeNull();
});

it('a policy has its present value since the snapshot that first had it without a break', () => {
  const row = (name: string, cli: string | null) => ({ day: name, cli_policy: cli, ide_chat: 'enabled' });
  const rows = [row('2026-11-03', 'enabled'), row('2026-11-01', 'enabled'), row('2026-11-02', 'disabled')];
  expect(preparePolicies(rows, ['cli_policy', 'ide_chat'])).toEqual([
    { name: 'cli_policy', label: 'CLI', value: 'Enabled', since: '2026-11-03', isFirst: false },
    { name: 'ide_chat', label: 'Chat in editors', value: 'Enabled', since: '2026-11-01', isFirst: true },
  ]);
  expect(preparePolicies([], ['cli_policy'])).toEqual([]);
});

it('a seat is called by what is known of it', () => {
  const seat = { user: 'ada', lastActive: '2026-11-01', quietDays: 1, ends: null };
  expect(seatState(seat)).toEqual({ word: 'active', tone: 'good' });
  expect(seatState({ ...seat, quietDays: 30 }).word).toBe('idle');
  expect(seatState({ ...seat, lastActive: null, quietDays: 12 }).word).toBe('never used');
  expect(seatState({ ...seat, lastActive: null, quietDays: 90 }).word).toBe('none in 90 days');
  expect(seatState({ ...seat, ends: '2026-12-01' }).word).toBe('ends 1 Dec');
  expect(seatState({ ...seat, user: null }).word).toBe('no person');
  expect([quietText(null), quietText(7), quietText(90)]).toEqual(['–', '7', '90+']);
  expect(activityText('2025-11-01', 1, '2026')).toBe('1 Nov 2025');
  expect(activityText(null, 12, '2026')).toBe('none yet');
});

describe('the days of snapshots', () => {
  const row = (name: string, scope = 'org:acme', state = 'present') => ({
    scope,
    report: 'seats',
    from: name,
    to: name,
    state,
  });
  const status = {
    spans: [
      row('2026-11-01'),
      row('2026-11-04'),
      row('2026-11-05', 'org:globex'),
      row('2026-11-06', 'org:acme', 'failed'),
    ],
  } as unknown as Status;
  const asked = { range: { from: '2026-10-31', to: '2026-11-03' } } as Asked;

  it('are those of the chosen scope that were loaded', () => {
    expect(snapshotRange(status, 'org:acme')).toEqual({ from: '2026-11-01', to: '2026-11-04' });
    expect(snapshotRange(status, null)?.to).toBe('2026-11-05');
    expect(snapshotRange(status, 'org:acme', { from: '2026-11-02', to: '2026-11-03' })).toBeNull();
  });

  it('move a named range up to the last one, and leave chosen days alone', () => {
    const view = { ...DEFAULT_VIEW, scope: 'org:acme' };
    expect(atSnapshots(asked, view, status).range).toEqual({ from: '2026-11-01', to: '2026-11-04' });
    expect(atSnapshots(asked, { ...view, range: asked.range }, status).range).toEqual(asked.range);
  });
});
