import { type Day, monthOf, weekOf } from '@flightdeck/catalog';
import type { Row } from './metric-truth.ts';

/** Where a row of a report stands. */
export interface Place {
  readonly row: Row;
  readonly day: Day;
  readonly organization: string;
  readonly user?: number;
  readonly team?: string | undefined;
}

/** Stands for the row of a report that has none. */
export const NO_ROW: Row = {};

/** Mondays by day: the same few days are asked for again and again. */
const MONDAYS = new Map<Day, Day>();

function mondayOf(day: Day): Day {
  const known = MONDAYS.get(day) ?? weekOf(day);
  MONDAYS.set(day, known);
  return known;
}

/** The value a row has of a dimension. */
export function placeOf({ row: ofRow, day, organization, user, team }: Place, name: string): unknown {
  const row: Readonly<Record<string, unknown>> = ofRow;
  switch (name) {
    case 'day':
      return day;
    case 'week':
      return mondayOf(day);
    case 'month':
      return monthOf(day);
    case 'organization':
      return organization;
    case 'user':
      return user;
    case 'team':
      return team;
    case 'ide_version':
      return versionsOf(row).last_known_ide_version?.ide_version ?? '';
    case 'plugin':
      return versionsOf(row).last_known_plugin_version?.plugin ?? '';
    case 'plugin_version':
      return versionsOf(row).last_known_plugin_version?.plugin_version ?? '';
    case 'cli_version':
      return versionsOf(row).last_known_cli_version?.cli_version ?? '';
    case 'agent_app':
      return row.agent_name;
    case 'agent_app_id':
      return row.agent_id;
    default:
      return row[name];
  }
}

/** A row by editor carries the versions of editor and plugin, one of the CLI its own. */
const versionsOf = (row: Readonly<Record<string, unknown>>) =>
  row as {
    readonly last_known_ide_version?: { readonly ide_version: string };
    readonly last_known_plugin_version?: { readonly plugin: string; readonly plugin_version: string };
    readonly last_known_cli_version?: { readonly cli_version: string };
  };
