import { describe, expect, it } from 'vitest';
import { answer, RANGE, WEEK } from '../testing.ts';
import { prepareTile } from './prepare.ts';

describe('a number tile', () => {
  const result = answer(WEEK.rows, {
    total: { active_users: 331, reported_users: 400, agent_users: 260 },
    comparison: { range: RANGE, rows: [], total: { active_users: 345, agent_users: 224 } },
  });

  it('shows value, population and a coloured change', () => {
    expect(prepareTile('active_users', 'Active people', result, 'day')).toMatchObject({
      value: '331',
      aside: 'of 400 reported',
      change: { text: '\u22124.1\u00a0%', tone: 'bad', from: '345' },
    });
    expect(prepareTile('agent_users', 'Agent users', result, 'day')?.aside).toBe('· 79\u00a0% of active');
  });

  it('says "no data" rather than 0', () => {
    expect(prepareTile('chat_users', 'Chat', result, 'day')).toMatchObject({
      value: 'no data',
      empty: true,
      change: null,
    });
  });
});

describe('a tile of a figure of one day', () => {
  const result = (scopes: readonly string[]) => ({
    query: {
      metrics: ['median_minutes_to_merge'],
      by: ['day'],
      range: { from: '2026-11-16', to: '2026-11-18' },
      where: [],
      scopes,
    },
    rows: [
      { day: '2026-11-16', median_minutes_to_merge: 90 },
      { day: '2026-11-17', median_minutes_to_merge: 45 },
      { day: '2026-11-18', median_minutes_to_merge: null },
    ],
    rowCount: 3,
    total: { median_minutes_to_merge: scopes.length > 1 ? null : 45 },
    comparison: {
      range: { from: '2026-11-09', to: '2026-11-11' },
      rows: [],
      total: { median_minutes_to_merge: 60 },
    },
    coverage: { finalTo: '2026-11-18', provisional: [], missing: [], noReport: [] },
    reportedDays: { all: 3, working: 3 },
    notes: [],
  });

  it('names the last day that has it and compares no two days', () => {
    const tile = prepareTile('median_minutes_to_merge', 'Median to merge', result(['org:acme']), 'day');
    expect(tile).toMatchObject({ value: '45', unit: 'min', aside: 'on 17 Nov', change: null });
  });

  it('says why several organizations have none', () => {
    const tile = prepareTile('median_minutes_to_merge', 'Median to merge', result(['org:acme', 'org:globex']), 'day');
    expect(tile).toMatchObject({ value: 'no data', aside: 'for one organization at a time' });
  });
});
