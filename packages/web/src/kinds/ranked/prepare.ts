import { findDimension, findMetric, isRest, isUnknownValue, type Ranking } from '@flightdeck/catalog';
import type { QueryResult, ResultRow } from '@flightdeck/query';
import { max } from 'd3-array';
import { numberOf } from '../../data/number-of.ts';
import { changeOf, formatValue } from '../../format/format.ts';
import type { TableModel } from '../../table/table.ts';
import * as words from '../../text/kinds/ranked.ts';
import * as shared from '../../text/kinds/shared.ts';
import { entityLabel, unknownLabel } from '../../theme/entities.ts';

/** One bar: the whole in soft, the part in front of it. Shares are 0–1 of the widest row. */
export interface RankedRow {
  readonly value: string;
  readonly label: string;
  readonly share: number;
  readonly partShare: number;
  /** The part of the period compared with, on the same scale; null where it is not known. */
  readonly beforeShare: number | null;
  readonly number: string;
  /** The last column: a rate, or the change of the number. */
  readonly rate: string;
}

/** A ranking by the shown number; Unknown left out, its share of the whole stated. */
export interface Ranked {
  readonly dimension: string;
  readonly rows: readonly RankedRow[];
  /** Values there are, GitHub's collection of small ones not counted. */
  readonly total: number;
  /** True when some are not shown. */
  readonly more: boolean;
  readonly head: readonly [string, string];
  /** What the bar in front and the one behind it count. */
  readonly words: { readonly part: string; readonly whole: string };
  readonly unknown: string | null;
  /** Colour of the part in front. */
  readonly color: string;
  /** Colour of the whole behind it. */
  readonly wholeColor: string;
  /** False where the bar has no whole behind its part. */
  readonly capped: boolean;
  readonly table: TableModel;
}

function shareOf(row: ResultRow | undefined, name: string, widest: number): number | null {
  const value = numberOf(row?.[name]);
  return value === null ? null : Math.min(1, value / widest);
}

const labelOf = (name: string): string => findMetric(name)?.label ?? name;

/** `acme/` where all repositories are of one owner, so that it need not be said in every row; empty else. */
function commonOwner(repositories: readonly string[]): string {
  const owners = new Set(repositories.map((name) => name.slice(0, name.indexOf('/') + 1)));
  return owners.size === 1 ? ([...owners][0] ?? '') : '';
}

/** Result rows → a ranking by one measure. */
export function prepareRanked(
  result: Pick<QueryResult, 'rows'> & Partial<Pick<QueryResult, 'comparison'>>,
  dimension: string,
  { whole, part, aside, sort }: Ranking,
  options: {
    readonly limit: number;
    readonly withUnknown: boolean;
    /** Metrics of the table that says the same in numbers. */
    readonly columns: readonly string[];
    /** True: the last column shows the change of the number where there is a period to compare with. */
    readonly changes?: boolean;
  },
): Ranked {
  const all = result.rows
    .filter((row) => (numberOf(row[whole]) ?? 0) > 0)
    .sort((a, b) => (numberOf(b[sort]) ?? 0) - (numberOf(a[sort]) ?? 0));
  const named = all.filter((row) => !isUnknownValue(dimension, row[dimension]));
  const sum = (rows: typeof all): number => rows.reduce((total, row) => total + (numberOf(row[whole]) ?? 0), 0);
  const unknownShare = sum(all) === 0 ? 0 : 1 - sum(named) / sum(all);
  const shown = options.withUnknown
    ? [...named.slice(0, options.limit), ...all.filter((row) => isUnknownValue(dimension, row[dimension]))]
    : named.slice(0, options.limit);
  const widest = Math.max(1, max(shown, (row) => numberOf(row[whole]) ?? 0) ?? 0);
  const before = new Map(result.comparison?.rows.map((row) => [String(row[dimension]), row]));
  const text = (row: (typeof all)[number], name: string): string =>
    formatValue(numberOf(row[name]), findMetric(name)?.unit ?? 'outputs');
  const changes = options.changes === true && result.comparison !== null && result.comparison !== undefined;
  const changeText = (row: (typeof all)[number]): string =>
    changeOf(
      numberOf(row[sort]),
      numberOf(before.get(String(row[dimension]))?.[sort]),
      findMetric(sort)?.unit ?? 'outputs',
    )?.text ?? '–';
  const owner = dimension === 'repository' ? commonOwner(named.map((row) => String(row[dimension]))) : '';
  const label = (row: (typeof all)[number]): string =>
    isUnknownValue(dimension, row[dimension])
      ? unknownLabel(dimension, row[dimension])
      : entityLabel(dimension, String(row[dimension])).slice(owner.length);
  return {
    dimension,
    rows: shown.map((row) => ({
      value: String(row[dimension] ?? 'unknown'),
      label: label(row),
      share: (numberOf(row[whole]) ?? 0) / widest,
      partShare: (numberOf(row[part]) ?? 0) / widest,
      beforeShare: shareOf(before.get(String(row[dimension])), sort, widest),
      number: text(row, sort),
      rate: changes ? changeText(row) : aside === null ? '' : text(row, aside),
    })),
    total: named.filter((row) => !isRest(dimension, row[dimension])).length,
    more: named.length > options.limit,
    head: [labelOf(sort), changes ? shared.change : aside === null ? '' : labelOf(aside)],
    words: { part: labelOf(part), whole: labelOf(whole) },
    color: `--fd-metric-${findMetric(part)?.colour ?? 'accepted'}`,
    wholeColor: `--fd-metric-${findMetric(whole)?.colour ?? 'suggested'}`,
    capped: whole !== part,
    unknown: unknownShare >= 0.0005 ? words.unknownShare({ share: formatValue(unknownShare, 'ratio') }) : null,
    table: {
      head: [findDimension(dimension)?.label ?? dimension, ...options.columns.map(labelOf)],
      rows: all.map((row) => [label(row), ...options.columns.map((name) => text(row, name))]),
    },
  };
}
