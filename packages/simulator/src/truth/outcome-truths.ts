/** A record or an element of one of its arrays. */
export type Fields = Readonly<Record<string, unknown>>;

/** Which rows of GitHub's reports an outcome is read from. */
export type OutcomeRows = 'pull_requests' | 'review_times' | 'phases' | 'engagement';

/** How one outcome is computed from its rows; on purpose written without the catalogue. */
export type OutcomeTruth =
  | { readonly rows: OutcomeRows; readonly kind: 'sum'; readonly of: (row: Fields) => unknown }
  | {
      readonly rows: OutcomeRows;
      readonly kind: 'ratio';
      /** Above and below the line of one row; null where the row does not count. */
      readonly of: (row: Fields) => readonly [above: unknown, below: unknown] | null;
      readonly times?: number;
    }
  /** The value of the last day that has one, for one row a day; null where several rows have one. */
  | { readonly rows: OutcomeRows; readonly kind: 'last'; readonly of: (row: Fields) => unknown }
  /** The same of two values that stand in one row. */
  | {
      readonly rows: OutcomeRows;
      readonly kind: 'last-ratio';
      readonly of: (row: Fields) => readonly [above: unknown, below: unknown] | null;
    }
  /** The sum over the rows of the last day, in one scope. */
  | { readonly rows: OutcomeRows; readonly kind: 'last-total'; readonly of: (row: Fields) => unknown };

const pulls = (field: string): OutcomeTruth => ({ rows: 'pull_requests', kind: 'sum', of: (row) => row[field] });
const share = (above: string, below: string): OutcomeTruth => ({
  rows: 'pull_requests',
  kind: 'ratio',
  of: (row) => [row[above], row[below]],
});
const last = (rows: OutcomeRows, field: string): OutcomeTruth => ({ rows, kind: 'last', of: (row) => row[field] });
/** GitHub's mean per engaged person, put together again from its sum. */
const mean = (field: string): OutcomeTruth => ({
  rows: 'phases',
  kind: 'ratio',
  of: (row) =>
    typeof row[field] === 'number'
      ? [Number(row[field]) * Number(row.total_engaged_users), row.total_engaged_users]
      : null,
});

/** Every metric about pull requests, repositories, phases and engagement by its catalogue name. */
export const OUTCOME_TRUTHS: Readonly<Record<string, OutcomeTruth>> = {
  pull_requests_created: pulls('total_created'),
  pull_requests_merged: pulls('total_merged'),
  pull_requests_reviewed: pulls('total_reviewed'),
  pull_requests_created_by_copilot: pulls('total_created_by_copilot'),
  pull_requests_merged_created_by_copilot: pulls('total_merged_created_by_copilot'),
  pull_requests_merged_reviewed_by_copilot: pulls('total_merged_reviewed_by_copilot'),
  pull_requests_reviewed_by_copilot: pulls('total_reviewed_by_copilot'),
  review_suggestions: pulls('total_suggestions'),
  review_suggestions_applied: pulls('total_applied_suggestions'),
  copilot_suggestions: pulls('total_copilot_suggestions'),
  copilot_suggestions_applied: pulls('total_copilot_applied_suggestions'),
  copilot_created_share: share('total_created_by_copilot', 'total_created'),
  copilot_merged_share: share('total_merged_created_by_copilot', 'total_merged'),
  copilot_reviewed_share: share('total_reviewed_by_copilot', 'total_reviewed'),
  review_suggestions_applied_rate: share('total_applied_suggestions', 'total_suggestions'),
  copilot_suggestions_applied_rate: share('total_copilot_applied_suggestions', 'total_copilot_suggestions'),
  median_minutes_to_merge: last('pull_requests', 'median_minutes_to_merge'),
  median_minutes_to_merge_copilot_authored: last('pull_requests', 'median_minutes_to_merge_copilot_authored'),
  median_minutes_to_merge_copilot_reviewed: last('pull_requests', 'median_minutes_to_merge_copilot_reviewed'),
  review_timed_merges: { rows: 'review_times', kind: 'sum', of: (row) => row.total_merged },
  median_minutes_to_first_review: last('review_times', 'median_minutes_ready_to_first_review'),
  p90_minutes_to_first_review: last('review_times', 'p90_minutes_ready_to_first_review'),
  median_minutes_first_to_final_review: last('review_times', 'median_minutes_first_to_final_review'),
  p90_minutes_first_to_final_review: last('review_times', 'p90_minutes_first_to_final_review'),
  median_minutes_final_review_to_merge: last('review_times', 'median_minutes_final_review_to_merge'),
  p90_minutes_final_review_to_merge: last('review_times', 'p90_minutes_final_review_to_merge'),
  phase_people: { rows: 'phases', kind: 'last-total', of: (row) => row.users_in_phase_28d },
  phase_engaged_users: { rows: 'phases', kind: 'last-total', of: (row) => row.total_engaged_users },
  phase_engaged_days: { rows: 'phases', kind: 'sum', of: (row) => row.total_engaged_users },
  phase_prompts: mean('avg_user_initiated_interactions'),
  phase_generated: mean('avg_code_generation_activities'),
  phase_accepted: mean('avg_code_acceptance_activities'),
  phase_lines_added: mean('avg_loc_added'),
  phase_lines_deleted: mean('avg_loc_deleted'),
  phase_pull_requests_created: mean('avg_pull_requests_created'),
  phase_pull_requests_merged: mean('avg_pull_requests_merged'),
  phase_pull_requests_reviewed: mean('avg_pull_requests_reviewed'),
  phase_merged: { rows: 'phases', kind: 'sum', of: (row) => row.total_pull_requests_merged },
  phase_merged_per_person: {
    rows: 'phases',
    kind: 'ratio',
    of: (row) =>
      typeof row.users_in_phase_28d === 'number' && typeof row.total_pull_requests_merged === 'number'
        ? [row.total_pull_requests_merged, row.users_in_phase_28d]
        : null,
    times: 28,
  },
  phase_median_minutes_to_merge: last('phases', 'avg_pull_requests_median_minutes_to_merge'),
  phase_median_minutes_to_review: last('phases', 'avg_pull_requests_minutes_to_review'),
  phase_median_review_cycles: last('phases', 'avg_pull_requests_review_cycles'),
  feature_engaged_users: last('engagement', 'engaged_user_count'),
  feature_engagement_people: last('engagement', 'active_user_count'),
  feature_engagement_share: {
    rows: 'engagement',
    kind: 'last-ratio',
    of: (row) => [row.engaged_user_count, row.active_user_count],
  },
};
