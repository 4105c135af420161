import type { MetricName } from '../names.ts';

/** Where a thing that must be shown is shown: panels by id, and the metrics it is read from. */
export interface ChecklistRow {
  readonly section: string;
  readonly row: string;
  readonly panels: readonly string[];
  readonly metrics: readonly MetricName[];
  /** What is missing or impossible, in a sentence. */
  readonly note?: string;
}

type Shown = readonly [row: string, panels: readonly string[], metrics: readonly MetricName[], note?: string];

const rows = (section: string, shown: readonly Shown[]): ChecklistRow[] =>
  shown.map(([row, panels, metrics, note]) => ({
    section,
    row,
    panels,
    metrics,
    ...(note === undefined ? {} : { note }),
  }));

/** The pages of one shape: what is asked of each of them. */
function ofDimension(section: string, page: string, completions: boolean): ChecklistRow[] {
  const id = (panel: string): string => `${page}-${panel}`;
  const [generated, accepted, rate, lines]: readonly [MetricName, MetricName, MetricName, MetricName] = completions
    ? ['completions_generated', 'completions_accepted', 'completion_acceptance_rate', 'completions_lines_suggested']
    : ['generated', 'accepted', 'acceptance_rate', 'loc_suggested_to_add'];
  const noLines = 'Agent edits add lines that were never suggested, so lines have no rate here.';
  return rows(section, [
    ['Number of them', [id('number')], [generated]],
    ['Top by accepted', [id('ranked')], [accepted]],
    ['Top by suggested, count and lines', [id('ranked')], [generated, lines]],
    completions
      ? ['Top by acceptance rate, count and lines', [id('rates')], [rate, 'lines_acceptance_rate']]
      : ['Top by acceptance rate, count and lines', [id('rates')], [rate], noLines],
    ['Breakdown table', [id('breakdown')], [generated, accepted, rate, lines]],
    ['Trend per item', [id('trend')], [rate]],
    ...(page === 'teams' ? [] : [['Parts of the whole over time', [id('parts')], [generated]] as const]),
  ]);
}

const LEGACY = 'GitHub reported them by its older API only, which ended on 2 Apr 2026; imported history shows them.';

/** Everything that must be shown, in reading order. The documents' table is made from it; a test finds each panel and metric. */
export const CHECKLIST: readonly ChecklistRow[] = Object.freeze([
  ...rows('Organization', [
    [
      'Acceptance rate, average, per organization',
      ['overview-completion-acceptance-rate', 'overview-organizations'],
      ['completion_acceptance_rate'],
    ],
    ['Accepted, cumulative', ['overview-completions-accepted'], ['completions_accepted']],
    ['Suggested, cumulative', ['overview-completions-generated'], ['completions_generated']],
    ['Lines accepted, cumulative', ['overview-completions-lines-accepted'], ['completions_lines_accepted']],
    ['Acceptance rate over time, with a target', ['overview-main'], ['completion_acceptance_rate']],
    [
      'Three rates on one chart',
      ['overview-three-rates'],
      ['completion_acceptance_rate', 'lines_acceptance_rate', 'chat_acceptance_rate'],
    ],
    [
      "Active users over time, beside GitHub's own",
      ['overview-active-people', 'overview-weekly-people', 'overview-monthly-people'],
      ['active_users', 'github_daily_active_users', 'github_weekly_active_users', 'github_monthly_active_users'],
    ],
    [
      'Suggestions and acceptances over time',
      ['overview-suggestions'],
      ['completions_generated', 'completions_accepted'],
    ],
    [
      'Lines suggested and accepted over time',
      ['overview-lines'],
      ['completions_lines_suggested', 'completions_lines_accepted'],
    ],
    ['Active and chat users, mirrored', ['overview-active-and-chat'], ['active_users', 'chat_users']],
  ]),
  ...ofDimension('Teams', 'teams', true),
  ...ofDimension('Languages', 'languages', true),
  ...ofDimension('Editors', 'editors', false),
  ...ofDimension('Models', 'models', false),
  ...ofDimension('Features', 'features', false),
  ...rows('Chat and agents', [
    ['Acceptance rate, average', ['chat-chat-acceptance-rate'], ['chat_acceptance_rate']],
    ['Turns and acceptances over time', ['chat-turns'], ['chat_prompts', 'chat_accepted']],
    ['Insert and copy events', ['chat-older-events'], ['legacy_chat_insertions', 'legacy_chat_copies'], LEGACY],
    ['Cumulative turns', ['chat-chat-prompts'], ['chat_prompts']],
    ['Cumulative acceptances', ['chat-chat-accepted'], ['chat_accepted']],
    ['Chat users over time', ['chat-people'], ['chat_users']],
    ['Prompts by mode', ['chat-modes', 'chat-modes-over-time'], ['chat_prompts']],
    ['Agent users and share', ['chat-agent-users'], ['agent_users']],
    ['Lines added and deleted by agents', ['chat-agent-lines'], ['agent_lines_added', 'agent_lines_deleted']],
    [
      'CLI, Copilot app, cloud agent, code review, agent apps, Agents window',
      ['chat-surfaces'],
      ['surface_sessions', 'surface_requests', 'surface_prompts', 'surface_tokens_input', 'surface_tokens_output'],
    ],
  ]),
  ...rows('Seats', [
    ['Plan type', ['seats-seats', 'seats-all'], ['seats']],
    ['Total', ['seats-seats'], ['seats']],
    ['Active in this cycle', ['seats-seats-active-this-cycle'], ['seats_active_this_cycle']],
    ['Inactive in this cycle', ['seats-active-people'], ['seats_inactive_this_cycle']],
    ['Added this cycle', ['seats-active-people'], ['seats_added_this_cycle']],
    ['Pending invitation', ['seats-seats-pending-invitation'], ['seats_pending_invitation']],
    ['Pending cancellation', ['seats-seats-pending-invitation'], ['seats_pending_cancellation']],
    ['Assigned but never used, number', ['seats-seats-never-used'], ['seats_never_used']],
    ['Assigned but never used, list', ['seats-never-used'], ['seat_quiet_days']],
    ['Ranking of inactive people', ['seats-longest-idle'], ['seat_idle_days']],
    ['Active people per day', ['seats-active-people'], ['active_users']],
    ['All assigned seats', ['seats-all'], ['seat_idle_days']],
    ['Seats over time', ['seats-over-time'], ['seats', 'seats_idle_30', 'seats_never_used']],
    ['Seat policies', ['seats-policies'], ['seats_billed']],
    ['Idle seats × plan price', ['seats-idle-seat-cost'], ['idle_seat_cost']],
  ]),
  ...rows('Heatmaps', [
    [
      'Active people, day × language, editor, model, feature',
      ['heatmaps-people'],
      ['active_users', 'generating_users'],
    ],
    ['Acceptance rate by count, day × language', ['heatmaps-languages'], ['completion_acceptance_rate']],
    ['Acceptance rate by lines, day × language', ['heatmaps-languages'], ['lines_acceptance_rate']],
    [
      'Acceptance rate, day × editor',
      ['heatmaps-editors'],
      ['acceptance_rate'],
      'GitHub reports no completions by editor, and so no rate by lines.',
    ],
  ]),
  ...rows('People', [
    ['Total users', ['people-active-users'], ['active_users']],
    ['Suggestions', ['people-generated'], ['generated']],
    ['Acceptances', ['people-accepted'], ['accepted']],
    ['Acceptance rate', ['people-acceptance-rate'], ['acceptance_rate']],
    ['Daily active users', ['people-active-people'], ['active_users']],
    ['Generation and acceptance over time', ['people-suggestions'], ['generated', 'accepted']],
    [
      'Per-person table',
      ['people-everyone'],
      [
        'interactions',
        'generated',
        'accepted',
        'acceptance_rate',
        'active_working_days',
        'adoption_score_working_days',
      ],
    ],
    ['Drill-down to one person by day', ['person-suggestions', 'person-prompts'], ['interactions', 'generated']],
    ['Leaderboard, top 10 by adoption', ['people-top'], ['adoption_score_working_days']],
    ['Adoption bands', ['people-adoption'], ['adoption_score_working_days']],
  ]),
  ...rows('Outcomes', [
    [
      'Pull requests created, all and by Copilot',
      ['pull-requests-flow'],
      ['pull_requests_created', 'pull_requests_created_by_copilot'],
    ],
    [
      'Pull requests reviewed, all and by Copilot',
      ['pull-requests-reviews'],
      ['pull_requests_reviewed', 'pull_requests_reviewed_by_copilot'],
    ],
    [
      'Pull requests merged, all and by Copilot',
      ['pull-requests-flow'],
      ['pull_requests_merged', 'pull_requests_merged_created_by_copilot'],
    ],
    ['Suggestions applied', ['pull-requests-suggestions'], ['copilot_suggestions', 'copilot_suggestions_applied']],
    ['Median minutes to merge', ['pull-requests-medians'], ['median_minutes_to_merge']],
    [
      'Review stages',
      ['pull-requests-stages'],
      [
        'median_minutes_to_first_review',
        'median_minutes_first_to_final_review',
        'median_minutes_final_review_to_merge',
      ],
    ],
    [
      'Per repository',
      ['repositories-merged', 'repositories-suggestions', 'repositories-all'],
      ['pull_requests_merged', 'copilot_suggestions_applied'],
    ],
    ['Adoption phases over time', ['phases-people'], ['phase_people']],
    ['Feature engagement over 28 days', ['phases-engagement', 'features-engagement'], ['feature_engaged_users']],
  ]),
]);
