import { InputError } from '@flightdeck/catalog';
import type { AggregateRecord, UserRecord } from '../world/records/records.ts';
import type { Aside, Row } from './metric-truth.ts';

/** Dimensions whose values stand in lists only: who is in none of a list has no value there that could be 0. */
export const ONLY_IN_LISTS: readonly string[] = [
  ...['language', 'ide', 'ide_version', 'plugin', 'plugin_version', 'feature', 'model'],
  ...['surface', 'cli_version', 'agent_app', 'agent_app_id', 'customization'],
];

/** Lists beside the breakdowns by the dimensions that ask for them. */
const BESIDE: readonly { readonly dimensions: readonly string[]; readonly lists: readonly Aside[] }[] = [
  { dimensions: ['surface', 'cli_version'], lists: ['surface'] },
  { dimensions: ['agent_app', 'agent_app_id'], lists: ['agent'] },
  { dimensions: ['customization'], lists: ['skill', 'custom_agent', 'mcp', 'slash_cmd', 'plugin'] },
];

/** What gives the rows of a record that a question is about. */
export type RowsOf = (record: UserRecord | AggregateRecord) => readonly Row[];

/** What gives the rows that carry every breakdown of the names: the user row itself, or one of its arrays. */
export function rowsFor(used: ReadonlySet<string>, needsFeature: boolean): RowsOf {
  const names = new Set(used);
  if (needsFeature) names.add('feature');
  if (['ide_version', 'plugin', 'plugin_version'].some((name) => names.has(name))) names.add('ide');
  const wanted = ['ide', 'language', 'model', 'feature'].filter((name) => names.has(name)).join('+');
  const beside = BESIDE.find(({ dimensions }) => dimensions.some((name) => names.has(name)));
  if (beside && wanted === '') return (record) => beside.lists.flatMap((list) => rowsAside(record, list));
  switch (beside ? `${wanted} and ${beside.dimensions[0]}` : wanted) {
    case '':
      return (record) => [record];
    case 'ide':
      return (record) => record.totals_by_ide;
    case 'feature':
      return (record) => record.totals_by_feature;
    case 'language':
    case 'language+feature':
      return (record) => record.totals_by_language_feature;
    case 'language+model':
      return (record) => record.totals_by_language_model;
    case 'model':
    case 'model+feature':
      return (record) => record.totals_by_model_feature;
    default:
      return () => {
        throw noTruth(`GitHub has no breakdown by ${wanted}.`);
      };
  }
}

/** The rows of a list beside the breakdowns; CLI, app and Agents window are one object each. */
export function rowsAside(record: UserRecord | AggregateRecord, aside: Aside): readonly Row[] {
  if (aside === 'agent') return (record.totals_by_3rd_party_agent as readonly Row[] | undefined) ?? [];
  if (aside !== 'surface') {
    const named = record[`totals_by_${aside}`] as readonly Readonly<Record<string, unknown>>[] | undefined;
    return (named ?? []).map((row) => ({ ...row, customization: row[aside] }) as Row);
  }
  return ['cli', 'copilot_app', 'vscode_agent'].flatMap((surface) => {
    const use = record[`totals_by_${surface}`] as Row | undefined;
    return use ? [{ surface, ...use }] : [];
  });
}

/** What a question is refused with that the records cannot answer. */
export function noTruth(message: string): InputError {
  return new InputError(message, { code: 'no_truth', hint: 'Ask for a metric and breakdowns that the records carry.' });
}
