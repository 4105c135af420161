import type { MetricName } from '../../names.ts';
import { type AskedForPanel, of } from './asked-for-panel.ts';
import { CYCLE, DISTINCT, EDITOR_LINES, EDITOR_OUTPUTS, PIE, RATE, TEAMS_ADDED } from './notes.ts';

const ADVANCED = 'Copilot Usage Advanced Dashboard';
const BILLED = 'From imported bills; there is no page for them yet, so ask for the numbers by name.';
const ALL_FEATURES =
  'All features there, as here at first; completions by the other name, with the switch of the page.';

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

/** The panels of the newer dashboard, in its order. */
export const ADVANCED_PANELS: readonly AskedForPanel[] = Object.freeze([
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
    ['Code Generation Activities', ['people-generated'], ['generated', 'completions_generated'], ALL_FEATURES],
    ['Code Acceptance Activities', ['people-accepted'], ['accepted', 'completions_accepted'], ALL_FEATURES],
    [
      'Code Acceptance Rate (when active)',
      ['people-acceptance-rate'],
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
      'There the first 100 people; means over all their rows and days with any row. The page begins with means and days with a prompt, and a switch on it has any activity.',
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
      ['adoption_score_any_activity', 'adoption_score_working_days'],
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
]);
