import type { AggregateRecord, Counters, UserRecord } from './records.ts';

/** A user row, or one row of one of its breakdowns. */
export type Row = Partial<Counters>;

/** How one metric is computed from records; on purpose written without the catalogue. */
export type MetricTruth =
  | {
      readonly kind: 'sum';
      readonly features?: readonly string[];
      readonly of: (row: Row, record: UserRecord) => unknown;
    }
  | {
      readonly kind: 'ratio';
      readonly features?: readonly string[];
      readonly above: (row: Row) => unknown;
      readonly below: (row: Row) => unknown;
    }
  /** Distinct people; undefined where the flag was never reported. */
  | { readonly kind: 'people'; readonly when: (row: Row, record: UserRecord) => unknown }
  /** Distinct (person, day); undefined where the flag was never reported. */
  | { readonly kind: 'person-days'; readonly when: (record: UserRecord) => unknown }
  /** Active days ÷ days, of those that count. */
  | { readonly kind: 'adoption'; readonly counts: (day: string) => boolean }
  | { readonly kind: 'last-aggregate'; readonly of: (record: AggregateRecord) => unknown };

const COMPLETION = ['code_completion'];
const CHAT = [
  'chat_inline',
  'chat_panel_ask_mode',
  'chat_panel_edit_mode',
  'chat_panel_agent_mode',
  'chat_panel_plan_mode',
  'chat_panel_custom_mode',
  'chat_panel_unknown_mode',
];

const generated = (row: Row) => row.code_generation_activity_count;
const accepted = (row: Row) => row.code_acceptance_activity_count;

/** Every metric of people by its catalogue name. */
export const METRIC_TRUTHS: Readonly<Record<string, MetricTruth>> = {
  active_users: { kind: 'people', when: (row) => isPositive(row.user_initiated_interaction_count) },
  reported_users: { kind: 'people', when: () => true },
  generating_users: { kind: 'people', when: (row) => isPositive(row.code_generation_activity_count) },
  chat_users: { kind: 'people', when: (_row, record) => record.used_chat },
  agent_users: { kind: 'people', when: (_row, record) => record.used_agent },
  cli_users: { kind: 'people', when: (_row, record) => record.used_cli },
  github_daily_active_users: { kind: 'last-aggregate', of: (record) => record.daily_active_users },
  github_weekly_active_users: { kind: 'last-aggregate', of: (record) => record.weekly_active_users },
  github_monthly_active_users: { kind: 'last-aggregate', of: (record) => record.monthly_active_users },
  interactions: { kind: 'sum', of: (row) => row.user_initiated_interaction_count },
  generated: { kind: 'sum', of: generated },
  accepted: { kind: 'sum', of: accepted },
  acceptance_rate: { kind: 'ratio', above: accepted, below: generated },
  completions_generated: { kind: 'sum', features: COMPLETION, of: generated },
  completions_accepted: { kind: 'sum', features: COMPLETION, of: accepted },
  completion_acceptance_rate: { kind: 'ratio', features: COMPLETION, above: accepted, below: generated },
  loc_suggested_to_add: { kind: 'sum', of: (row) => row.loc_suggested_to_add_sum },
  loc_suggested_to_delete: { kind: 'sum', of: (row) => row.loc_suggested_to_delete_sum },
  loc_added: { kind: 'sum', of: (row) => row.loc_added_sum },
  loc_deleted: { kind: 'sum', of: (row) => row.loc_deleted_sum },
  lines_acceptance_rate: {
    kind: 'ratio',
    features: COMPLETION,
    above: (row) => row.loc_added_sum,
    below: (row) => row.loc_suggested_to_add_sum,
  },
  completions_lines_suggested: { kind: 'sum', features: COMPLETION, of: (row) => row.loc_suggested_to_add_sum },
  completions_lines_accepted: { kind: 'sum', features: COMPLETION, of: (row) => row.loc_added_sum },
  chat_prompts: { kind: 'sum', features: CHAT, of: (row) => row.user_initiated_interaction_count },
  chat_generated: { kind: 'sum', features: CHAT, of: generated },
  chat_accepted: { kind: 'sum', features: CHAT, of: accepted },
  chat_acceptance_rate: { kind: 'ratio', features: CHAT, above: accepted, below: generated },
  active_days: { kind: 'person-days', when: (record) => isPositive(record.user_initiated_interaction_count) },
  chat_days: { kind: 'person-days', when: (record) => record.used_chat },
  agent_days: { kind: 'person-days', when: (record) => record.used_agent },
  cli_days: { kind: 'person-days', when: (record) => record.used_cli },
  active_working_days: {
    kind: 'person-days',
    when: (record) => isPositive(record.user_initiated_interaction_count) && isWeekday(record.day),
  },
  adoption_score: { kind: 'adoption', counts: () => true },
  adoption_score_working_days: { kind: 'adoption', counts: isWeekday },
  ai_credits_used: { kind: 'sum', of: (_row, record) => record.ai_credits_used },
  cli_tokens_input: { kind: 'sum', of: (_row, record) => record.totals_by_cli?.token_usage.prompt_tokens_sum },
  cli_tokens_output: { kind: 'sum', of: (_row, record) => record.totals_by_cli?.token_usage.output_tokens_sum },
  people_with_phase: {
    kind: 'people',
    when: (_row, record) => (record.ai_adoption_phase === undefined ? undefined : true),
  },
};

/** Metrics whose value belongs to the whole user row, so that no breakdown has it. */
export const ROW_LEVEL: ReadonlySet<string> = new Set([
  'chat_users',
  'agent_users',
  'cli_users',
  'active_days',
  'chat_days',
  'agent_days',
  'cli_days',
  'active_working_days',
  'adoption_score',
  'adoption_score_working_days',
  'ai_credits_used',
  'cli_tokens_input',
  'cli_tokens_output',
  'people_with_phase',
]);

/** Monday to Friday. */
function isWeekday(day: string): boolean {
  return ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
}

function isPositive(value: number | undefined): boolean | undefined {
  return value === undefined ? undefined : value > 0;
}
