import type { Unit } from '../facts/fact.ts';
import { PROMPTED, people, sum } from '../measures/define.ts';
import type { Condition, Measure } from '../measures/measure-type.ts';
import type { MeasureName, MetricName } from '../names.ts';
import { aggregate, define, measure, PEOPLE_ONCE, users } from './define.ts';
import type { After, Formula, Metric, MetricColour } from './metric.ts';

const SURFACE = ['user_day_surface'] as const;
const AGENT_APPS = ['user_day_agent'] as const;
const SCOPE_SURFACE = ['scope_day_surface'] as const;
const SCOPE_AGENT_APPS = ['scope_day_agent'] as const;
const CLI: readonly Condition[] = [{ column: 'surface', op: 'in', values: ['cli'] }];
const flagged = (name: MeasureName, column: string): Measure => people(name, ['user_day'], [{ column, op: 'true' }]);

/** What is added up by surface, of people and, under `github_` before the name, by GitHub itself: name, column. */
const SURFACE_SUMS = [
  ['surface_sessions', 'session_count'],
  ['surface_requests', 'request_count'],
  ['surface_prompts', 'prompt_count'],
  ['surface_tokens_input', 'prompt_tokens_sum'],
  ['surface_tokens_output', 'output_tokens_sum'],
  ['agent_window_messages', 'total_user_messages'],
] as const;

/** Where else Copilot works besides editors: people, sessions, requests, tokens; credits. */
export const SURFACE_MEASURES: readonly Measure[] = [
  sum('ai_credits_used', 'ai_credits_used', ['user_day']),
  sum('cli_tokens_input', 'prompt_tokens_sum', SURFACE, CLI),
  sum('cli_tokens_output', 'output_tokens_sum', SURFACE, CLI),
  flagged('app_people', 'used_copilot_app'),
  flagged('cloud_agent_people', 'used_copilot_cloud_agent'),
  flagged('code_review_active_people', 'used_copilot_code_review_active'),
  flagged('code_review_passive_people', 'used_copilot_code_review_passive'),
  flagged('agent_window_people', 'used_vscode_agent'),
  people('agent_app_people', AGENT_APPS, PROMPTED),
  sum('agent_app_starts', 'user_initiated_interaction_count', AGENT_APPS),
  ...SURFACE_SUMS.flatMap(([name, column]) => [
    sum(name, column, SURFACE),
    sum(`github_${name}`, column, SCOPE_SURFACE),
  ]),
  sum('github_agent_app_starts', 'user_initiated_interaction_count', SCOPE_AGENT_APPS),
  sum('github_agent_app_sessions', 'session_count', SCOPE_AGENT_APPS),
];

const APART = 'The Agents window is in no other total, flag or phase. Reported since 11 Sep 2026.';
const FOLLOW_UPS = 'Requests include automatic follow-ups, so there are more requests than prompts.';
const ON_SURFACES = 'Everyone with a record of the CLI, the Copilot app or the Agents window in the user report.';
const OF_SCOPE = 'As GitHub counts it for the scope.';
const ADDS_UP_TWICE =
  'GitHub credits a person to every organization they belong to, so organizations cannot be added up.';
const TOKENS = [
  'The Agents window reports no tokens.',
  'Tokens have no price here: AI credits has the credits.',
] as const;
const REVIEW =
  'On one day a requested review wins over an assigned one; over a range a person can be in both. Reported since 6 Apr 2026.';

/** People by a flag or array of their row: metric, label, colour, measure, definition, field, caveats. */
const SURFACE_PEOPLE = [
  [
    'app_users',
    'Copilot app users',
    'cli',
    'app_people',
    'Distinct people who used the Copilot app.',
    'used_copilot_app',
    ['Reported since 28 Jul 2026, when the app entered totals.'],
  ],
  [
    'cloud_agent_users',
    'Cloud agent users',
    'agent',
    'cloud_agent_people',
    'Distinct people who gave work to the cloud agent.',
    'used_copilot_cloud_agent, earlier used_copilot_coding_agent',
    ['Reported since 25 Mar 2026.'],
  ],
  [
    'code_review_active_users',
    'Code review, asked for',
    'pulls',
    'code_review_active_people',
    'Distinct people who asked Copilot for a review or applied one of its suggestions.',
    'used_copilot_code_review_active',
    [REVIEW],
  ],
  [
    'code_review_passive_users',
    'Code review, assigned',
    'pulls',
    'code_review_passive_people',
    'Distinct people whose pull requests Copilot reviewed without being asked.',
    'used_copilot_code_review_passive',
    [REVIEW],
  ],
  [
    'agent_window_users',
    'Agents window users',
    'agent',
    'agent_window_people',
    'Distinct people who used the Agents window of VS Code.',
    'used_vscode_agent',
    [APART],
  ],
  [
    'agent_app_users',
    'Agent app users',
    'agent',
    'agent_app_people',
    'Distinct people who started a job with an agent app of another vendor.',
    'totals_by_3rd_party_agent[].user_initiated_interaction_count > 0',
    ['Agents GitHub cannot identify are left out.', 'Reported since 7 Aug 2026.'],
  ],
] as const;

/** Sums by surface: metric and measure, label, unit, definition, field, caveats. */
const COUNTS = [
  [
    'surface_sessions',
    'Sessions besides editors',
    'sessions',
    'Sessions of the CLI, the Copilot app and the Agents window.',
    'totals_by_{cli,copilot_app,vscode_agent}.session_count',
    [],
  ],
  [
    'surface_requests',
    'Requests besides editors',
    'requests',
    'Requests of the CLI and the Copilot app.',
    'totals_by_{cli,copilot_app}.request_count',
    [FOLLOW_UPS],
  ],
  [
    'surface_prompts',
    'Prompts besides editors',
    'prompts',
    'Prompts people sent in the CLI and the Copilot app.',
    'totals_by_{cli,copilot_app}.prompt_count',
    ['Messages of the Agents window are counted separately.'],
  ],
  [
    'surface_tokens_input',
    'Tokens in besides editors',
    'tokens',
    'Tokens the CLI and the Copilot app sent to models.',
    'totals_by_{cli,copilot_app}.token_usage.prompt_tokens_sum',
    TOKENS,
  ],
  [
    'surface_tokens_output',
    'Tokens out besides editors',
    'tokens',
    'Tokens in the answers of models to the CLI and the Copilot app.',
    'totals_by_{cli,copilot_app}.token_usage.output_tokens_sum',
    TOKENS,
  ],
] as const;

/** Names that have a twin of GitHub's own total. */
type OfBoth = MetricName & After<'github_', MetricName>;

/** The measure of a name, and GitHub's own. */
const both = (name: OfBoth & MeasureName): readonly [Formula, Formula] => [measure(name), measure(`github_${name}`)];

/** Tokens in and out ÷ requests. */
const tokensPerRequest = (sent: MeasureName, answered: MeasureName, requests: MeasureName): Formula => ({
  op: 'ratio',
  over: { op: 'sum', left: measure(sent), right: measure(answered) },
  under: measure(requests),
  times: 1,
});

/** A number of people's rows, and the same as GitHub adds it up for the scope, under `github_` before the name. */
function ofBoth(
  name: OfBoth,
  label: string,
  unit: Unit,
  colour: MetricColour,
  formulas: readonly [own: Formula, github: Formula],
  definition: string,
  field: string,
  caveats: readonly string[],
): readonly Metric[] {
  return [
    define(name, label, unit, colour, formulas[0], definition, users(field), {
      population: ON_SURFACES,
      caveats,
    }),
    define(
      `github_${name}`,
      `${label}, GitHub's total`,
      unit,
      colour,
      formulas[1],
      definition.replace(/\.$/, ', as GitHub adds them up for the scope.'),
      aggregate(field),
      { population: OF_SCOPE, caveats: [...caveats, ADDS_UP_TWICE] },
    ),
  ];
}

/** CLI and the other places Copilot works in besides editors; credits. */
export const SURFACE_METRICS: readonly Metric[] = [
  define(
    'cli_users',
    'CLI users',
    'people',
    'cli',
    measure('cli_people'),
    'Distinct people who used the Copilot CLI.',
    users('used_cli'),
    { better: 'up', population: PEOPLE_ONCE, caveats: ['Reported since 5 Mar 2026.'] },
  ),
  define(
    'ai_credits_used',
    'AI credits',
    'credits',
    'credits',
    measure('ai_credits_used'),
    'AI credits people used.',
    users('ai_credits_used'),
    { caveats: ['Not an invoice figure.', 'Reported since 19 Jun 2026.'] },
  ),
  define(
    'cli_tokens_input',
    'CLI tokens in',
    'tokens',
    'cli',
    measure('cli_tokens_input'),
    'Tokens the CLI sent to models.',
    users('totals_by_cli.token_usage.prompt_tokens_sum'),
  ),
  define(
    'cli_tokens_output',
    'CLI tokens out',
    'tokens',
    'cli',
    measure('cli_tokens_output'),
    'Tokens in the answers of models to the CLI.',
    users('totals_by_cli.token_usage.output_tokens_sum'),
  ),
  ...SURFACE_PEOPLE.map(([name, label, colour, made, definition, field, caveats]) =>
    define(name, label, 'people', colour, measure(made), definition, users(field), {
      better: 'up',
      population: PEOPLE_ONCE,
      caveats,
    }),
  ),
  define(
    'agent_app_starts',
    'Agent app starts',
    'events',
    'agent',
    measure('agent_app_starts'),
    'Jobs started with agent apps of other vendors.',
    users('totals_by_3rd_party_agent[].user_initiated_interaction_count'),
    { caveats: ['Starts are not prompts and cannot be compared with them.', 'Reported since 7 Aug 2026.'] },
  ),
  ...COUNTS.flatMap(([name, label, unit, definition, field, caveats]) =>
    ofBoth(name, label, unit, 'cli', both(name), definition, field, caveats),
  ),
  ...ofBoth(
    'surface_tokens_per_request',
    'Tokens per request besides editors',
    'tokens',
    'cli',
    [
      tokensPerRequest('surface_tokens_input', 'surface_tokens_output', 'surface_requests'),
      tokensPerRequest('github_surface_tokens_input', 'github_surface_tokens_output', 'github_surface_requests'),
    ],
    'Tokens in and out ÷ requests of the CLI and the Copilot app.',
    'totals_by_{cli,copilot_app}.token_usage ÷ request_count',
    ['Σ ÷ Σ over the selection, never a mean of the averages GitHub gives by day.', FOLLOW_UPS],
  ),
  ...ofBoth(
    'agent_window_messages',
    'Agents window messages',
    'prompts',
    'agent',
    both('agent_window_messages'),
    'Messages people sent in the Agents window of VS Code.',
    'totals_by_vscode_agent.total_user_messages',
    [APART],
  ),
  define(
    'github_agent_app_starts',
    "Agent app starts, GitHub's total",
    'events',
    'agent',
    measure('github_agent_app_starts'),
    'Jobs started with agent apps of other vendors as GitHub adds them up for the scope.',
    aggregate('totals_by_3rd_party_agent[].user_initiated_interaction_count'),
    { population: OF_SCOPE, caveats: [ADDS_UP_TWICE, 'Reported since 7 Aug 2026.'] },
  ),
  define(
    'github_agent_app_sessions',
    "Agent app sessions, GitHub's total",
    'sessions',
    'agent',
    measure('github_agent_app_sessions'),
    'Sessions of agent apps of other vendors as GitHub adds them up for the scope.',
    aggregate('totals_by_3rd_party_agent[].session_count'),
    {
      population: OF_SCOPE,
      caveats: [
        'GitHub gives sessions of whole scopes only, not of people.',
        ADDS_UP_TWICE,
        'Reported since 7 Aug 2026.',
      ],
    },
  ),
];
