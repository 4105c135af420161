import type { FactName } from '../names.ts';

/** Columns of facts that no question reads, and why; `columns: null` stands for the whole fact. */
export interface NotAskable {
  readonly facts: readonly FactName[];
  readonly columns: readonly string[] | null;
  readonly why: string;
}

/** What is stored and cannot be asked for. A test finds each entry, and no column that is neither read nor in it. */
export const NOT_ASKABLE: readonly NotAskable[] = Object.freeze([
  {
    facts: ['user_day', 'user_team_day', 'seat_day'],
    columns: ['user_login'],
    why: 'The name of the person; user groups and filters by it through the id.',
  },
  {
    facts: ['user_team_day'],
    columns: ['team_slug'],
    why: 'The name of the team; team groups and filters by it through the id.',
  },
  {
    facts: ['repo_day'],
    columns: ['repo_owner_name', 'repo_name'],
    why: 'The name of the repository; repository groups and filters by it through the id.',
  },
  {
    facts: ['repo_day'],
    columns: ['organization_id', 'enterprise_id'],
    why: 'The scope the report was fetched for has the same information by name.',
  },
  {
    facts: ['user_day'],
    columns: ['ai_adoption_phase', 'ai_adoption_phase_version'],
    why: 'phase_from and phase_to read ai_adoption_phase_number, which says the same; the definition has one version so far.',
  },
  {
    facts: ['scope_day_phase'],
    columns: ['phase'],
    why: 'The dimension phase reads phase_number, which says the same.',
  },
  {
    facts: ['user_day_ide'],
    columns: ['ide_version_sampled_at', 'plugin_version_sampled_at'],
    why: 'When a version was seen; ide_version and plugin_version by day show on which days it was the last known one.',
  },
  {
    facts: ['user_day_surface'],
    columns: ['cli_version_sampled_at'],
    why: 'When a version was seen; cli_version by day shows on which days it was the last known one.',
  },
  {
    facts: ['user_window'],
    columns: null,
    why: 'A 28-day window belongs to no single day and cannot be added to one; kept to check the sum of its days.',
  },
  {
    facts: ['feature_engagement'],
    columns: ['report_start_day', 'created_at'],
    why: 'Start and age of the window; its last day is the day it is asked by, its first is 27 days earlier.',
  },
  {
    facts: ['repo_day_review_time'],
    columns: ['authored_by', 'reviewed_by'],
    why: 'GitHub writes human in both, so there is nothing to distinguish yet.',
  },
  {
    facts: ['seat_day'],
    columns: ['line'],
    why: 'Position of the seat in the list; it only keeps two grants apart.',
  },
  {
    facts: ['seat_day'],
    columns: ['assignee_type'],
    why: 'Seats belong to users today; seats_without_person counts the others.',
  },
  {
    facts: ['seat_day'],
    columns: ['grant_plan'],
    why: 'The dimension plan reads the plan of the person, the highest of all their grants.',
  },
  {
    facts: ['seat_day'],
    columns: ['created_at', 'last_activity_at'],
    why: 'Read by their UTC day: seat_created, last_active and the days without activity.',
  },
  {
    facts: ['legacy_total_day', 'legacy_chat_day', 'legacy_team_total_day', 'legacy_team_chat_day'],
    columns: ['told_chat_acceptances'],
    why: 'Read through chat_accepted, which uses it where an older API reported no insertions and copies.',
  },
  {
    facts: ['legacy_usage_day', 'legacy_dashboard_day'],
    columns: null,
    why: 'A copy of totals that another source takes precedence over, kept to reconcile the two; asking for both would count days twice.',
  },
  {
    facts: ['credit_usage', 'premium_request_usage', 'billing_usage'],
    columns: ['line'],
    why: 'Position of the line in its file; it only keeps two identical lines apart.',
  },
  {
    facts: ['credit_usage', 'premium_request_usage', 'billing_usage'],
    columns: ['unit_price'],
    why: 'Gross amount ÷ quantity of one SKU; prices of several lines have neither a sum nor a mean.',
  },
]);
