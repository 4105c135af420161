import { describe, expect, it } from 'vitest';
import type { Reconciliation } from '../result.ts';
import { exceeds, wayRows } from './format.ts';

const SIDE = {
  definition: {} as Reconciliation['ours']['definition'],
  range: { from: '2026-10-01', to: '2026-10-28' },
  scope: { dimension: 'organization', names: ['acme'] },
  window: '1 Oct – 28 Oct 2026',
  readAt: null,
} as const;
const ANSWER: Reconciliation = {
  metric: 'active_users',
  label: 'Active users',
  unit: 'people',
  theirs: { ...SIDE, source: 'dashboard', label: "GitHub's dashboard", value: 352 },
  ours: { ...SIDE, source: 'flightdeck', label: 'Flightdeck', value: 331 },
  difference: -21,
  steps: [
    {
      cause: 'window',
      label: 'Window',
      amount: -20,
      running: 332,
      sentence: 'Theirs counts a month.',
      evidence: { days: [], people: [], groups: [], parts: [], about: [] },
    },
  ],
  unexplained: -1,
  explained: 20,
  worthNothing: [],
  unanswered: [{ cause: 'telemetry_off', label: 'Telemetry off', why: 'No list of seats was ever received.' }],
  notes: [],
};

describe('the way from their number to ours', () => {
  it('has both ends, each cause, unknown shares, and the remainder', () => {
    expect(wayRows(ANSWER).map(({ step, amount, running }) => [step, amount, running])).toEqual([
      ['theirs', null, 352],
      ['window', -20, 332],
      ['telemetry_off', null, null],
      ['unexplained', -1, 331],
      ['ours', null, 331],
    ]);
  });
});

describe('a tolerance', () => {
  it('is exceeded by more than it, and by an unknown remainder', () => {
    expect(exceeds(ANSWER, 1)).toBe(false);
    expect(exceeds(ANSWER, 0)).toBe(true);
    expect(exceeds({ ...ANSWER, unexplained: null }, 100)).toBe(true);
  });
});
