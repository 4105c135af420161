import type { MetricName } from '../names.ts';

/** A dashboard of the "Copilot Usage Advanced Dashboard": the newer one, and the one called Original. */
export type AskedForDashboard = 'Copilot Usage Advanced Dashboard' | 'Copilot Usage Advanced Dashboard Original';

/** A panel of the asked-for system, and what shows the same here. */
export interface AskedForPanel {
  readonly dashboard: AskedForDashboard;
  /** Row of the dashboard it stands in. */
  readonly row: string;
  /** Its title there. */
  readonly title: string;
  /** Panels here by id; none where nothing shows it. */
  readonly panels: readonly string[];
  /** What to ask for to get its number. */
  readonly metrics: readonly MetricName[];
  /** How ours differs, or why no panel shows it, in a sentence. */
  readonly note?: string;
}

type Row = readonly [title: string, panels: readonly string[], metrics: readonly MetricName[], note?: string];

const of = (dashboard: AskedForDashboard, row: string, panels: readonly Row[]): AskedForPanel[] =>
  panels.map(([title, ids, metrics, note]) => ({
    dashboard,
    row,
    title,
    panels: ids,
    metrics,
    ...(note === undefined ? {} : { note }),
  }));

const ADVANCED = 'Copilot Usage Advanced Dashboard';
const ORIGINAL = 'Copilot Usage Advanced Dashboard Original';

const TEAMS_ADDED =
  'There the documents of all teams were added, and nested or shared people with them; here each person counts once.';
const RATE = 'Σ ÷ Σ over the selection on both sides; there over documents of teams.';
const DISTINCT = 'There counts of teams and days were added; here people are distinct.';
const PIE = 'There a pie of rates; here ranked, with the least volume a rate needs.';
const EDITOR_OUTPUTS =
  'GitHub reports no completions by editor today, so all features count; completions are in history.';
const EDITOR_LINES =
  'Today agent edits add lines nobody suggested, so lines have no rate by editor; legacy_lines_acceptance_rate has it where history does.';
const CYCLE = "GitHub's own figure of the last snapshot, which restarts with each billing cycle.";
const BILLED = 'From imported bills; there is no page for them yet, so ask for the numbers by name.';
const ALL_FEATURES = 'There all features; here completions first, and all features by the other name.';

/** The pages by team, language and editor have one shape there. */
const ofDimension = (row: string, page: string, one: string): AskedForPanel[] => {
  const completions = page !== 'editors';
  const metrics: readonly [accepted: MetricName, rate: MetricName, generated: MetricName, lines: MetricName] =
    completions
      ? ['completions_accepted', 'completion_acceptance_rate', 'completions_generated', 'completions_lines_accepted']
      : ['accepted', 'acceptance_rate', 'generated', 'loc_added'];
  const [accepted, rate, generated] = metrics;
  const note = completions ? undefined : EDITOR_OUTPUTS;
  return of(ADVANCED, row, [
    [`Number of ${row}`, [`${page}-number`], [generated]],
    note
      ? [`Top ${row} by Accepted Prompts`, [`${page}-ranked`], [accepted], note]
      : [`Top ${row} by Accepted Prompts`, [`${page}-ranked`], [accepted]],
    [`Top ${row} by Acceptance Rate`, [`${page}-rates`], [rate], note ? `${PIE} ${note}` : PIE],
    note
      ? [`${row} Breakdown`, [`${page}-breakdown`], metrics, `${note} ${EDITOR_LINES}`]
      : [`${row} Breakdown`, [`${page}-breakdown`], [...metrics, 'lines_acceptance_rate'], `By ${one}, with people.`],
  ]);
};

/**
 * Every panel of both dashboards in their order, texts without numbers left out. Titles as they stand there.
 * @source dashboard templates of the repositories satomic/copilot-usage-advanced-dashboard (Original, 39 panels) and
 * vanchaudhary/copilot-usage-advanced-dashboard (51 panels), read in November 2026.
 */
export const ASKED_FOR_PANELS: readonly AskedForPanel[] = Object.freeze([
  ...of(ADVANCED, 'Organization', [
    [
      'Acceptance Rate Average',
      ['overview-completion-acceptance-rate', 'overview-organizations'],
      ['completion_acceptance_rate'],
      RATE,
    ],
    [
      'Cumulative Number of Acceptence (Count)',
      ['overview-completions-accepted'],
      ['completions_accepted'],
      TEAMS_ADDED,
    ],
    [
      'Cumulative Number of Suggestions (Count)',
      ['overview-completions-generated'],
      ['completions_generated'],
      TEAMS_ADDED,
    ],
    [
      'Cumulative Number of Lines of Code Accepted',
      ['overview-completions-lines-accepted'],
      ['completions_lines_accepted'],
      TEAMS_ADDED,
    ],
    ['Acceptance Rate (%)', ['overview-main'], ['completion_acceptance_rate'], RATE],
    ['Total Active Users', ['overview-active-people'], ['active_users', 'github_daily_active_users'], DISTINCT],
    [
      'Code Generation & Acceptance Activities',
      ['overview-suggestions'],
      ['completions_generated', 'completions_accepted'],
      TEAMS_ADDED,
    ],
    [
      'Total Lines Suggested & Accepted',
      ['overview-lines'],
      ['completions_lines_suggested', 'completions_lines_accepted'],
      TEAMS_ADDED,
    ],
  ]),
  ...ofDimension('Teams', 'teams', 'team of the day'),
  ...ofDimension('Languages', 'languages', 'language'),
  ...ofDimension('Editors', 'editors', 'editor'),
  ...of(ADVANCED, 'Copilot Chat', [
    [
      'Chat Code Acceptance Rate (when active)',
      ['chat-chat-acceptance-rate'],
      ['chat_accepted_per_prompt', 'chat_acceptance_rate'],
      'There acceptances ÷ turns: chat_accepted_per_prompt. The page divides by outputs, so that it is a share.',
    ],
    ['Chat Code Acceptances & Interactions', ['chat-turns'], ['chat_prompts', 'chat_accepted']],
    ['Cumulative Number of Acceptances', ['chat-chat-accepted'], ['chat_accepted']],
    ['Total Active Copilot Chat Users', ['chat-people', 'chat-chat-users'], ['chat_users'], DISTINCT],
    ['Cumulative Chat Interactions', ['chat-chat-prompts'], ['chat_prompts']],
  ]),
  ...of(ADVANCED, 'Seat Analysis', [
    [
      'Copilot Plan Type',
      ['seats-all'],
      ['seats_business', 'seats_enterprise', 'seats_unknown_plan'],
      'There grants by plan; here people, each under one plan, as bars in Original of Grafana; seat_grants by plan for the grants.',
    ],
    ['Total', ['seats-seats'], ['seats_billed', 'seats'], 'There seat_breakdown.total, which is seats_billed.'],
    ['Assigned But Never Used', ['seats-seats-never-used'], ['seats_never_used']],
    ['Never Active Users', ['seats-never-used'], ['seat_quiet_days']],
    [
      'Ranking of Inactive Users',
      ['seats-longest-idle'],
      ['seat_idle_days', 'seats_idle_2'],
      'There from 2 days on and the worst day of the range; here as of the last snapshot, from 30 days on, which the card changes.',
    ],
    ['Active in this Cycle', ['seats-seats-active-this-cycle'], ['seats_active_this_cycle'], CYCLE],
    ['Inactive in this Cycle', ['seats-active-people'], ['seats_inactive_this_cycle'], CYCLE],
    [
      'Number of Active Users in Everyday',
      ['seats-active-people'],
      ['active_users'],
      'There seats whose last activity was that day; here people with a prompt that day.',
    ],
    ['All assigned seats', ['seats-all'], ['seats', 'seat_idle_days'], 'There the first 500; here every one.'],
  ]),
  ...of(ADVANCED, 'User Metrics', [
    [
      'Total Users',
      ['people-active-users'],
      ['reported_users', 'active_users'],
      'There everyone with a row: reported_users.',
    ],
    [
      'Code Generation Activities',
      ['people-completions-generated'],
      ['generated', 'completions_generated'],
      ALL_FEATURES,
    ],
    ['Code Acceptance Activities', ['people-completions-accepted'], ['accepted', 'completions_accepted'], ALL_FEATURES],
    [
      'Code Acceptance Rate (when active)',
      ['people-completion-acceptance-rate'],
      ['acceptance_rate', 'completion_acceptance_rate'],
      ALL_FEATURES,
    ],
    [
      'Detailed User Analytics',
      ['people-everyone'],
      [
        'interactions',
        'generated',
        'accepted',
        'acceptance_rate',
        'loc_suggested_per_reported_day',
        'loc_added_per_reported_day',
        'reported_days',
        'agent_days',
        'chat_days',
      ],
      'There the first 100 people; means over all their rows and days with any row. The page has means and days with a prompt; the metrics named here are its numbers.',
    ],
    [
      'More Detailed view of User by Day',
      ['person-suggestions', 'person-prompts', 'person-language', 'person-model', 'person-versions'],
      ['interactions', 'generated'],
      'There the top value of each breakdown a day; here all values, on the page of the person.',
    ],
    [
      'Daily Active Users',
      ['people-active-people'],
      ['reported_users', 'active_users'],
      'There everyone with a row that day: reported_users.',
    ],
    [
      'Code Generation & Acceptance Activity',
      ['people-suggestions'],
      ['generated', 'accepted', 'completions_generated', 'completions_accepted'],
      ALL_FEATURES,
    ],
    [
      'Top 10 Consistent Copilot Users',
      ['people-top'],
      ['adoption_score_any_activity', 'adoption_score'],
      'There days with any row, or a hidden composite in some editions, averaged over stored windows; here one formula on the selected range.',
    ],
  ]),
  ...of(ADVANCED, 'AI Tokens Billing', [
    ['AI Credits', [], ['billed_credits', 'ai_credits_used'], BILLED],
    ['Gross Cost', [], ['billed_credits_gross'], BILLED],
    ['Input Tokens', [], ['billed_tokens_input', 'surface_tokens_input'], BILLED],
    ['Output Tokens', [], ['billed_tokens_output', 'surface_tokens_output'], BILLED],
    ['AI Credits Over Time', [], ['billed_credits', 'ai_credits_used'], BILLED],
    ['Top Users', [], ['billed_credits', 'ai_credits_used'], `${BILLED} By billed_user.`],
    ['By Model', [], ['billed_credits'], `${BILLED} By model.`],
    [
      'AI Billing CSV Details',
      [],
      [
        'billed_credits',
        'billed_credits_gross',
        'billed_credits_discount',
        'billed_credits_net',
        'billed_credits_quota',
      ],
      `${BILLED} By billed_user, product, sku, model, repository_name, cost_center and billed_organization.`,
    ],
  ]),
  ...of(ORIGINAL, 'Copilot Seat Info & Top Languages', [
    [
      'Copilot Plan Type',
      ['seats-all'],
      ['seats_business', 'seats_enterprise', 'seats_unknown_plan'],
      'There grants of all days added; here people of the last snapshot, each under one plan, as bars in Original of Grafana.',
    ],
    ['Total', ['seats-seats'], ['seats_billed', 'seats'], 'There seat_breakdown.total, which is seats_billed.'],
    ['Active in this Cycle', ['seats-seats-active-this-cycle'], ['seats_active_this_cycle'], CYCLE],
    ['Inactive in this Cycle', ['seats-active-people'], ['seats_inactive_this_cycle'], CYCLE],
    ['Total Active & Chat Users', ['overview-active-and-chat'], ['active_users', 'chat_users'], DISTINCT],
    ['Added this Cycle', ['seats-active-people'], ['seats_added_this_cycle'], CYCLE],
    ['Pending Invation', ['seats-seats-pending-invitation'], ['seats_pending_invitation']],
    ['Pending Cancellation', ['seats-seats-pending-invitation'], ['seats_pending_cancellation']],
    [
      'Ranking of User Inactive Days',
      ['seats-longest-idle'],
      ['seat_idle_days', 'seats_idle_2'],
      'There days of all snapshots added; here as of the last one.',
    ],
    ['Number of Never Active Users', ['seats-never-used', 'seats-seats-never-used'], ['seats_never_used']],
    ['Top Languages by Accepted Rate (Count)', ['languages-rates'], ['completion_acceptance_rate'], PIE],
    ['Top Languages by Suggested Count', ['languages-ranked', 'overview-languages'], ['completions_generated']],
    ['Top Languages by Accepted Rate (Lines)', ['languages-rates'], ['lines_acceptance_rate'], PIE],
    ['Top Languages by Suggested Lines', ['languages-ranked'], ['completions_lines_suggested']],
    ['Top Teams by Accepted Rate (Count)', ['teams-rates'], ['completion_acceptance_rate'], PIE],
    ['Top Teams by Suggested Count', ['teams-ranked', 'overview-teams'], ['completions_generated']],
    ['Top Teams by Accepted Rate (Lines)', ['teams-rates'], ['lines_acceptance_rate'], PIE],
    ['Top Teams by Suggested Lines', ['teams-ranked'], ['completions_lines_suggested']],
  ]),
  ...of(ORIGINAL, 'Copilot Usage Total Insight', [
    [
      'Total Accept & Suggest Count',
      ['overview-suggestions'],
      ['completions_generated', 'completions_accepted'],
      TEAMS_ADDED,
    ],
    [
      'Average Accepted Rate (Count)',
      ['overview-completion-acceptance-rate', 'overview-organizations'],
      ['completion_acceptance_rate'],
      RATE,
    ],
    ['Cumulative Number of Accepted Count', ['overview-completions-accepted'], ['completions_accepted'], TEAMS_ADDED],
    [
      'Cumulative Number of Suggestions Count',
      ['overview-completions-generated'],
      ['completions_generated'],
      TEAMS_ADDED,
    ],
    ['Average Accepted Rate (Lines)', ['overview-three-rates'], ['lines_acceptance_rate'], RATE],
    [
      'Cumulative Number of Accepted Lines',
      ['overview-completions-lines-accepted'],
      ['completions_lines_accepted'],
      TEAMS_ADDED,
    ],
    ['Cumulative Number of Suggestions Lines', ['overview-lines'], ['completions_lines_suggested'], TEAMS_ADDED],
    [
      'Total Accept & Suggest Lines',
      ['overview-lines'],
      ['completions_lines_suggested', 'completions_lines_accepted'],
      TEAMS_ADDED,
    ],
    [
      'Average Accepted Rate (Chat)',
      ['chat-chat-acceptance-rate'],
      ['chat_accepted_per_prompt', 'chat_acceptance_rate'],
      'There acceptances ÷ turns: chat_accepted_per_prompt; of history legacy_chat_acceptance_rate.',
    ],
    ['Cumulative Number of Accepted Chats', ['chat-chat-accepted'], ['chat_accepted'], TEAMS_ADDED],
    ['Cumulative Number of Chat Turns', ['chat-chat-prompts'], ['chat_prompts'], TEAMS_ADDED],
    [
      'Total Accept Rate by Count & Lines & Chat Turns',
      ['overview-three-rates'],
      ['completion_acceptance_rate', 'lines_acceptance_rate', 'chat_acceptance_rate', 'chat_accepted_per_prompt'],
      'There chat is acceptances ÷ turns: chat_accepted_per_prompt.',
    ],
    ['Total Accept & Chat Turns', ['chat-turns'], ['chat_prompts', 'chat_accepted'], TEAMS_ADDED],
  ]),
  ...of(ORIGINAL, 'Copilot Usage Breakdown Insight', [
    [
      'Editors Breakdown',
      ['editors-breakdown'],
      ['generated', 'accepted', 'acceptance_rate', 'loc_suggested_to_add', 'loc_added'],
      `${EDITOR_OUTPUTS} ${EDITOR_LINES}`,
    ],
    [
      'Languages Breakdown',
      ['languages-breakdown'],
      [
        'completions_generated',
        'completions_accepted',
        'completion_acceptance_rate',
        'completions_lines_suggested',
        'completions_lines_accepted',
        'lines_acceptance_rate',
      ],
    ],
    [
      'Active Users Count (Group by Language)',
      ['heatmaps-people'],
      ['generating_users'],
      'There counts of editors and models were added. GitHub reports no prompts by language today, so people with outputs count.',
    ],
    [
      'Active Users Count (Group by Editor)',
      ['heatmaps-people'],
      ['active_users'],
      'There counts of languages and models were added; here each person once.',
    ],
    ['Accept Rate by Count (%), by language', ['heatmaps-languages'], ['completion_acceptance_rate']],
    ['Accept Rate by Count (%), by editor', ['heatmaps-editors'], ['acceptance_rate'], EDITOR_OUTPUTS],
    ['Accept Rate by Lines (%), by language', ['heatmaps-languages'], ['lines_acceptance_rate']],
    ['Accept Rate by Lines (%), by editor', [], ['legacy_lines_acceptance_rate'], EDITOR_LINES],
  ]),
]);
