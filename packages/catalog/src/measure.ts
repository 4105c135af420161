/** A test on one column of the fact's row. */
export type Condition =
  | { readonly column: string; readonly op: 'above'; readonly value: number }
  | { readonly column: string; readonly op: 'true' }
  | { readonly column: string; readonly op: 'in'; readonly values: readonly string[] };

/**
 * `sum` of a column · `people`: distinct people · `person_days`: distinct (person, day) · `latest`: the value of the
 * last day that has one, for figures GitHub has already aggregated; null over several scopes.
 */
export type Aggregate = 'sum' | 'people' | 'person_days' | 'latest';

/**
 * An aggregate over one of several facts that hold the same thing at different grain. Null when no row tells, never 0.
 * Additive over time and groups only when `sum`; person facts over several organizations are deduplicated, never added.
 */
export interface Measure {
  readonly name: string;
  readonly aggregate: Aggregate;
  /** The summed or latest column; null for `people` and `person_days`. */
  readonly column: string | null;
  /** Candidates, the cheapest first; the first that has all dimensions asked for answers. */
  readonly facts: readonly string[];
  /** Rows that count. */
  readonly when: readonly Condition[];
}

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

const WITH_PROMPTS = ['user_day', 'user_day_ide', 'user_day_feature', 'user_day_model_feature'] as const;
const ALL = [
  'user_day',
  'user_day_ide',
  'user_day_feature',
  'user_day_language_feature',
  'user_day_model_feature',
  'user_day_language_model',
] as const;
const WITH_FEATURE = ['user_day_feature', 'user_day_language_feature', 'user_day_model_feature'] as const;
const COMPLETIONS: readonly Condition[] = [{ column: 'feature', op: 'in', values: ['code_completion'] }];
const CHAT: readonly Condition[] = [{ column: 'feature', op: 'in', values: CHAT_FEATURES }];
const PROMPTED: readonly Condition[] = [{ column: 'user_initiated_interaction_count', op: 'above', value: 0 }];

function sum(name: string, column: string, facts: readonly string[], when: readonly Condition[] = []): Measure {
  return { name, aggregate: 'sum', column, facts, when };
}

function people(name: string, facts: readonly string[], when: readonly Condition[]): Measure {
  return { name, aggregate: 'people', column: null, facts, when };
}

function latest(name: string, column: string): Measure {
  return { name, aggregate: 'latest', column, facts: ['scope_day'], when: [] };
}

/** Every measure. */
export const MEASURES: readonly Measure[] = Object.freeze([
  people('active_people', WITH_PROMPTS, PROMPTED),
  people('reported_people', ALL, []),
  people('generating_people', ALL, [{ column: 'code_generation_activity_count', op: 'above', value: 0 }]),
  people('chat_people', ['user_day'], [{ column: 'used_chat', op: 'true' }]),
  people('agent_people', ['user_day'], [{ column: 'used_agent', op: 'true' }]),
  people('cli_people', ['user_day'], [{ column: 'used_cli', op: 'true' }]),
  { name: 'active_person_days', aggregate: 'person_days', column: null, facts: ['user_day'], when: PROMPTED },
  {
    name: 'chat_person_days',
    aggregate: 'person_days',
    column: null,
    facts: ['user_day'],
    when: [{ column: 'used_chat', op: 'true' }],
  },
  {
    name: 'agent_person_days',
    aggregate: 'person_days',
    column: null,
    facts: ['user_day'],
    when: [{ column: 'used_agent', op: 'true' }],
  },
  {
    name: 'cli_person_days',
    aggregate: 'person_days',
    column: null,
    facts: ['user_day'],
    when: [{ column: 'used_cli', op: 'true' }],
  },
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
  sum('chat_prompts', 'user_initiated_interaction_count', ['user_day_feature', 'user_day_model_feature'], CHAT),
  sum('chat_generated', 'code_generation_activity_count', WITH_FEATURE, CHAT),
  sum('chat_accepted', 'code_acceptance_activity_count', WITH_FEATURE, CHAT),
  sum('ai_credits_used', 'ai_credits_used', ['user_day']),
  sum(
    'cli_tokens_input',
    'prompt_tokens_sum',
    ['user_day_surface'],
    [{ column: 'surface', op: 'in', values: ['cli'] }],
  ),
  sum(
    'cli_tokens_output',
    'output_tokens_sum',
    ['user_day_surface'],
    [{ column: 'surface', op: 'in', values: ['cli'] }],
  ),
  latest('github_daily_active_users', 'daily_active_users'),
  latest('github_weekly_active_users', 'weekly_active_users'),
  latest('github_monthly_active_users', 'monthly_active_users'),
  sum('pull_requests_created', 'total_created', ['scope_day']),
  sum('pull_requests_merged', 'total_merged', ['scope_day']),
  sum('pull_requests_reviewed', 'total_reviewed', ['scope_day']),
  sum('pull_requests_created_by_copilot', 'total_created_by_copilot', ['scope_day']),
  sum('pull_requests_merged_created_by_copilot', 'total_merged_created_by_copilot', ['scope_day']),
  sum('pull_requests_reviewed_by_copilot', 'total_reviewed_by_copilot', ['scope_day']),
]);

const BY_NAME = new Map(MEASURES.map((measure) => [measure.name, measure]));

/** The measure of that name, or undefined. */
export function findMeasure(name: string): Measure | undefined {
  return BY_NAME.get(name);
}
