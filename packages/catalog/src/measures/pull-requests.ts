import { latest, sum } from './define.ts';
import type { Measure } from './measure-type.ts';

/** Facts that tell of pull requests: whole scopes, single repositories. */
const PULL_REQUESTS = ['scope_day', 'repo_day'] as const;
/** Facts that tell of Copilot's suggestions; the last two by type of comment. */
const SUGGESTIONS = [...PULL_REQUESTS, 'scope_day_comment_type', 'repo_day_comment_type'] as const;

/** Pull requests of a scope or repository. */
export const PULL_REQUEST_MEASURES: readonly Measure[] = [
  sum('pull_requests_created', 'total_created', PULL_REQUESTS),
  sum('pull_requests_merged', 'total_merged', PULL_REQUESTS),
  sum('pull_requests_reviewed', 'total_reviewed', PULL_REQUESTS),
  sum('pull_requests_created_by_copilot', 'total_created_by_copilot', PULL_REQUESTS),
  sum('pull_requests_merged_created_by_copilot', 'total_merged_created_by_copilot', PULL_REQUESTS),
  sum('pull_requests_merged_reviewed_by_copilot', 'total_merged_reviewed_by_copilot', PULL_REQUESTS),
  sum('pull_requests_reviewed_by_copilot', 'total_reviewed_by_copilot', PULL_REQUESTS),
  sum('review_suggestions', 'total_suggestions', PULL_REQUESTS),
  sum('review_suggestions_applied', 'total_applied_suggestions', PULL_REQUESTS),
  sum('copilot_suggestions', 'total_copilot_suggestions', SUGGESTIONS),
  sum('copilot_suggestions_applied', 'total_copilot_applied_suggestions', SUGGESTIONS),
  latest('median_minutes_to_merge', 'median_minutes_to_merge', PULL_REQUESTS),
  latest('median_minutes_to_merge_copilot_authored', 'median_minutes_to_merge_copilot_authored', PULL_REQUESTS),
  latest('median_minutes_to_merge_copilot_reviewed', 'median_minutes_to_merge_copilot_reviewed', PULL_REQUESTS),
];
