import { findMetric, isUnknownValue, lacksAcceptAction, type Metric, partsOf } from '@flightdeck/catalog';
import type { QueryResult, ResultRow } from '@flightdeck/query';
import { numberOf } from '../../data/number-of.ts';
import { type Change, changeOf, formatValue } from '../../format/format.ts';
import type { Order } from '../../table/column.ts';
import { entityLabel, unknownLabel } from '../../theme/entities.ts';

/** One number of a row with its change; `–` where there is nothing to show. */
export interface BreakdownCell {
  readonly text: string;
  readonly change: Change | null;
}

/** One value of the dimension, or all together. */
export interface BreakdownRow {
  /** The value as GitHub writes it; null for the total. */
  readonly value: string | null;
  readonly label: string;
  readonly unknown: boolean;
  readonly cells: readonly BreakdownCell[];
}

/** The table of a dimension, sorted and searched; Unknown always stands last, the total apart. */
export interface Breakdown {
  readonly metrics: readonly Metric[];
  readonly total: BreakdownRow | null;
  readonly rows: readonly BreakdownRow[];
  /** Rows there are before the search. */
  readonly all: number;
  /** True where rows can show a change. */
  readonly compared: boolean;
}

/** False for the rate of what no action accepts, which would be drawn as 0. */
function isRate(metric: Metric, dimension: string, row: ResultRow, value: string | null): boolean {
  const parts = metric.unit === 'ratio' ? partsOf(metric) : null;
  return !parts || !lacksAcceptAction(dimension, value, numberOf(row[parts.over]));
}

/** The rows of an answer, sorted by a metric's name or by `name`, and searched. */
export function prepareBreakdown(
  result: Pick<QueryResult, 'rows' | 'total' | 'comparison'>,
  dimension: string,
  names: readonly string[],
  order: Order,
  search: string,
  totalLabel: string,
): Breakdown {
  const metrics = names.flatMap((name) => findMetric(name) ?? []);
  const before = new Map(result.comparison?.rows.map((row) => [String(row[dimension]), row]));
  const toRow = (row: ResultRow, old: ResultRow | null | undefined, value: string | null): BreakdownRow => {
    const unknown = value !== null && isUnknownValue(dimension, row[dimension]);
    return {
      value,
      label:
        value === null ? totalLabel : unknown ? unknownLabel(dimension, row[dimension]) : entityLabel(dimension, value),
      unknown,
      cells: metrics.map((metric) => {
        const now = isRate(metric, dimension, row, value) ? numberOf(row[metric.name]) : null;
        return {
          text: now === null ? '–' : formatValue(now, metric.unit),
          change: changeOf(now, numberOf(old?.[metric.name]), metric.unit),
        };
      }),
    };
  };
  const sign = order.descending ? -1 : 1;
  const compare = (a: ResultRow, b: ResultRow): number => {
    if (isUnknownValue(dimension, a[dimension]) !== isUnknownValue(dimension, b[dimension]))
      return isUnknownValue(dimension, a[dimension]) ? 1 : -1;
    const names = entityLabel(dimension, String(a[dimension])).localeCompare(
      entityLabel(dimension, String(b[dimension])),
    );
    if (order.key === 'name') return sign * names;
    const [x, y] = [numberOf(a[order.key]), numberOf(b[order.key])];
    if (x === null || y === null) return x === y ? names : x === null ? 1 : -1;
    return sign * (x - y) || names;
  };
  const wanted = search.trim().toLowerCase();
  const rows = [...result.rows]
    .sort(compare)
    .map((row) => toRow(row, before.get(String(row[dimension])), String(row[dimension])));
  return {
    metrics,
    total: result.total ? toRow(result.total, result.comparison?.total, null) : null,
    rows: rows.filter((row) => `${row.label} ${row.value ?? ''}`.toLowerCase().includes(wanted)),
    all: rows.length,
    compared: result.comparison !== null,
  };
}
