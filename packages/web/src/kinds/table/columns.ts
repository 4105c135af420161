import { dayMetrics, findDimension, findMetric, type Metric } from '@flightdeck/catalog';
import type { ResultRow } from '@flightdeck/query';
import { numberOf } from '../../data/number-of.ts';
import { formatDay, formatValue } from '../../format/format.ts';
import { headOf } from '../../table/head-of.ts';
import * as words from '../../text/kinds/people.ts';
import { type PersonFacts, TOPS } from './prepare.ts';

/** A column of the table of people beside the name; only metrics can be sorted by, because the server sorts. */
export interface PeopleColumn {
  readonly key: string;
  readonly head: string;
  readonly says: string;
  readonly kind: 'adoption' | 'strip' | 'metric' | 'text';
  readonly metric: Metric | null;
  /** Shown until the reader chooses. */
  readonly shown: boolean;
  /** What stands in the cell; null draws a dash. */
  readonly text: (row: ResultRow, facts: PersonFacts | undefined) => string | null;
}

const HIDDEN: ReadonlySet<string> = new Set([
  'loc_suggested_to_add',
  'loc_deleted',
  'cli_days',
  ...(['prompt', 'activity'] as const).flatMap((by) =>
    (['working', 'all'] as const).flatMap((which) => {
      const { days, suggestedPerDay, addedPerDay, deletedPerDay } = dayMetrics({ by, days: which });
      return [days, suggestedPerDay, addedPerDay, deletedPerDay];
    }),
  ),
]);

/** Every column there is for the metrics of the panel, adoption first. */
export function peopleColumns(names: readonly string[]): readonly PeopleColumn[] {
  const metrics = names.flatMap((name) => findMetric(name) ?? []);
  const column = (
    key: string,
    head: string,
    says: string,
    text: PeopleColumn['text'],
    shown: boolean,
  ): PeopleColumn => ({
    key,
    head,
    says,
    kind: 'text',
    metric: null,
    shown,
    text,
  });
  return [
    column('team', words.team, words.teamSays, (_row, facts) => teamText(facts), true),
    ...metrics.flatMap((metric): PeopleColumn[] => {
      const own: PeopleColumn = {
        key: metric.name,
        head: headOf(metric),
        says: metric.definition,
        kind: metric.unit === 'score' ? 'adoption' : 'metric',
        metric,
        shown: !HIDDEN.has(metric.name),
        text: (row) => {
          const value = numberOf(row[metric.name]);
          return value === null ? null : formatValue(value, metric.unit);
        },
      };
      if (metric.unit === 'score') return [own, STRIP];
      return [own];
    }),
    ...TOPS.map((name) => {
      const label = findDimension(name)?.label ?? name;
      const says = words.mostOutputs({ dimension: label });
      return column(name, label, says, (_row, facts) => facts?.tops[name] ?? null, name === 'language');
    }),
    column(
      'last',
      words.lastActive,
      words.lastActiveSays,
      (_row, facts) => (facts?.lastActive ? formatDay(facts.lastActive) : null),
      false,
    ),
  ];
}

const STRIP: PeopleColumn = {
  key: 'strip',
  head: words.daysInRange,
  says: words.daysInRangeSays,
  kind: 'strip',
  metric: null,
  shown: true,
  text: () => null,
};

const teamText = (facts: PersonFacts | undefined): string | null => {
  const [first, ...others] = facts?.teams ?? [];
  return first === undefined ? null : others.length === 0 ? first : `${first} +${others.length}`;
};
