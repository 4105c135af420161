import type { Measure } from '../measure-type.ts';
import { latest } from './define.ts';

/** GitHub's own counts of people of a scope. */
export const SCOPE_MEASURES: readonly Measure[] = [
  latest('github_daily_active_users', 'daily_active_users'),
  latest('github_weekly_active_users', 'weekly_active_users'),
  latest('github_monthly_active_users', 'monthly_active_users'),
];
