import type { FactName, MeasureName } from '../names.ts';
import type { Condition, Measure } from './measure-type.ts';

/** Chat features of editors. @source github/docs "Copilot usage metrics" reference, values of `feature`. */
export const CHAT_FEATURES: readonly string[] = Object.freeze([
  'chat_inline',
  'chat_panel_ask_mode',
  'chat_panel_edit_mode',
  'chat_panel_agent_mode',
  'chat_panel_plan_mode',
  'chat_panel_custom_mode',
  'chat_panel_unknown_mode',
]);

/** Facts with prompts, the cheapest first. */
export const WITH_PROMPTS = ['user_day', 'user_day_ide', 'user_day_feature', 'user_day_model_feature'] as const;
/** Facts with outputs, the cheapest first. */
export const ALL = [
  'user_day',
  'user_day_ide',
  'user_day_feature',
  'user_day_language_feature',
  'user_day_model_feature',
  'user_day_language_model',
] as const;
/** Whatever a row of a person lists: breakdowns first, then what stands beside them. */
export const EVERY_LIST = [...ALL, 'user_day_surface', 'user_day_agent', 'user_day_customization'] as const;
/** Facts by feature, the cheapest first. */
export const WITH_FEATURE = ['user_day_feature', 'user_day_language_feature', 'user_day_model_feature'] as const;
/** Inline completions only. */
export const COMPLETIONS: readonly Condition[] = [{ column: 'feature', op: 'in', values: ['code_completion'] }];
/** Chat of editors only. */
export const CHAT: readonly Condition[] = [{ column: 'feature', op: 'in', values: CHAT_FEATURES }];
/** With at least one prompt. */
export const PROMPTED: readonly Condition[] = [{ column: 'user_initiated_interaction_count', op: 'above', value: 0 }];

/** The sum of a column over rows that count. */
export function sum(
  name: MeasureName,
  column: string,
  facts: readonly FactName[],
  when: readonly Condition[] = [],
): Measure {
  return { name, aggregate: 'sum', column, facts, when };
}

/** Distinct people with a row that counts. */
export function people(name: MeasureName, facts: readonly FactName[], when: readonly Condition[]): Measure {
  return { name, aggregate: 'people', column: null, facts, when };
}

/** GitHub's own figure of the last day that has one. */
export function latest(name: MeasureName, column: string, facts: readonly FactName[] = ['scope_day']): Measure {
  return { name, aggregate: 'latest', column, facts, when: [] };
}
