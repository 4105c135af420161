import type { CUSTOMIZATIONS } from '../facts/columns.ts';
import { latest, people, sum } from '../measures/define.ts';
import type { Measure } from '../measures/measure-type.ts';
import { aggregate, define, measure, PEOPLE_ONCE, users } from './define.ts';
import type { Metric } from './metric.ts';

/** Kinds of CLI customization and the word each stands under in names of metrics: one, several. */
const CUSTOMIZATION_WORDS = [
  ['skill', 'skill', 'skills'],
  ['custom_agent', 'custom_agent', 'custom_agents'],
  ['mcp', 'mcp_server', 'mcp_servers'],
  ['slash_cmd', 'slash_command', 'slash_commands'],
  ['plugin', 'plugin', 'plugins'],
] as const satisfies readonly (readonly [kind: (typeof CUSTOMIZATIONS)[number], one: string, several: string])[];

/**
 * Customizations of the CLI, each kind by itself: a plugin's events are events of skills too, so kinds never add up. What
 * was not measured has no rows and no counts; how many different ones were used is GitHub's own figure, which never adds.
 */
export const CUSTOMIZATION_MEASURES: readonly Measure[] = CUSTOMIZATION_WORDS.flatMap(([kind, one, several]) => {
  const when = [{ column: 'kind', op: 'in', values: [kind] }] as const;
  const distinct = `distinct_${kind}_use_count`;
  return [
    sum(`cli_${one}_events`, 'interaction_count', ['user_day_customization'], when),
    people(`cli_${one}_people`, ['user_day'], [{ column: distinct, op: 'above', value: 0 }]),
    latest(`cli_${several}_used`, distinct, ['user_day']),
    sum(`github_cli_${one}_events`, 'interaction_count', ['scope_day_customization'], when),
    latest(`github_cli_${several}_used`, distinct),
  ];
});

/** How the words of a kind are written for people, and what an event of it is. */
const KINDS: Readonly<
  Record<(typeof CUSTOMIZATION_WORDS)[number][0], readonly [one: string, several: string, event: string]>
> = {
  skill: ['skill', 'skills', 'Uses of skills'],
  custom_agent: ['custom agent', 'custom agents', 'Uses of custom agents'],
  mcp: ['MCP server', 'MCP servers', 'Attempts to connect to MCP servers'],
  slash_cmd: ['slash command', 'slash commands', 'Uses of slash commands'],
  plugin: ['plugin', 'plugins', 'Uses of plugins'],
};

const SINCE = 'Reported since 17 Sep 2026; what GitHub left out is unknown, not none.';
const TOP_FIVE = 'GitHub names only the five most used of a day, so the true number may be higher.';
const NEVER_ADD = 'Uses of plugins are uses of skills too: the two are never added.';
const FAILED = 'Attempts that failed count too; calls of tools do not.';
const NOT_A_SUM = 'The figure of the last day that has one: distinct names of several days or people do not add up.';

/** Customizations of the Copilot CLI. @source github/docs "Copilot usage metrics" reference, September 2026. */
export const CUSTOMIZATION_METRICS: readonly Metric[] = CUSTOMIZATION_WORDS.flatMap(([kind, one, several]) => {
  const [word, words, event] = KINDS[kind];
  const heading = `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
  const more = [
    ...(kind === 'skill' || kind === 'plugin' ? [NEVER_ADD] : []),
    ...(kind === 'mcp' ? [FAILED] : []),
    SINCE,
  ];
  const names = `totals_by_${kind}[].interaction_count`;
  const distinct = `distinct_${kind}_use_count`;
  return [
    define(
      `cli_${one}_events`,
      `CLI: ${event.toLowerCase().replace('mcp', 'MCP')}`,
      'events',
      'cli',
      measure(`cli_${one}_events`),
      `${event} in the CLI, of the five most used of each person and day.`,
      users(names),
      { caveats: [TOP_FIVE, ...more] },
    ),
    define(
      `cli_${one}_users`,
      `CLI: people with a ${word}`.replace('a MCP', 'an MCP'),
      'people',
      'cli',
      measure(`cli_${one}_people`),
      `Distinct people who used at least one ${word} in the CLI.`,
      users(`${distinct} > 0`),
      { population: PEOPLE_ONCE, caveats: more },
    ),
    define(
      `cli_${several}_used`,
      `CLI: different ${words} of a person`,
      'events',
      'cli',
      measure(`cli_${several}_used`),
      `Different ${words} one person used in the CLI on a day; ask by person.`,
      users(distinct),
      { population: 'One person; there is no value for several together.', caveats: [NOT_A_SUM, ...more] },
    ),
    define(
      `github_cli_${one}_events`,
      `${heading} of the CLI, GitHub's total`,
      'events',
      'cli',
      measure(`github_cli_${one}_events`),
      `${event} in the CLI as GitHub adds them up for the scope, of the five most used of each day.`,
      aggregate(names),
      { population: 'As GitHub counts it for the scope.', caveats: [TOP_FIVE, ...more] },
    ),
    define(
      `github_cli_${several}_used`,
      `Different ${words} of the CLI, GitHub's count`,
      'events',
      'cli',
      measure(`github_cli_${several}_used`),
      `Different ${words} used in the CLI on a day as GitHub counts them for the scope.`,
      aggregate(distinct),
      {
        population: 'As GitHub counts it for the scope.',
        caveats: [NOT_A_SUM, 'Not additive: no value over several organizations.', ...more],
      },
    ),
  ];
});
