import { breakdowns } from './breakdowns.ts';
import { column, DISTINCT_USE_COUNTERS, PULL_REQUEST_COLUMNS, SEVEN_COUNTERS } from './columns.ts';
import { COMMENT_COLUMNS } from './comment-columns.ts';
import { named, plain, totals } from './define.ts';
import type { Column, Fact } from './fact.ts';
import { TEXT_KEY } from './keys.ts';

/** Counts that GitHub leaves out of a day without use. */
const OMITTED_WITHOUT_USE: ReadonlySet<string> = new Set(['daily_active_cli_users', 'daily_active_copilot_app_users']);

const ACTIVE_USER_COLUMNS: readonly Column[] = (
  [
    ['daily_active_users', 'Distinct people of the day.', '2025-10-10'],
    ['weekly_active_users', 'Trailing 7 days.', '2025-10-10'],
    ['monthly_active_users', 'Trailing 28 days.', '2025-10-10'],
    ['monthly_active_chat_users', 'Trailing 28 days.', '2025-10-10'],
    ['monthly_active_agent_users', 'Trailing 28 days.', '2025-10-10'],
    ['daily_active_cli_users', 'Absent without CLI use.', '2026-03-05'],
    ['daily_active_copilot_app_users', 'Null without app use.', '2026-07-17'],
    ['daily_active_vscode_agent_users', 'Agents window.', '2026-09-11'],
    ['weekly_active_vscode_agent_users', 'Calendar week to date from Sunday, not trailing 7.', '2026-09-11'],
    ['monthly_active_vscode_agent_users', 'Calendar month to date, not trailing 28.', '2026-09-11'],
    ...(['daily', 'weekly', 'monthly'] as const).flatMap(
      (window) =>
        [
          [`${window}_active_copilot_cloud_agent_users`, 'Cloud agent.', '2026-04-10'],
          [`${window}_active_copilot_code_review_users`, 'Code review, active wins over passive.', '2026-04-22'],
          [`${window}_passive_copilot_code_review_users`, 'Code review assigned automatically only.', '2026-04-22'],
        ] as const,
    ),
  ] as const
).map(([name, says, since]) =>
  column(name, 'count', says, { unit: 'people', since, ...(OMITTED_WITHOUT_USE.has(name) && { absent: 'none' }) }),
);

const PHASE_COLUMNS: readonly Column[] = [
  TEXT_KEY.phase,
  column('phase', 'text', "GitHub's name of the phase.", { since: '2026-05-29' }),
  column('total_engaged_users', 'count', 'In the phase and active that day.', { unit: 'people', since: '2026-05-29' }),
  column('users_in_phase_28d', 'count', 'In the phase over the rolling window; absent = not measured.', {
    unit: 'people',
    since: '2026-09-17',
  }),
  column('total_pull_requests_merged', 'count', 'Pull requests merged by people of the phase.', {
    unit: 'pull requests',
    since: '2026-06-26',
  }),
  ...(
    [
      ['avg_user_initiated_interactions', 'prompts'],
      ['avg_code_generation_activities', 'outputs'],
      ['avg_code_acceptance_activities', 'acceptances'],
      ['avg_loc_added', 'lines'],
      ['avg_loc_deleted', 'lines'],
      ['avg_pull_requests_reviewed', 'pull requests'],
      ['avg_pull_requests_created', 'pull requests'],
      ['avg_pull_requests_merged', 'pull requests'],
      ['avg_pull_requests_median_minutes_to_merge', 'minutes'],
      ['avg_pull_requests_minutes_to_review', 'minutes'],
      ['avg_pull_requests_review_cycles', 'events'],
    ] as const
  ).map(([name, unit]) =>
    column(name, 'number', 'Per engaged person of the phase, as GitHub gives it.', {
      unit,
      since: '2026-05-29',
      absent: 'nothing',
    }),
  ),
];

const SCOPE_DAY_COLUMNS: readonly Column[] = [...SEVEN_COUNTERS, ...ACTIVE_USER_COLUMNS, ...DISTINCT_USE_COUNTERS];

/** GitHub's own totals of a scope. */
export const SCOPE_FACTS: readonly Fact[] = [
  {
    name: 'scope_day',
    grain: ['scope', 'day'],
    report: 'aggregate-1-day',
    columns: [...SCOPE_DAY_COLUMNS, ...PULL_REQUEST_COLUMNS],
    sources: plain('aggregate-1-day', '', {
      ...named(SCOPE_DAY_COLUMNS),
      ...totals(SEVEN_COUNTERS),
      ...named(PULL_REQUEST_COLUMNS, 'pull_requests.'),
    }),
    says: "GitHub's own totals of an enterprise or organization on one day.",
  },
  ...breakdowns('scope_day', 'aggregate-1-day'),
  {
    name: 'scope_day_phase',
    grain: ['scope', 'day', 'phase_number'],
    report: 'aggregate-1-day',
    columns: PHASE_COLUMNS,
    sources: plain('aggregate-1-day', 'totals_by_ai_adoption_phase[]', named(PHASE_COLUMNS)),
    says: 'Adoption phases of a scope.',
  },
  {
    name: 'scope_day_comment_type',
    grain: ['scope', 'day', 'comment_type'],
    report: 'aggregate-1-day',
    columns: COMMENT_COLUMNS,
    sources: plain('aggregate-1-day', 'pull_requests.copilot_suggestions_by_comment_type[]', named(COMMENT_COLUMNS)),
    says: "Copilot's review suggestions of a scope by type of comment.",
  },
  {
    name: 'feature_engagement',
    grain: ['scope', 'day', 'engagement_feature'],
    report: 'aggregate-28-day',
    columns: [
      column('engagement_feature', 'text', "One of GitHub's seven engagement features.", {
        since: '2026-09-17',
        folded: true,
      }),
      column('engaged_user_count', 'count', 'People with the feature on two or more of 28 days; features overlap.', {
        unit: 'people',
        since: '2026-09-17',
      }),
      column('active_user_count', 'count', 'People of the window.', { unit: 'people', since: '2026-09-17' }),
      column('report_start_day', 'day', 'First day of the window; `day` is its last.'),
      column('created_at', 'text', 'When GitHub made the report.'),
    ],
    sources: plain('aggregate-28-day', 'copilot_feature_engagement.totals_by_feature[]', {
      engagement_feature: ['feature'],
      engaged_user_count: ['engaged_user_count'],
      active_user_count: ['^copilot_feature_engagement.active_user_count'],
      report_start_day: ['^report_start_day'],
      created_at: ['^created_at'],
    }),
    says: 'People by feature over 28 days.',
  },
];
