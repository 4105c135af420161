import { latest, people, sum } from './define.ts';
import type { Condition, Measure } from './measure-type.ts';

const PHASE = ['scope_day_phase'] as const;
const known = (column: string): readonly Condition[] => [{ column, op: 'above', value: -1 }];

/** Means that GitHub gives per engaged person of a phase: name of the metric, column. */
const MEANS = [
  ['phase_prompts', 'avg_user_initiated_interactions'],
  ['phase_generated', 'avg_code_generation_activities'],
  ['phase_accepted', 'avg_code_acceptance_activities'],
  ['phase_lines_added', 'avg_loc_added'],
  ['phase_lines_deleted', 'avg_loc_deleted'],
  ['phase_pull_requests_created', 'avg_pull_requests_created'],
  ['phase_pull_requests_merged', 'avg_pull_requests_merged'],
  ['phase_pull_requests_reviewed', 'avg_pull_requests_reviewed'],
] as const;

/** Adoption phases of scopes and of people, and the engagement of 28 days. */
export const PHASE_MEASURES: readonly Measure[] = [
  { ...sum('phase_people', 'users_in_phase_28d', PHASE), aggregate: 'latest_total' },
  { ...sum('phase_engaged_users', 'total_engaged_users', PHASE), aggregate: 'latest_total' },
  sum('phase_engaged_days', 'total_engaged_users', PHASE),
  // A mean times the people it is a mean of, over the same people: rows without the mean count on neither side.
  ...MEANS.flatMap(([name, column]): Measure[] => [
    { ...sum(`${name}_sum`, column, PHASE), weight: 'total_engaged_users' },
    sum(`${name}_people`, 'total_engaged_users', PHASE, known(column)),
  ]),
  sum('phase_merged', 'total_pull_requests_merged', PHASE),
  sum('phase_merged_measured', 'total_pull_requests_merged', PHASE, known('users_in_phase_28d')),
  sum('phase_population_days', 'users_in_phase_28d', PHASE, known('total_pull_requests_merged')),
  latest('phase_median_minutes_to_merge', 'avg_pull_requests_median_minutes_to_merge', PHASE),
  latest('phase_median_minutes_to_review', 'avg_pull_requests_minutes_to_review', PHASE),
  latest('phase_median_review_cycles', 'avg_pull_requests_review_cycles', PHASE),
  people('people_with_phase', ['user_day'], known('ai_adoption_phase_number')),
  latest('feature_engaged_users', 'engaged_user_count', ['feature_engagement']),
  latest('feature_engagement_people', 'active_user_count', ['feature_engagement']),
];
