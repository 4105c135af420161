import type { Day } from '@flightdeck/catalog';

/** The seven counters GitHub repeats at every level, in one fixed order. */
export const COUNTERS = [
  'user_initiated_interaction_count',
  'code_generation_activity_count',
  'code_acceptance_activity_count',
  'loc_suggested_to_add_sum',
  'loc_suggested_to_delete_sum',
  'loc_added_sum',
  'loc_deleted_sum',
] as const;

/** Name of a counter. */
export type Counter = (typeof COUNTERS)[number];

/** All seven counters. */
export type Counters = Readonly<Record<Counter, number>>;

/** The six counters of the language breakdowns, which do not know prompts. */
export type LanguageCounters = Omit<Counters, 'user_initiated_interaction_count'>;

/** CLI or Copilot app use. */
export interface SurfaceTotals {
  readonly session_count: number;
  readonly request_count: number;
  readonly prompt_count: number;
  readonly token_usage: {
    readonly prompt_tokens_sum: number;
    readonly output_tokens_sum: number;
    readonly avg_tokens_per_request: number;
  };
  readonly last_known_cli_version?: { readonly cli_version: string; readonly sampled_at: string };
}

/** The breakdown arrays, alike in user rows and aggregates. */
export interface Breakdowns {
  readonly totals_by_ide: readonly (Counters & { readonly ide: string })[];
  readonly totals_by_feature: readonly (Counters & { readonly feature: string })[];
  readonly totals_by_language_feature: readonly (LanguageCounters & {
    readonly language: string;
    readonly feature: string;
  })[];
  readonly totals_by_language_model: readonly (LanguageCounters & {
    readonly language: string;
    readonly model: string;
  })[];
  readonly totals_by_model_feature: readonly (Counters & { readonly model: string; readonly feature: string })[];
  readonly totals_by_cli?: SurfaceTotals;
  readonly totals_by_copilot_app?: SurfaceTotals;
}

/** One row of a users report; a key GitHub did not have on that day is absent. */
export interface UserRecord extends Counters, Breakdowns {
  readonly day: Day;
  readonly enterprise_id: string;
  readonly organization_id?: string;
  readonly user_id: number;
  readonly user_login: string;
  readonly ai_credits_used?: number;
  readonly used_agent: boolean;
  readonly used_chat: boolean;
  readonly used_cli?: boolean;
  readonly [field: string]: unknown;
}

/** One row of a user-teams report. */
export interface TeamRecord {
  readonly user_id: number;
  readonly user_login: string;
  readonly day: Day;
  readonly enterprise_id?: string;
  readonly organization_id?: string;
  readonly team_id: number;
  readonly slug: string;
}

/** Pull-request counters of a scope or a repository. */
export interface PullRequests {
  readonly total_created: number;
  readonly total_reviewed: number;
  readonly total_created_by_copilot: number;
  readonly total_reviewed_by_copilot: number;
  readonly total_merged?: number;
  readonly total_merged_created_by_copilot?: number;
  readonly [field: string]: unknown;
}

/** The object of an aggregate day. */
export interface AggregateRecord extends Counters, Breakdowns {
  readonly day: Day;
  readonly enterprise_id: string;
  readonly organization_id?: string;
  readonly daily_active_users: number;
  readonly weekly_active_users: number;
  readonly monthly_active_users: number;
  readonly monthly_active_chat_users: number;
  readonly monthly_active_agent_users: number;
  readonly pull_requests: PullRequests;
  readonly [field: string]: unknown;
}

/** One row of a repos report. */
export interface RepoRecord {
  readonly day: Day;
  readonly enterprise_id: string;
  readonly organization_id: string;
  readonly repo_id: number;
  readonly repo_owner_name: string;
  readonly repo_name: string;
  readonly repo_visibility: 'PRIVATE' | 'INTERNAL' | 'PUBLIC';
  readonly pull_requests: PullRequests;
  readonly [field: string]: unknown;
}
