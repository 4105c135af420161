import { describe, expect, it } from 'vitest';
import { risesOf } from '../figure/prepare.ts';
import { prepareFlow } from '../flow/prepare.ts';
import { prepareRanked } from '../ranked/prepare.ts';
import { prepareTile } from '../tile/prepare.ts';
import { formatMinutes, prepareStages } from './prepare.ts';

const moved = (phase_from: string | null, phase_to: string | null, people: number | null, reported = people) => ({
  phase_from,
  phase_to,
  people_with_phase: people,
  reported_users: reported,
});
const MOVES = [
  moved('0', '0', 3),
  moved('0', '1', 12),
  moved('1', '1', 73),
  moved('2', '1', 7),
  moved('1', '4', 1),
  moved(null, null, null, 5),
];

describe('people between phases', () => {
  it('stand by their first phase down and their last across, with sums at the ends', () => {
    const flow = prepareFlow({ rows: MOVES });
    expect(flow.phases.map(({ label }) => label)).toEqual([
      'Passive',
      'Code first',
      'Agent first',
      'Multi-agent',
      'Phase 4',
    ]);
    expect(flow.rows.map(({ people }) => people)).toEqual([15, 74, 7, 0, 0]);
    expect(flow.ends).toEqual([3, 92, 0, 0, 1]);
    expect(flow.people).toBe(96);
  });

  it('are parted into those who moved on, fell back and stayed; who has no phase is only counted', () => {
    const { up, down, stayed, without } = prepareFlow({ rows: MOVES });
    expect({ up, down, stayed, without }).toEqual({ up: 13, down: 7, stayed: 76, without: 5 });
    expect(risesOf(MOVES, 'people_with_phase')).toEqual({ up: 13, down: 7, people: 96 });
  });
});

const reviewed = (repository: string, median: number | null, p90: number | null, merges: number) => ({
  repository,
  median_minutes_to_first_review: median,
  p90_minutes_to_first_review: p90,
  median_minutes_first_to_final_review: null,
  p90_minutes_first_to_final_review: null,
  median_minutes_final_review_to_merge: null,
  p90_minutes_final_review_to_merge: null,
  review_timed_merges: merges,
});

describe('a ranking of repositories', () => {
  const MERGED = 'pull_requests_merged';
  const row = (repository: string, pull_requests_merged: number) => ({ repository, pull_requests_merged });
  const labels = (...rows: ReturnType<typeof row>[]) =>
    prepareRanked(
      { rows },
      'repository',
      { label: '', whole: MERGED, part: MERGED, aside: MERGED, sort: MERGED },
      {
        columns: [],
        limit: 5,
        withUnknown: false,
      },
    ).rows.map(({ label, value }) => [label, value]);

  it('leaves out the owner they share, and only then', () => {
    expect(labels(row('acme/web', 3), row('acme/api', 2))).toEqual([
      ['web', 'acme/web'],
      ['api', 'acme/api'],
    ]);
    expect(labels(row('acme/web', 3), row('globex/api', 2)).map(([label]) => label)).toEqual([
      'acme/web',
      'globex/api',
    ]);
  });
});

describe('review stages', () => {
  it('show every repository with its own median, the least first, and average nothing', () => {
    const stages = prepareStages({
      rows: [reviewed('a/slow', 600, 900, 2), reviewed('a/quick', 6, 8, 5), reviewed('a/none', null, null, 0)],
    });
    expect(stages.stages[0]?.dots.map(({ repository, minutes }) => [repository, minutes])).toEqual([
      ['a/quick', 6],
      ['a/slow', 600],
    ]);
    expect(stages.stages[0]?.p90).toBeNull();
    expect(stages.stages[1]?.dots).toEqual([]);
    expect([stages.repositories, stages.merges]).toEqual([2, 7]);
    const places = stages.stages[0]?.dots.map(({ at }) => at) ?? [];
    expect(places.every((at) => at >= 0 && at <= 1)).toBe(true);
  });

  it('tell what nine of ten stay under of a single repository', () => {
    const stages = prepareStages({ rows: [reviewed('a/slow', 600, 900, 2)] });
    expect(stages.stages[0]?.p90?.minutes).toBe(900);
  });

  it('write minutes in the unit that fits', () => {
    expect([35, 119, 312, 4464].map(formatMinutes)).toEqual([
      '35\u00a0min',
      '119\u00a0min',
      '5.2\u00a0h',
      '3.1\u00a0days',
    ]);
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
