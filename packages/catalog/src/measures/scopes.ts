import { latest, sum } from './define.ts';
import type { Measure } from './measure-type.ts';

const WITH_PROMPTS = ['scope_day', 'scope_day_ide', 'scope_day_feature', 'scope_day_model_feature'] as const;
const ALL = [
  'scope_day',
  'scope_day_ide',
  'scope_day_feature',
  'scope_day_language_feature',
  'scope_day_model_feature',
  'scope_day_language_model',
] as const;

/** GitHub's own totals of a scope: the metric of people they stand beside, the field. */
export const GITHUB_TOTALS = [
  ['interactions', 'user_initiated_interaction_count'],
  ['generated', 'code_generation_activity_count'],
  ['accepted', 'code_acceptance_activity_count'],
  ['loc_suggested_to_add', 'loc_suggested_to_add_sum'],
  ['loc_suggested_to_delete', 'loc_suggested_to_delete_sum'],
  ['loc_added', 'loc_added_sum'],
  ['loc_deleted', 'loc_deleted_sum'],
] as const;

/** GitHub's own counts of people of a scope, and its totals. */
export const SCOPE_MEASURES: readonly Measure[] = [
  latest('github_daily_active_users', 'daily_active_users'),
  latest('github_weekly_active_users', 'weekly_active_users'),
  latest('github_monthly_active_users', 'monthly_active_users'),
  ...GITHUB_TOTALS.map(([name, field]) => sum(`github_${name}`, field, name === 'interactions' ? WITH_PROMPTS : ALL)),
];
