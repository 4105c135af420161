import {
  addDays,
  type Day,
  findMetric,
  isUnknownValue,
  type MetricName,
  OUTPUTS,
  type Population,
} from '@flightdeck/catalog';
import type { ResultRow } from '@flightdeck/query';
import { numberOf } from '../../data/number-of.ts';
import { formatDay, formatLongDay, formatValue } from '../../format/format.ts';
import { headOf } from '../../table/head-of.ts';
import type { TableModel } from '../../table/table.ts';
import * as words from '../../text/pages/person.ts';
import { entityLabel } from '../../theme/entities.ts';

/** What led each day: one dimension, or two that GitHub crosses. */
export const LEADERS: readonly { readonly by: readonly string[]; readonly head: string }[] = [
  { by: ['ide'], head: words.columns.editor },
  { by: ['feature'], head: words.columns.feature },
  { by: ['language', 'feature'], head: words.columns.languageByFeature },
  { by: ['language', 'model'], head: words.columns.languageByModel },
  { by: ['model', 'feature'], head: words.columns.modelByFeature },
];

/** The values with most outputs on each day; a day on which nothing has a name is absent. */
export function leadersByDay(rows: readonly ResultRow[], by: readonly string[]): ReadonlyMap<Day, string> {
  const best = new Map<Day, { readonly text: string; readonly weight: number }>();
  for (const row of rows) {
    const weight = numberOf(row.generated) ?? 0;
    if (weight <= (best.get(String(row.day))?.weight ?? 0) || by.some((name) => isUnknownValue(name, row[name])))
      continue;
    best.set(String(row.day), { text: by.map((name) => entityLabel(name, String(row[name]))).join(' × '), weight });
  }
  return new Map([...best].map(([day, { text }]) => [day, text]));
}

/** The numbers of a day, counting outputs of the population. */
export function dayNumbers(population: Population): readonly MetricName[] {
  const { generated, accepted, rate } = OUTPUTS[population];
  return [
    'interactions',
    ...[generated, accepted, rate],
    'loc_added',
    'cli_tokens_input',
    'cli_tokens_output',
    'ai_credits_used',
  ];
}

/** A person's days, the newest first: what led each, then the numbers. */
export function preparePersonDays(
  rows: readonly ResultRow[],
  leaders: readonly ReadonlyMap<Day, string>[],
  names: readonly MetricName[],
): TableModel {
  const numbers = names.flatMap((name) => findMetric(name) ?? []);
  return {
    head: [words.columns.day, ...LEADERS.map(({ head }) => head), ...numbers.map(headOf)],
    text: LEADERS.map((_, index) => index + 1),
    rows: [...rows]
      .sort((a, b) => String(b.day).localeCompare(String(a.day)))
      .map((row) => [
        formatLongDay(String(row.day)),
        ...leaders.map((leader) => leader.get(String(row.day)) ?? '–'),
        ...numbers.map(({ name, unit }) => {
          const value = numberOf(row[name]);
          return value === null ? '–' : formatValue(value, unit);
        }),
      ]),
  };
}

/** A team of a person and since when without a break; null when it already was so on the first day there is. */
export interface Membership {
  readonly team: string;
  readonly since: Day | null;
}

/** The teams a person is in on the last day that has any, from rows by day and team; days without memberships of anyone are no break. */
export function prepareMemberships(rows: readonly ResultRow[], firstDay: Day): readonly Membership[] {
  const days = [...new Set(rows.map((row) => String(row.day)))].sort();
  const last = days.at(-1);
  const of = (team: string): Set<Day> => new Set(rows.filter((row) => row.team === team).map((row) => String(row.day)));
  const now = rows
    .filter((row) => row.day === last && !isUnknownValue('team', row.team))
    .map((row) => String(row.team));
  return [...new Set(now)].sort().map((team) => {
    const inTeam = of(team);
    const since = days.findLast((day, index) => inTeam.has(day) && !inTeam.has(days[index - 1] ?? ''));
    return { team, since: since === undefined || since <= addDays(firstDay, 1) ? null : since };
  });
}

/** `payments, since 3 Sep`. */
export const membershipText = ({ team, since }: Membership): string =>
  since === null ? team : words.memberSince({ team, day: formatDay(since) });
