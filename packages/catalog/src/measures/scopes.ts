import type { Measure } from '../measure-type.ts';
import { latest, sum } from './define.ts';

/** GitHub's own totals of a scope. */
export const SCOPE_MEASURES: readonly Measure[] = [
  latest('github_daily_active_users', 'daily_active_users'),
  latest('github_weekly_active_users', 'weekly_active_users'),
  latest('github_monthly_active_users', 'monthly_active_users'),
  sum('pull_requests_created', 'total_created', ['scope_day']),
  sum('pull_requests_merged', 'total_merged', ['scope_day']),
  sum('pull_requests_reviewed', 'total_reviewed', ['scope_day']),
  sum('pull_requests_created_by_copilot', 'total_created_by_copilot', ['scope_day']),
  sum('pull_requests_merged_created_by_copilot', 'total_merged_created_by_copilot', ['scope_day']),
  sum('pull_requests_reviewed_by_copilot', 'total_reviewed_by_copilot', ['scope_day']),
];
