import { findMetric, type Metric } from '@flightdeck/catalog';
import type { ResultRow } from '@flightdeck/query';
import { numberOf } from '../../data/number-of.ts';
import { formatDay, formatValue } from '../../format/format.ts';
import { type PersonFacts, TOPS, type Top } from './prepare.ts';

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

const HEADS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    active_days: 'Days',
    active_working_days: 'Days',
    interactions: 'Prompts',
    completions_generated: 'Suggested',
    completions_accepted: 'Accepted',
    completion_acceptance_rate: 'Rate',
    loc_suggested_to_add: 'Lines suggested',
    loc_suggested_per_active_day: 'Lines suggested a day',
    loc_added: 'Lines added',
    loc_added_per_active_day: 'Lines added a day',
    loc_deleted: 'Lines deleted',
    loc_deleted_per_active_day: 'Lines deleted a day',
    agent_days: 'Agent days',
    chat_days: 'Chat days',
    cli_days: 'CLI days',
  }),
);
const HIDDEN: ReadonlySet<string> = new Set([
  'loc_suggested_to_add',
  'loc_deleted',
  'loc_suggested_per_active_day',
  'loc_added_per_active_day',
  'loc_deleted_per_active_day',
  'cli_days',
  'active_days',
  'active_working_days',
]);
const TOP_HEADS: Readonly<Record<Top, string>> = {
  language: 'Language',
  ide: 'Editor',
  model: 'Model',
  feature: 'Feature',
};

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
    column(
      'team',
      'Team',
      'Teams in the range; the one with most prompts first',
      (_row, facts) => teamText(facts),
      true,
    ),
    ...metrics.flatMap((metric): PeopleColumn[] => {
      const own: PeopleColumn = {
        key: metric.name,
        head: metric.unit === 'score' ? 'Adoption' : (HEADS.get(metric.name) ?? metric.label),
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
    ...TOPS.map((name) =>
      column(
        name,
        TOP_HEADS[name],
        `${TOP_HEADS[name]} with most outputs in the range`,
        (_row, facts) => facts?.tops[name] ?? null,
        name === 'language',
      ),
    ),
    column(
      'last',
      'Last active',
      'Last day of the range with a prompt',
      (_row, facts) => (facts?.lastActive ? formatDay(facts.lastActive) : null),
      false,
    ),
  ];
}

const STRIP: PeopleColumn = {
  key: 'strip',
  head: 'Days in range',
  says: 'One bar a day: height by prompts, violet where an agent was used',
  kind: 'strip',
  metric: null,
  shown: true,
  text: () => null,
};

const teamText = (facts: PersonFacts | undefined): string | null => {
  const [first, ...others] = facts?.teams ?? [];
  return first === undefined ? null : others.length === 0 ? first : `${first} +${others.length}`;
};
