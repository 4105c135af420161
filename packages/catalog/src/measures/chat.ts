import type { Measure } from '../measure-type.ts';
import { CHAT, sum, WITH_FEATURE } from './define.ts';

/** Chat of editors. */
export const CHAT_MEASURES: readonly Measure[] = [
  sum('chat_prompts', 'user_initiated_interaction_count', ['user_day_feature', 'user_day_model_feature'], CHAT),
  sum('chat_generated', 'code_generation_activity_count', WITH_FEATURE, CHAT),
  sum('chat_accepted', 'code_acceptance_activity_count', WITH_FEATURE, CHAT),
];
