import { describe, expect, it } from 'vitest';
import { prepareStages } from './prepare.ts';

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
});
