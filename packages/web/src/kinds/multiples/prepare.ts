import { type DayRange, findMetric, isRest, isUnknownValue, lacksAcceptAction, partsOf } from '@flightdeck/catalog';
import type { QueryResult, ResultRow } from '@flightdeck/query';
import { max, min } from 'd3-array';
import { known, numberOf } from '../../data/number-of.ts';
import { formatRange, formatValue } from '../../format/format.ts';
import { prepareSteps, type Step } from '../../plot/axis/steps.ts';
import type { TableModel } from '../../table/table.ts';
import * as lists from '../../text/kinds/lists.ts';
import * as words from '../../text/kinds/multiples.ts';
import { entityLabel } from '../../theme/entities.ts';
import type { Grain } from '../../view/range.ts';

/** The course of one value, on the scale all share; `summary` is the whole range in one number. */
export interface Small {
  readonly value: string;
  readonly label: string;
  readonly points: readonly (number | null)[];
  /** Steps the line of a rate passes over: too few outputs to say one, or a weekend without any. */
  readonly passed: readonly boolean[];
  readonly summary: string;
}

/** Small charts of the largest values; `all` is the grey line behind each rate, empty for counts. */
export interface Multiples {
  readonly steps: readonly Step[];
  readonly smalls: readonly Small[];
  readonly all: readonly (number | null)[];
  readonly allPassed: readonly boolean[];
  readonly low: number;
  readonly high: number;
  readonly lowText: string;
  readonly highText: string;
  /** First step that can still change; the number of steps when none can. */
  readonly provisionalFrom: number;
  readonly color: string;
  readonly total: number;
  /** True when some are not drawn. */
  readonly more: boolean;
  readonly table: TableModel;
  readonly sentence: string;
}

interface Input {
  readonly result: Pick<QueryResult, 'rows' | 'coverage'>;
  /** Everything together by step, where the parts overlap; null adds the parts. */
  readonly whole: readonly ResultRow[] | null;
  readonly dimension: string;
  readonly metric: string;
  readonly grain: Grain;
  readonly range: DayRange;
  readonly limit: number;
}

/** The largest values over time. Rates on few outputs are left out point by point, so that no day of two outputs sets the scale. */
export function prepareMultiples({ result, whole, dimension, metric, grain, range, limit }: Input): Multiples {
  const found = findMetric(metric);
  const parts = found ? partsOf(found) : null;
  const unit = found?.unit ?? 'outputs';
  const steps = prepareSteps(range, grain, result.coverage);
  const byValue = new Map<string, Map<string, ResultRow>>();
  for (const row of result.rows) {
    if (isUnknownValue(dimension, row[dimension])) continue;
    const value = String(row[dimension]);
    const rows = byValue.get(value) ?? new Map<string, ResultRow>();
    byValue.set(value, rows.set(String(row[grain]), row));
  }
  const sum = (rows: Iterable<ResultRow>, name: string): number =>
    [...rows].reduce((total, row) => total + (numberOf(row[name]) ?? 0), 0);
  const weight = parts?.under ?? metric;
  if (parts)
    for (const [value, rows] of byValue)
      if (lacksAcceptAction(dimension, value, sum(rows.values(), parts.over))) byValue.delete(value);
  const largest = [...byValue].sort((a, b) => sum(b[1].values(), weight) - sum(a[1].values(), weight)).slice(0, limit);
  const read = (rows: ReadonlyMap<string, ResultRow>): (number | null)[] => {
    const least = parts ? (sum(rows.values(), parts.under) / Math.max(1, rows.size)) * LOW_VOLUME : 0;
    return steps.map((step) => {
      const row = rows.get(step.key);
      return parts && (numberOf(row?.[parts.under]) ?? 0) < least ? null : numberOf(row?.[metric]);
    });
  };
  const passedOf = (rows: ReadonlyMap<string, ResultRow>, points: readonly (number | null)[]): boolean[] =>
    steps.map(
      (step, index) =>
        parts !== null && points[index] === null && step.missing.length === 0 && (step.weekend || rows.has(step.key)),
    );
  const smalls = largest.map(([value, rows]): Small => {
    const points = read(rows);
    const under = parts ? sum(rows.values(), parts.under) : 0;
    return {
      passed: passedOf(rows, points),
      value,
      label: entityLabel(dimension, value),
      points,
      summary: parts
        ? formatValue(under === 0 ? null : sum(rows.values(), parts.over) / under, unit)
        : unit === 'people'
          ? words.upTo({ most: formatValue(max(known(points)) ?? 0, unit) })
          : formatValue(sum(rows.values(), metric), unit),
    };
  });
  const wholeRows = parts ? wholeOf(whole ?? added(result.rows, grain, metric, parts), grain) : new Map();
  const all = parts ? read(wholeRows) : [];
  const drawn = known([...smalls.flatMap((small) => small.points), ...all]);
  const low = (parts ? min(drawn) : null) ?? 0;
  const high = Math.max(low + 1e-9, max(drawn) ?? 0);
  const provisionalFrom = steps.findIndex((step) => step.provisional);
  return {
    steps,
    smalls,
    all,
    allPassed: passedOf(wholeRows, all),
    low,
    high,
    lowText: formatValue(low, unit),
    highText: formatValue(high, unit),
    provisionalFrom: provisionalFrom < 0 ? steps.length : provisionalFrom,
    color: `--fd-metric-${found?.colour ?? 'accepted'}`,
    total: [...byValue.keys()].filter((value) => !isRest(dimension, value)).length,
    more: byValue.size > limit,
    table: {
      head: [lists.grains[grain], ...smalls.map((small) => small.label)],
      rows: steps.map((step, index) => [step.label, ...smalls.map((small) => formatValue(small.points[index], unit))]),
    },
    sentence: `${formatRange(range)}. ${smalls.map((small) => `${small.label}: ${small.summary}`).join('; ')}`,
  };
}

const wholeOf = (rows: readonly ResultRow[], grain: Grain): Map<string, ResultRow> =>
  new Map(rows.map((row) => [String(row[grain]), row]));

/** Σ ÷ Σ by step over parts that do not overlap. */
function added(
  rows: readonly ResultRow[],
  grain: Grain,
  metric: string,
  parts: { readonly over: string; readonly under: string },
): ResultRow[] {
  const sums = new Map<string, { over: number; under: number }>();
  for (const row of rows) {
    const sum = sums.get(String(row[grain])) ?? { over: 0, under: 0 };
    sum.over += numberOf(row[parts.over]) ?? 0;
    sum.under += numberOf(row[parts.under]) ?? 0;
    sums.set(String(row[grain]), sum);
  }
  return [...sums].map(([key, { over, under }]) => ({
    [grain]: key,
    [parts.under]: under,
    [metric]: under === 0 ? null : over / under,
  }));
}

/** Steps with under a quarter of a value's mean denominator are too small to stand on its line. */
const LOW_VOLUME = 0.25;
