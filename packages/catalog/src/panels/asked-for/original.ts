import { type AskedForPanel, of } from './asked-for-panel.ts';
import { CYCLE, DISTINCT, EDITOR_LINES, EDITOR_OUTPUTS, PIE, RATE, TEAMS_ADDED } from './notes.ts';

const ORIGINAL = 'Copilot Usage Advanced Dashboard Original';

/** The panels of the one called Original, in its order. */
export const ORIGINAL_PANELS: readonly AskedForPanel[] = Object.freeze([
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
