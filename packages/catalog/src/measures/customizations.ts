import type { CUSTOMIZATIONS } from '../facts/columns.ts';
import { latest, people, sum } from './define.ts';
import type { Measure } from './measure-type.ts';

/** Kinds of CLI customization and the word each stands under in names of metrics: one, several. */
export const CUSTOMIZATION_WORDS = [
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
