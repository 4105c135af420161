import type { After } from '../metrics/metric.ts';
import type { FactName } from '../names.ts';
import type { ReportKind } from '../reports/report.ts';
import { CUSTOMIZATIONS, column, SEVEN_COUNTERS, SIX_COUNTERS, SURFACE_COUNTERS } from './columns.ts';
import { named } from './define.ts';
import type { Column, Fact, FactSource } from './fact.ts';
import { TEXT_KEY, USER_ID } from './keys.ts';

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

/** Places that GitHub leaves out, or leaves empty, when there was none; the Agents window and customization may be unknown. */
const OMITTED_WITHOUT_USE = [
  'totals_by_ide',
  'totals_by_feature',
  'totals_by_language_feature',
  'totals_by_language_model',
  'totals_by_model_feature',
  'totals_by_cli',
  'totals_by_copilot_app',
  'totals_by_3rd_party_agent',
] as const;

const TOKEN_PATHS: Readonly<Record<string, readonly string[]>> = {
  session_count: ['session_count'],
  request_count: ['request_count'],
  prompt_count: ['prompt_count'],
  prompt_tokens_sum: ['token_usage.prompt_tokens_sum'],
  output_tokens_sum: ['token_usage.output_tokens_sum'],
};

/** What facts of people and of scopes have alike behind their prefix. */
type Suffix = After<'user_day_', FactName> & After<'scope_day_', FactName>;

/** The breakdown facts that people (`user_day`) and scopes (`scope_day`) have alike. */
export function breakdowns(owner: 'user_day' | 'scope_day', report: ReportKind): Fact[] {
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
    ...(OMITTED_WITHOUT_USE.some((place) => at.startsWith(place)) && { absent: 'none' }),
    constants,
    paths,
  });
  const called = (suffix: Suffix): FactName => `${owner}_${suffix}`;
  const cross = (
    suffix: Suffix,
    at: string,
    keys: readonly Column[],
    counters: readonly Column[],
    says: string,
  ): Fact => ({
    name: called(suffix),
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
          attributes: ['ide_version', 'plugin', 'plugin_version'],
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
      name: called('surface'),
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
      ...(ofPerson ? { attributes: ['cli_version'] } : {}),
      says: `CLI, Copilot app and Agents window: ${whose}.`,
    },
    {
      name: called('agent'),
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
      attributes: [AGENT_NAME.name],
      says: `Agent apps: ${whose}.`,
    },
    {
      name: called('customization'),
      grain: [...grain, 'kind', 'name'],
      report,
      columns: [...key, TEXT_KEY.kind, TEXT_KEY.name, INTERACTIONS],
      sources: CUSTOMIZATIONS.map((kind) =>
        source(
          `totals_by_${kind}[]`,
          // Exports of the first weeks carry the count under the name of the prompts.
          { name: [kind], interaction_count: ['interaction_count', 'user_initiated_interaction_count'] },
          { kind },
        ),
      ),
      says: `CLI customization, top five names a kind: ${whose}. Plugin is a subset of skill: never add.`,
    },
  ].map((fact) => ({ ...fact, sources: fact.sources.map((s) => ({ ...s, paths: { ...keyPaths, ...s.paths } })) }));
}
