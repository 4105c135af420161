import { ALL, COMPLETIONS, sum, WITH_FEATURE, WITH_PROMPTS } from './define.ts';
import type { Measure } from './measure-type.ts';

/** Prompts, outputs, acceptances and lines. */
export const OUTPUT_MEASURES: readonly Measure[] = [
  sum('interactions', 'user_initiated_interaction_count', WITH_PROMPTS),
  sum('generated', 'code_generation_activity_count', ALL),
  sum('accepted', 'code_acceptance_activity_count', ALL),
  sum('loc_suggested_to_add', 'loc_suggested_to_add_sum', ALL),
  sum('loc_suggested_to_delete', 'loc_suggested_to_delete_sum', ALL),
  sum('loc_added', 'loc_added_sum', ALL),
  sum('loc_deleted', 'loc_deleted_sum', ALL),
  sum('completions_generated', 'code_generation_activity_count', WITH_FEATURE, COMPLETIONS),
  sum('completions_accepted', 'code_acceptance_activity_count', WITH_FEATURE, COMPLETIONS),
  sum('completions_lines_suggested', 'loc_suggested_to_add_sum', WITH_FEATURE, COMPLETIONS),
  sum('completions_lines_accepted', 'loc_added_sum', WITH_FEATURE, COMPLETIONS),
];
