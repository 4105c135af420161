import type { Unit } from '../facts/fact.ts';
import { latest, people, sum } from '../measures/define.ts';
import type { Condition, Measure } from '../measures/measure-type.ts';
import type { MeasureName, MetricName } from '../names.ts';
import { aggregate, define, from, measure, PEOPLE_ONCE, ratio, users } from './define.ts';
import type { Metric, MetricSource } from './metric.ts';

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

/** Source: a field of a phase of a scope. */
const phases = (field: string): readonly MetricSource[] => aggregate(`totals_by_ai_adoption_phase[].${field}`);
const IN_PHASE =
  'People of the scope in the phase, each in one phase: GitHub decides again every day from the last 28 days.';
const LAST_DAY = 'Over a range the last day that has it; no value over several organizations, whose people overlap.';
const PER_PERSON = 'People in the phase who were active that day.';
const WEIGHTED =
  "GitHub gives a mean per engaged person and day; here it is weighted by the people it is a mean of, so a range is Σ ÷ Σ except for GitHub's rounding.";
const ENGAGEMENT = 'Everyone GitHub counts as active in the 28 days of the report.';
const WINDOW =
  'GitHub gives only its newest 28 days; the value stands on the last day of that window. Features overlap: never add them.';

/** A median as GitHub gives it for one phase and day. */
const median = (name: MetricName & MeasureName, label: string, unit: Unit, says: string, field: string): Metric =>
  define(name, label, unit, 'pulls', measure(name), says, phases(field), {
    better: 'down',
    population: PER_PERSON,
    caveats: [
      'A median, although GitHub calls it an average; over a range the last day that has it, no value over several phases or scopes.',
      'Absent is not 0: GitHub had nothing to measure.',
    ],
  });

/** Adoption phases, and the engagement of 28 days. */
export const PHASE_METRICS: readonly Metric[] = [
  define(
    'phase_people',
    'People in phase',
    'people',
    'people',
    measure('phase_people'),
    'People in the phase by their last 28 days, active that day or not.',
    phases('users_in_phase_28d'),
    {
      population: IN_PHASE,
      caveats: ['Measured since 17 Sep 2026; absent before, which is not 0.', LAST_DAY],
    },
  ),
  define(
    'phase_engaged_users',
    'People in phase, engaged that day',
    'people',
    'people',
    measure('phase_engaged_users'),
    'People in the phase who were also active on the day.',
    phases('total_engaged_users'),
    { population: PER_PERSON, caveats: [LAST_DAY, 'Reported since 29 May 2026.'] },
  ),
  define(
    'phase_engaged_days',
    'Engaged days',
    'days',
    'people',
    measure('phase_engaged_days'),
    'People in the phase and active that day, added up over days.',
    phases('total_engaged_users'),
    { population: PER_PERSON, caveats: ['Person-days, not people.', 'Reported since 29 May 2026.'] },
  ),
  ...(
    [
      ['phase_prompts', 'Prompts', 'Prompts', 'avg_user_initiated_interactions'],
      ['phase_generated', 'All outputs', 'Outputs of all features', 'avg_code_generation_activities'],
      ['phase_accepted', 'All outputs accepted', 'Accept actions', 'avg_code_acceptance_activities'],
      ['phase_lines_added', 'All lines added', 'Lines that reached files', 'avg_loc_added'],
      ['phase_lines_deleted', 'All lines deleted', 'Lines removed', 'avg_loc_deleted'],
      ['phase_pull_requests_created', 'PRs created', 'Pull requests opened', 'avg_pull_requests_created'],
      ['phase_pull_requests_merged', 'PRs merged', 'Pull requests merged', 'avg_pull_requests_merged'],
      ['phase_pull_requests_reviewed', 'PRs reviewed', 'Pull requests reviewed', 'avg_pull_requests_reviewed'],
    ] as const
  ).map(([name, label, says, field]) =>
    define(
      name,
      `${label} per engaged person`,
      'per person',
      'people',
      ratio(`${name}_sum`, `${name}_people`),
      `${says} per engaged person and day.`,
      phases(field),
      { population: PER_PERSON, caveats: [WEIGHTED, 'Reported since 29 May 2026.'] },
    ),
  ),
  define(
    'phase_merged',
    'Merged by the phase',
    'pull requests',
    'pulls',
    measure('phase_merged'),
    'Pull requests merged by people of the phase.',
    phases('total_pull_requests_merged'),
    { population: IN_PHASE, caveats: ['Reported since 26 Jun 2026.'] },
  ),
  define(
    'phase_merged_per_person',
    'Phase merges per person in 28 days',
    'per person',
    'pulls',
    {
      op: 'ratio',
      over: measure('phase_merged_measured'),
      under: measure('phase_population_days'),
      times: 28,
    },
    'Pull requests merged ÷ people in the phase × 28, the ratio GitHub documents.',
    phases('total_pull_requests_merged ÷ users_in_phase_28d × 28'),
    {
      better: 'up',
      population: IN_PHASE,
      caveats: [
        'Only days with both count, so it begins on 17 Sep 2026.',
        'People further along may merge more anyway.',
      ],
    },
  ),
  median(
    'phase_median_minutes_to_merge',
    "Phase's median to merge",
    'minutes',
    'Median minutes to merge of people of the phase.',
    'avg_pull_requests_median_minutes_to_merge',
  ),
  median(
    'phase_median_minutes_to_review',
    "Phase's median to review",
    'minutes',
    'Median minutes to review of people of the phase.',
    'avg_pull_requests_minutes_to_review',
  ),
  median(
    'phase_median_review_cycles',
    "Phase's median of review cycles",
    'per person',
    'Median review cycles of pull requests of people of the phase.',
    'avg_pull_requests_review_cycles',
  ),
  define(
    'people_with_phase',
    'People with a phase',
    'people',
    'people',
    measure('people_with_phase'),
    'Distinct people for whom GitHub reports an adoption phase.',
    users('ai_adoption_phase.phase_number'),
    { population: PEOPLE_ONCE, caveats: ['Reported since 29 May 2026, on days with any Copilot event.'] },
  ),
  define(
    'feature_engaged_users',
    'People with the feature in 28 days',
    'people',
    'people',
    measure('feature_engaged_users'),
    'People with the feature on two or more of 28 days.',
    from('aggregate-28-day', 'copilot_feature_engagement.totals_by_feature[].engaged_user_count'),
    { better: 'up', population: ENGAGEMENT, caveats: [WINDOW, 'Reported since 17 Sep 2026.'] },
  ),
  define(
    'feature_engagement_people',
    'People of the 28 days',
    'people',
    'people',
    measure('feature_engagement_people'),
    'People GitHub counts as active in the 28 days of feature engagement.',
    from('aggregate-28-day', 'copilot_feature_engagement.active_user_count'),
    { population: ENGAGEMENT, caveats: [WINDOW, 'Reported since 17 Sep 2026.'] },
  ),
  define(
    'feature_engagement_share',
    'Share with the feature in 28 days',
    'ratio',
    'people',
    ratio('feature_engaged_users', 'feature_engagement_people'),
    'People with the feature on two or more of 28 days ÷ people active in them.',
    from('aggregate-28-day', 'copilot_feature_engagement'),
    { better: 'up', population: ENGAGEMENT, caveats: [WINDOW, 'Reported since 17 Sep 2026.'] },
  ),
];
