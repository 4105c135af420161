import { latest, sum } from '../measures/define.ts';
import type { Measure } from '../measures/measure-type.ts';
import { define, from, measure } from './define.ts';
import type { Metric } from './metric.ts';

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

const HUMAN =
  'Pull requests opened and reviewed by people, merged that day and ready for review on or after 21 Sep 2026.';
const NOT_ADDITIVE =
  'As GitHub gives it for one repository and day; medians of several cannot be combined, so a range shows the last day that has one and several repositories show none.';
const SINCE = 'Reported since 25 Sep 2026, by repository only.';

const STAGES = [
  ['to_first_review', 'ready_to_first_review', 'To first review', 'from ready to the first review', 'pulls'],
  [
    'first_to_final_review',
    'first_to_final_review',
    'First to final review',
    'from the first to the final review',
    'chat',
  ],
  [
    'final_review_to_merge',
    'final_review_to_merge',
    'Final review to merge',
    'from the final review to the merge',
    'agent',
  ],
] as const;

/** Stages of a review, by repository. */
export const REPOSITORY_METRICS: readonly Metric[] = [
  define(
    'review_timed_merges',
    'Merges with review times',
    'pull requests',
    'pulls',
    measure('review_timed_merges'),
    'Merged pull requests that people opened and reviewed and that GitHub timed.',
    from('repos-1-day', 'pull_request_review_times[].total_merged'),
    { population: HUMAN, caveats: [SINCE] },
  ),
  ...STAGES.flatMap(([stage, field, label, says, colour]) =>
    (['median', 'p90'] as const).map((what) =>
      define(
        `${what}_minutes_${stage}`,
        `${label}, ${what}`,
        'minutes',
        colour,
        measure(`${what}_minutes_${stage}`),
        `${what === 'median' ? 'Median minutes' : 'Minutes that nine in ten stay under'} ${says}.`,
        from('repos-1-day', `pull_request_review_times[].${what}_minutes_${field}`),
        { better: 'down', population: HUMAN, caveats: [NOT_ADDITIVE, SINCE] },
      ),
    ),
  ),
];
