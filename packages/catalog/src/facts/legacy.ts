import type { FactName } from '../names.ts';
import type { ReportKind } from '../reports/report.ts';
import { column } from './columns.ts';
import type { Column, Fact, FactSource, Unit } from './fact.ts';
import { LEGACY_SOURCES, type LegacyTable, TEAM_SOURCES } from './legacy-sources.ts';

/** First day an older API can have reported anything. */
const SINCE = '2023-10-01';
/** First day of `copilot/metrics`. @source OpenAPI description: GA October 2024, a hundred days back. */
const SINCE_METRICS = '2024-06-01';

const counts = (unit: Unit, since: string, entries: readonly (readonly [string, string])[]): Column[] =>
  entries.map(([name, says]) =>
    // Not every source of a day has every count of people; a missing count is unknown, not 0.
    column(name, 'count', says, { unit, since, ...(unit === 'people' && { absent: 'nothing' }) }),
  );

const KEY = {
  ide: column('ide', 'text', 'Editor, as the older APIs name it; unknown where they name none.', {
    since: SINCE,
    folded: true,
  }),
  language: column('language', 'text', 'Language as the editor names it, lower case.', { since: SINCE, folded: true }),
  model: column('model', 'text', 'Model; default for all but custom ones, unknown in the oldest API.', {
    since: SINCE,
    folded: true,
  }),
  repository: column('repository_name', 'text', 'owner/name of the repository.', { since: SINCE_METRICS }),
};
const TEAM = column('team', 'text', 'Slug of the team GitHub was asked about.', { since: SINCE });
const ENGAGED = counts('people', SINCE, [
  ['engaged_users', 'People of this row; a person can be in several rows, so rows never add up.'],
]);

const COMPLETION_COUNTS = [
  ...counts('suggestions', SINCE, [
    ['suggestions', 'Completions shown.'],
    ['acceptances', 'Completions accepted.'],
  ]),
  ...counts('lines', SINCE, [
    ['lines_suggested', 'Lines of completions shown.'],
    ['lines_accepted', 'Lines of completions accepted.'],
  ]),
];
const CHAT_COUNTS = [
  ...counts('prompts', SINCE, [['chat_turns', 'Prompts in editor chat.']]),
  ...counts('events', SINCE_METRICS, [
    ['chat_insertions', 'Answers inserted into a file.'],
    ['chat_copies', 'Answers copied with the button or the keyboard.'],
  ]),
  ...counts('events', SINCE, [['told_chat_acceptances', 'As reported; copilot/metrics has none.']]),
  column('chat_accepted', 'count', '`told_chat_acceptances`, else insertions + copies.', {
    unit: 'events',
    since: SINCE,
    derived: true,
  }),
];
const SUMMARIES = counts('pull requests', SINCE_METRICS, [
  ['pull_request_summaries', 'Pull request summaries created.'],
]);

const TOTAL_COLUMNS: readonly Column[] = [
  ...counts('people', SINCE_METRICS, [
    ['active_users', 'total_active_users: people with any activity, passive ones too.'],
    ['engaged_users', 'total_engaged_users: people who used a feature.'],
  ]),
  ...counts('people', SINCE, [
    ['completion_users', 'People of completions in editors; in the oldest API, everyone it calls active.'],
    ['chat_users', 'People of chat in editors.'],
  ]),
  ...counts('people', SINCE_METRICS, [
    ['dotcom_chat_users', 'People of chat on github.com.'],
    ['pull_request_users', 'People of pull request summaries.'],
  ]),
  ...COMPLETION_COUNTS,
  ...CHAT_COUNTS,
  ...SUMMARIES,
];

/** The columns of each table besides its keys. */
const COLUMNS: Readonly<Record<LegacyTable, readonly Column[]>> = {
  total: TOTAL_COLUMNS,
  completion: [KEY.ide, KEY.model, KEY.language, ...COMPLETION_COUNTS, ...ENGAGED],
  chat: [KEY.ide, KEY.model, ...CHAT_COUNTS, ...ENGAGED],
  dotcom_chat: [
    KEY.model,
    ...counts('prompts', SINCE_METRICS, [['dotcom_chat_turns', 'Prompts in chat on github.com.']]),
    ...ENGAGED,
  ],
  pull_request: [KEY.repository, KEY.model, ...SUMMARIES, ...ENGAGED],
};

const GRAINS: Readonly<Record<LegacyTable, readonly string[]>> = {
  total: [],
  completion: ['ide', 'model', 'language'],
  chat: ['ide', 'model'],
  dotcom_chat: ['model'],
  pull_request: ['repository_name', 'model'],
};

const SAYS: Readonly<Record<LegacyTable, string>> = {
  total: 'People and totals',
  completion: 'Completions by editor, model and language',
  chat: 'Chat in editors by editor and model',
  dotcom_chat: 'Chat on github.com by model',
  pull_request: 'Pull request summaries by repository and model',
};

const TABLES = ['total', 'completion', 'chat', 'dotcom_chat', 'pull_request'] as const;

function ofScope(table: LegacyTable, report: ReportKind, sources: readonly FactSource[], name: FactName): Fact {
  return {
    name,
    grain: ['scope', 'day', ...GRAINS[table]],
    report,
    columns: COLUMNS[table],
    sources,
    says: `${SAYS[table]} of one day, as an older API of GitHub reported them.`,
  };
}

function ofTeam(table: LegacyTable): Fact {
  return {
    name: `legacy_team_${table}_day`,
    grain: ['scope', 'day', 'team', ...GRAINS[table]],
    report: 'legacy-team-metrics',
    columns: [TEAM, ...COLUMNS[table]],
    sources: TEAM_SOURCES[table],
    says: `${SAYS[table]} of one team and day, as an older API of GitHub reported them.`,
  };
}

/** A copy of the totals of a source that ranks below others, for reconciliation. */
function kept(source: ReportKind, name: FactName): Fact {
  const sources = LEGACY_SOURCES.total.filter(({ report }) => report === source);
  const reported = new Set(sources.flatMap(({ paths }) => Object.keys(paths)));
  return {
    ...ofScope('total', source, sources, name),
    columns: TOTAL_COLUMNS.filter((item) => reported.has(item.name)),
    says: `Totals of one day from ${source}, kept even where another source is the one that counts.`,
  };
}

/**
 * What GitHub's older APIs reported, by scope and by team. One source fills a day; sources that `rankOf` ranks lower stay
 * in the archive, with their totals in a fact of their own.
 */
export const LEGACY_FACTS: readonly Fact[] = [
  ...TABLES.map((table) => ofScope(table, 'legacy-metrics', LEGACY_SOURCES[table], `legacy_${table}_day`)),
  kept('legacy-usage', 'legacy_usage_day'),
  kept('legacy-dashboard', 'legacy_dashboard_day'),
  ...TABLES.map(ofTeam),
];
