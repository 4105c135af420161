/** Columns of facts that no question reads, and why; `columns: null` stands for the whole fact. */
export interface NotAskable {
  readonly facts: readonly string[];
  readonly columns: readonly string[] | null;
  readonly why: string;
}

/** What is stored and cannot be asked for. A test finds each entry, and no column that is neither read nor in it. */
export const NOT_ASKABLE: readonly NotAskable[] = Object.freeze([
  {
    facts: ['user_day', 'user_team_day', 'seat_day'],
    columns: ['user_login'],
    why: 'Read as the name of the person, which user groups and filters by through the id.',
  },
  {
    facts: ['user_team_day'],
    columns: ['team_slug'],
    why: 'Read as the name of the team, which team groups and filters by through the id.',
  },
  {
    facts: ['repo_day'],
    columns: ['repo_owner_name', 'repo_name'],
    why: 'Read as the name of the repository, which repository groups and filters by through the id.',
  },
  {
    facts: ['repo_day'],
    columns: ['organization_id', 'enterprise_id'],
    why: 'The scope a report was fetched for says the same by name.',
  },
  {
    facts: ['user_day'],
    columns: ['ai_adoption_phase', 'ai_adoption_phase_version'],
    why: 'The number says it: phase_from and phase_to read ai_adoption_phase_number; of the definition there is one version.',
  },
  {
    facts: ['scope_day_phase'],
    columns: ['phase'],
    why: 'The number says it: the dimension phase reads phase_number.',
  },
  {
    facts: ['user_day_ide'],
    columns: ['ide_version_sampled_at', 'plugin_version_sampled_at'],
    why: 'The instant a version was seen; ide_version and plugin_version by day say on which days it was the last known.',
  },
  {
    facts: ['user_day_surface'],
    columns: ['cli_version_sampled_at'],
    why: 'The instant a version was seen; cli_version by day says on which days it was the last known.',
  },
  {
    facts: ['user_window'],
    columns: null,
    why: 'A window of 28 days belongs to no day and adds up with none; kept to check what its days add up to.',
  },
  {
    facts: ['feature_engagement'],
    columns: ['report_start_day', 'created_at'],
    why: 'Bounds and age of the window; its last day is the day asked by, its first 27 days before.',
  },
  {
    facts: ['repo_day_review_time'],
    columns: ['authored_by', 'reviewed_by'],
    why: 'GitHub writes human in both, so there is nothing to tell apart yet.',
  },
  {
    facts: ['seat_day'],
    columns: ['line'],
    why: 'Place of the seat in the list, which tells two grants apart and means nothing.',
  },
  {
    facts: ['seat_day'],
    columns: ['assignee_type'],
    why: 'Seats belong to users today; seats_without_person counts the others.',
  },
  {
    facts: ['seat_day'],
    columns: ['grant_plan'],
    why: 'Read as the plan of the person, the highest of all grants, which plan groups and filters by.',
  },
  {
    facts: ['seat_day'],
    columns: ['created_at', 'last_activity_at'],
    why: 'Read by their UTC day: seat_created, last_active and the days without activity.',
  },
  {
    facts: ['legacy_total_day', 'legacy_chat_day', 'legacy_team_total_day', 'legacy_team_chat_day'],
    columns: ['told_chat_acceptances'],
    why: 'Read in chat_accepted, which takes it where an older API told no insertions and copies.',
  },
  {
    facts: ['legacy_usage_day', 'legacy_dashboard_day'],
    columns: null,
    why: 'A copy of what another source counts before, kept to reconcile the two; asking it beside the first would count days twice.',
  },
  {
    facts: ['credit_usage', 'premium_request_usage', 'billing_usage'],
    columns: ['line'],
    why: 'Place of the line in its file, which tells two alike apart and means nothing.',
  },
  {
    facts: ['credit_usage', 'premium_request_usage', 'billing_usage'],
    columns: ['unit_price'],
    why: 'Gross amount ÷ quantity of one sku; prices of several lines neither add up nor have a mean.',
  },
]);
