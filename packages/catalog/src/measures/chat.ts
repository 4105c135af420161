import { CHAT, sum, WITH_FEATURE } from './define.ts';
import type { Condition, Measure } from './measure-type.ts';

const AGENT_EDITS: readonly Condition[] = [{ column: 'feature', op: 'in', values: ['agent_edit'] }];

/** Chat and agents of editors. */
export const CHAT_MEASURES: readonly Measure[] = [
  sum('chat_prompts', 'user_initiated_interaction_count', ['user_day_feature', 'user_day_model_feature'], CHAT),
  sum('chat_generated', 'code_generation_activity_count', WITH_FEATURE, CHAT),
  sum('chat_accepted', 'code_acceptance_activity_count', WITH_FEATURE, CHAT),
  sum('agent_lines_added', 'loc_added_sum', WITH_FEATURE, AGENT_EDITS),
  sum('agent_lines_deleted', 'loc_deleted_sum', WITH_FEATURE, AGENT_EDITS),
];
