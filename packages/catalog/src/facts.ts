import {
  column,
  DISTINCT_USE_COUNTERS,
  PULL_REQUEST_COLUMNS,
  SEVEN_COUNTERS,
  SIX_COUNTERS,
  SURFACE_COUNTERS,
} from './columns.ts';
import type { Column, Fact, FactSource } from './fact.ts';
import type { ReportKind } from './report.ts';

/** `paths` of columns that are named as in the report, below an optional prefix. */
function named(columns: readonly Column[], prefix = ''): Record<string, readonly string[]> {
  return Object.fromEntries(columns.map(({ name }) => [name, [`${prefix}${name}`]]));
}

const TEXT_KEY = {
  ide: column('ide', 'text', 'Editor, lower case; an open set.'),
  feature: column('feature', 'text', 'Feature or chat mode.'),
  language: column('language', 'text', 'Language, lower case; `unknown` when the editor could not tell.'),
  model: column('model', 'text', 'Model; `auto` where GitHub could not resolve it. Chat-like work only.'),
  surface: column('surface', 'text', 'cli, copilot_app or vscode_agent.'),
  agentId: column('agent_id', 'text', 'Stable key of the agent app.', { since: '2026-08-07' }),
  kind: column('kind', 'text', 'skill, custom_agent, mcp, slash_cmd or plugin.', { since: '2026-09-17' }),
  name: column('name', 'text', 'Name in the top five; customer names are hidden by GitHub.', { since: '2026-09-17' }),
  phase: column('phase_number', 'count', '0 No Cohort, 1 code first, 2 agent first, 3 multi-agent.', {
    since: '2026-05-29',
  }),
  comment: column('comment_type', 'text', 'What the review comment was about.', { since: '2026-05-08' }),
} as const;

const USER_ID = column('user_id', 'id', "GitHub's id of the person; survives a change of login.");
const USER_LOGIN = column('user_login', 'text', 'Login on that day.');

const USER_DAY_COLUMNS: readonly Column[] = [
  USER_ID,
  USER_LOGIN,
  ...SEVEN_COUNTERS,
  column('ai_credits_used', 'decimal', 'AI credits of the person that day; not an invoice figure.', {
    unit: 'credits',
    since: '2026-06-19',
  }),
  column('used_agent', 'flag', 'Agent mode in an editor.'),
  column('used_chat', 'flag', 'Chat in an editor.'),
  column('used_cli', 'flag', 'Copilot CLI.', { since: '2026-03-05' }),
  column('used_copilot_app', 'flag', 'Copilot app.', { since: '2026-07-28' }),
  column('used_copilot_cloud_agent', 'flag', 'Cloud agent; the old name coding agent is read too.', {
    since: '2026-03-25',
  }),
  column(
    'used_copilot_code_review_active',
    'flag',
    'Asked for a review or applied a suggestion; null without a signal.',
    { since: '2026-04-06' },
  ),
  column('used_copilot_code_review_passive', 'flag', 'Review assigned automatically only; null without a signal.', {
    since: '2026-04-06',
  }),
  column('used_vscode_agent', 'flag', 'VS Code Agents window; null without data.', { since: '2026-09-11' }),
  column('ai_adoption_phase_number', 'count', 'Adoption phase 0–3.', { since: '2026-05-29' }),
  column('ai_adoption_phase', 'text', "GitHub's name of the phase.", { since: '2026-05-29' }),
  column('ai_adoption_phase_version', 'text', 'Version of the phase definition.', { since: '2026-05-29' }),
  ...DISTINCT_USE_COUNTERS,
];

const USER_DAY_PATHS: Readonly<Record<string, readonly string[]>> = {
  ...named(USER_DAY_COLUMNS),
  used_copilot_cloud_agent: ['used_copilot_cloud_agent', 'used_copilot_coding_agent'],
  ai_adoption_phase_number: ['ai_adoption_phase.phase_number'],
  ai_adoption_phase: ['ai_adoption_phase.phase'],
  ai_adoption_phase_version: ['ai_adoption_phase.version'],
};

const IDE_VERSION_COLUMNS: readonly Column[] = [
  column('ide_version', 'text', 'Last known version of the editor.'),
  column('ide_version_sampled_at', 'text', 'When that was seen.'),
  column('plugin', 'text', 'Last known Copilot plugin.'),
  column('plugin_version', 'text', 'Its version.'),
  column('plugin_version_sampled_at', 'text', 'When that was seen.'),
];

const IDE_VERSION_PATHS: Readonly<Record<string, readonly string[]>> = {
  ide_version: ['last_known_ide_version.ide_version'],
  ide_version_sampled_at: ['last_known_ide_version.sampled_at'],
  plugin: ['last_known_plugin_version.plugin'],
  plugin_version: ['last_known_plugin_version.plugin_version'],
  plugin_version_sampled_at: ['last_known_plugin_version.sampled_at'],
};

const CLI_VERSION_COLUMNS: readonly Column[] = [
  column('cli_version', 'text', 'Last known version of the CLI.', { since: '2026-03-05' }),
  column('cli_version_sampled_at', 'text', 'When that was seen.', { since: '2026-03-05' }),
];

const AGENT_NAME = column('agent_name', 'text', 'Display name, may change.', { since: '2026-08-07' });
const AGENT_STARTS = column('user_initiated_interaction_count', 'count', 'Job starts; not comparable with prompts.', {
  unit: 'events',
  since: '2026-08-07',
});
const INTERACTIONS = column('interaction_count', 'count', 'Events; for mcp connection attempts.', {
  unit: 'events',
  since: '2026-09-17',
});

const SURFACES = ['cli', 'copilot_app', 'vscode_agent'] as const;
const CUSTOMIZATIONS = ['skill', 'custom_agent', 'mcp', 'slash_cmd', 'plugin'] as const;

const TOKEN_PATHS: Readonly<Record<string, readonly string[]>> = {
  session_count: ['session_count'],
  request_count: ['request_count'],
  prompt_count: ['prompt_count'],
  prompt_tokens_sum: ['token_usage.prompt_tokens_sum'],
  output_tokens_sum: ['token_usage.output_tokens_sum'],
};

/** The breakdown facts that people (`user_day`) and scopes (`scope_day`) have alike. */
function breakdowns(owner: 'user_day' | 'scope_day', report: ReportKind): Fact[] {
  const ofPerson = owner === 'user_day';
  const key: readonly Column[] = ofPerson ? [USER_ID] : [];
  const grain = ['scope', 'day', ...key.map((c) => c.name)];
  const keyPaths = Object.fromEntries(key.map(({ name }) => [name, [`^${name}`]]));
  const source = (
    at: string,
    paths: Record<string, readonly string[]>,
    constants: Record<string, string> = {},
  ): FactSource => ({
    report,
    at,
    constants,
    paths,
  });
  const cross = (
    suffix: string,
    at: string,
    keys: readonly Column[],
    counters: readonly Column[],
    says: string,
  ): Fact => ({
    name: `${owner}_${suffix}`,
    grain: [...grain, ...keys.map((c) => c.name)],
    report,
    columns: [...key, ...keys, ...counters],
    sources: [source(`${at}[]`, { ...named([...keys, ...counters]) })],
    says,
  });
  const whose = ofPerson ? 'one person and day' : "GitHub's own totals of a day";
  const ide = cross('ide', 'totals_by_ide', [TEXT_KEY.ide], SEVEN_COUNTERS, `By editor: ${whose}. CLI is never in it.`);
  return [
    ofPerson
      ? {
          ...ide,
          columns: [...ide.columns, ...IDE_VERSION_COLUMNS],
          sources: [source('totals_by_ide[]', { ...named([TEXT_KEY.ide, ...SEVEN_COUNTERS]), ...IDE_VERSION_PATHS })],
        }
      : ide,
    cross('feature', 'totals_by_feature', [TEXT_KEY.feature], SEVEN_COUNTERS, `By feature: ${whose}.`),
    cross(
      'language_feature',
      'totals_by_language_feature',
      [TEXT_KEY.language, TEXT_KEY.feature],
      SIX_COUNTERS,
      `By language and feature: ${whose}. No prompts.`,
    ),
    cross(
      'language_model',
      'totals_by_language_model',
      [TEXT_KEY.language, TEXT_KEY.model],
      SIX_COUNTERS,
      `By language and model: ${whose}. Chat-like work only, no prompts.`,
    ),
    cross(
      'model_feature',
      'totals_by_model_feature',
      [TEXT_KEY.model, TEXT_KEY.feature],
      SEVEN_COUNTERS,
      `By model and feature: ${whose}. Chat-like work only.`,
    ),
    {
      name: `${owner}_surface`,
      grain: [...grain, 'surface'],
      report,
      columns: [...key, TEXT_KEY.surface, ...SURFACE_COUNTERS, ...(ofPerson ? CLI_VERSION_COLUMNS : [])],
      sources: SURFACES.map((surface) =>
        source(
          `totals_by_${surface}`,
          surface === 'vscode_agent'
            ? { session_count: ['session_count'], total_user_messages: ['total_user_messages'] }
            : {
                ...TOKEN_PATHS,
                ...(ofPerson && surface === 'cli'
                  ? {
                      cli_version: ['last_known_cli_version.cli_version'],
                      cli_version_sampled_at: ['last_known_cli_version.sampled_at'],
                    }
                  : {}),
              },
          { surface },
        ),
      ),
      says: `CLI, Copilot app and Agents window: ${whose}.`,
    },
    {
      name: `${owner}_agent`,
      grain: [...grain, 'agent_id'],
      report,
      columns: [
        ...key,
        TEXT_KEY.agentId,
        AGENT_NAME,
        AGENT_STARTS,
        ...(ofPerson ? [] : [column('session_count', 'count', 'Sessions.', { unit: 'sessions', since: '2026-08-07' })]),
      ],
      sources: [
        source('totals_by_3rd_party_agent[]', {
          ...named([TEXT_KEY.agentId, AGENT_NAME, AGENT_STARTS]),
          ...(ofPerson ? {} : { session_count: ['session_count'] }),
        }),
      ],
      says: `Agent apps: ${whose}.`,
    },
    {
      name: `${owner}_customization`,
      grain: [...grain, 'kind', 'name'],
      report,
      columns: [...key, TEXT_KEY.kind, TEXT_KEY.name, INTERACTIONS],
      sources: CUSTOMIZATIONS.map((kind) =>
        source(`totals_by_${kind}[]`, { name: [kind], interaction_count: ['interaction_count'] }, { kind }),
      ),
      says: `CLI customization, top five names a kind: ${whose}. Plugin is a subset of skill: never add.`,
    },
  ].map((fact) => ({ ...fact, sources: fact.sources.map((s) => ({ ...s, paths: { ...keyPaths, ...s.paths } })) }));
}

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
).map(([name, says, since]) => column(name, 'count', says, { unit: 'people', since }));

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
    column(name, 'number', 'Per engaged person of the phase, as GitHub gives it.', { unit, since: '2026-05-29' }),
  ),
];

const REPO_KEY = column('repo_id', 'id', "GitHub's id of the repository.", { since: '2026-07-17' });

const REVIEW_TIME_COLUMNS: readonly Column[] = [
  column('authored_by', 'text', 'Always human today.', { since: '2026-09-25' }),
  column('reviewed_by', 'text', 'Always human today.', { since: '2026-09-25' }),
  column('total_merged', 'count', 'Merged that day.', { unit: 'pull requests', since: '2026-09-25' }),
  ...['ready_to_first_review', 'first_to_final_review', 'final_review_to_merge'].flatMap((stage) =>
    ['median', 'p90'].map((what) =>
      column(`${what}_minutes_${stage}`, 'number', 'Minutes, as GitHub gives it.', {
        unit: 'minutes',
        since: '2026-09-25',
      }),
    ),
  ),
];

const COMMENT_COLUMNS: readonly Column[] = [
  TEXT_KEY.comment,
  column('total_copilot_suggestions', 'count', "Copilot's suggestions of the type.", {
    unit: 'suggestions',
    since: '2026-05-08',
  }),
  column('total_copilot_applied_suggestions', 'count', 'Of them applied.', {
    unit: 'suggestions',
    since: '2026-05-08',
  }),
];

const REPO_COLUMNS: readonly Column[] = [
  column('repo_owner_name', 'text', 'Owner.', { since: '2026-07-17' }),
  column('repo_name', 'text', 'Name.', { since: '2026-07-17' }),
  column('repo_visibility', 'text', 'PRIVATE, INTERNAL or PUBLIC.', { since: '2026-07-17' }),
  column('organization_id', 'text', 'Organization of the repository.', { since: '2026-07-17' }),
  column('enterprise_id', 'text', 'Enterprise of the repository; empty outside any.', { since: '2026-07-17' }),
];

const SCOPE_DAY_COLUMNS: readonly Column[] = [...SEVEN_COUNTERS, ...ACTIVE_USER_COLUMNS, ...DISTINCT_USE_COUNTERS];

const plain = (report: ReportKind, at: string, paths: FactSource['paths']): FactSource[] => [
  { report, at, constants: {}, paths },
];

/** Every table that reports fill. */
export const FACTS: readonly Fact[] = Object.freeze([
  {
    name: 'user_day',
    grain: ['scope', 'day', 'user_id'],
    report: 'users-1-day',
    columns: USER_DAY_COLUMNS,
    sources: plain('users-1-day', '', USER_DAY_PATHS),
    says: 'What one person did on one day.',
  },
  ...breakdowns('user_day', 'users-1-day'),
  {
    name: 'user_window',
    grain: ['scope', 'day', 'user_id'],
    report: 'users-28-day',
    columns: [...USER_DAY_COLUMNS, column('report_start_day', 'day', 'First day of the window; `day` is its last.')],
    sources: plain('users-28-day', '', { ...USER_DAY_PATHS, report_start_day: ['report_start_day'] }),
    says: 'What one person did over 28 days, where GitHub gives one row a person; only for checking.',
  },
  {
    name: 'user_team_day',
    grain: ['scope', 'day', 'user_id', 'team_id'],
    report: 'user-teams-1-day',
    columns: [
      USER_ID,
      column('team_id', 'id', "GitHub's id of the team; survives a rename.", { since: '2026-05-14' }),
      column('team_slug', 'text', 'Slug of the team on that day.', { since: '2026-05-14' }),
      USER_LOGIN,
    ],
    sources: plain('user-teams-1-day', '', {
      user_id: ['user_id'],
      team_id: ['team_id'],
      team_slug: ['slug'],
      user_login: ['user_login'],
    }),
    says: 'Who was in which team on that day. Teams under five seats are missing.',
  },
  {
    name: 'scope_day',
    grain: ['scope', 'day'],
    report: 'aggregate-1-day',
    columns: [...SCOPE_DAY_COLUMNS, ...PULL_REQUEST_COLUMNS],
    sources: plain('aggregate-1-day', '', {
      ...named(SCOPE_DAY_COLUMNS),
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
    grain: ['scope', 'day', 'feature'],
    report: 'aggregate-28-day',
    columns: [
      column('feature', 'text', "One of GitHub's seven engagement features.", { since: '2026-09-17' }),
      column('engaged_user_count', 'count', 'People with the feature on two or more of 28 days; features overlap.', {
        unit: 'people',
        since: '2026-09-17',
      }),
      column('active_user_count', 'count', 'People of the window.', { unit: 'people', since: '2026-09-17' }),
      column('report_start_day', 'day', 'First day of the window; `day` is its last.'),
      column('created_at', 'text', 'When GitHub made the report.'),
    ],
    sources: plain('aggregate-28-day', 'copilot_feature_engagement.totals_by_feature[]', {
      feature: ['feature'],
      engaged_user_count: ['engaged_user_count'],
      active_user_count: ['^copilot_feature_engagement.active_user_count'],
      report_start_day: ['^report_start_day'],
      created_at: ['^created_at'],
    }),
    says: 'People by feature over 28 days.',
  },
  {
    name: 'repo_day',
    grain: ['scope', 'day', 'repo_id'],
    report: 'repos-1-day',
    columns: [REPO_KEY, ...REPO_COLUMNS, ...PULL_REQUEST_COLUMNS],
    sources: plain('repos-1-day', '', {
      ...named([REPO_KEY, ...REPO_COLUMNS]),
      ...named(PULL_REQUEST_COLUMNS, 'pull_requests.'),
    }),
    says: 'Pull requests of one repository on one day.',
  },
  {
    name: 'repo_day_comment_type',
    grain: ['scope', 'day', 'repo_id', 'comment_type'],
    report: 'repos-1-day',
    columns: [REPO_KEY, ...COMMENT_COLUMNS],
    sources: plain('repos-1-day', 'pull_requests.copilot_suggestions_by_comment_type[]', {
      repo_id: ['^repo_id'],
      ...named(COMMENT_COLUMNS),
    }),
    says: "Copilot's review suggestions of a repository by type of comment.",
  },
  {
    name: 'repo_day_review_time',
    grain: ['scope', 'day', 'repo_id', 'authored_by', 'reviewed_by'],
    report: 'repos-1-day',
    columns: [REPO_KEY, ...REVIEW_TIME_COLUMNS],
    sources: plain('repos-1-day', 'pull_request_review_times[]', {
      repo_id: ['^repo_id'],
      ...named(REVIEW_TIME_COLUMNS),
    }),
    says: 'Review stages of human pull requests of a repository.',
  },
] satisfies readonly Fact[]);
