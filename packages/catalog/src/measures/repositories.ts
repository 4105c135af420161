import { latest, sum } from './define.ts';
import type { Measure } from './measure-type.ts';

const TIMES = ['repo_day_review_time'] as const;

/** How long the stages of a review took, by repository. */
export const REPOSITORY_MEASURES: readonly Measure[] = [
  sum('review_timed_merges', 'total_merged', TIMES),
  latest('median_minutes_to_first_review', 'median_minutes_ready_to_first_review', TIMES),
  latest('p90_minutes_to_first_review', 'p90_minutes_ready_to_first_review', TIMES),
  latest('median_minutes_first_to_final_review', 'median_minutes_first_to_final_review', TIMES),
  latest('p90_minutes_first_to_final_review', 'p90_minutes_first_to_final_review', TIMES),
  latest('median_minutes_final_review_to_merge', 'median_minutes_final_review_to_merge', TIMES),
  latest('p90_minutes_final_review_to_merge', 'p90_minutes_final_review_to_merge', TIMES),
];
