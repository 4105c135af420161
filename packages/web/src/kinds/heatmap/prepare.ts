import { type DayRange, findMetric, isUnknownValue, partsOf, UNKNOWN, type Unit } from '@flightdeck/catalog';
import type { QueryResult, ResultRow } from '@flightdeck/query';
import { bisectRight } from 'd3-array';
import { numberOf } from '../../data/number-of.ts';
import { formatChange, formatRange, formatShort, formatValue, monthName, signed } from '../../format/format.ts';
import { prepareSteps, type Step } from '../../plot/axis/steps.ts';
import * as words from '../../text/kinds/heatmap.ts';
import * as shared from '../../text/kinds/shared.ts';
import type { Grain } from '../../view/range.ts';

/** What a heatmap is made from. */
export interface HeatmapInput {
  readonly grain: Grain;
  readonly range: DayRange;
  readonly metric: string;
  readonly dimension: string;
  readonly result: Pick<QueryResult, 'rows' | 'total' | 'comparison' | 'coverage'>;
  /** The same over the whole range, one row a value; null while it is asked for. */
  readonly whole: readonly ResultRow[] | null;
  /** True: what changed against the period before, where there is one. */
  readonly asChange: boolean;
  /** Names of the dimension's values. */
  readonly labelOf: (value: string) => string;
  /** Most rows; the others are only counted. */
  readonly limit: number;
}

/** One square. */
export interface HeatCell {
  readonly value: number | null;
  /** What is printed in it. */
  readonly text: string;
  /** Step of the scale from 1; null without a value. */
  readonly step: number | null;
  /** The rate stands on few outputs: drawn small. */
  readonly low: boolean;
  readonly over: number | null;
  readonly under: number | null;
  /** The value of the period before at the same place. */
  readonly before: number | null;
}

/** One value of the dimension over time. */
export interface HeatRow {
  /** Null: not reported by GitHub. */
  readonly value: string | null;
  readonly label: string;
  readonly cells: readonly HeatCell[];
  /** The metric over the whole range, people counted once; empty while it is asked for. */
  readonly total: string;
}

/** Everything a heatmap decides before it has a size. */
export interface Heatmap {
  readonly grain: Grain;
  readonly unit: Unit;
  readonly scale: 'sequential' | 'diverging';
  readonly steps: readonly Step[];
  readonly months: readonly { readonly label: string; readonly steps: number }[];
  readonly rows: readonly HeatRow[];
  /** Values left out beyond the limit. */
  readonly more: number;
  /** What stands below the scale's ends, lowest first. */
  readonly ends: readonly [string, string];
  /** Middle of a diverging scale in words; empty for counts. */
  readonly middle: string;
  readonly sentence: string;
}

/** A rate on fewer than these says little. */
const FEW = 50;
const SEQUENTIAL_STEPS = 10;
const DIVERGING_STEPS = 11;

interface Raw {
  readonly value: string | null;
  readonly cells: readonly (ResultRow | undefined)[];
  readonly before: readonly (ResultRow | undefined)[];
  readonly weight: number;
}

/** Rows by time and one dimension → a grid with its colours. Blank is no data, never zero. */
export function prepareHeatmap(input: HeatmapInput): Heatmap {
  const { grain, range, result } = input;
  const metric = findMetric(input.metric);
  const parts = metric ? partsOf(metric) : null;
  const unit = metric?.unit ?? 'outputs';
  const steps = prepareSteps(range, grain, result.coverage);
  const all = toRaw(input, steps, parts?.under ?? input.metric);
  const isNamed = ({ value }: Raw): boolean => !isUnknownValue(input.dimension, value);
  const shown = [...all.filter(isNamed).slice(0, input.limit), ...all.filter((row) => !isNamed(row))];
  const read = (row: ResultRow | undefined): number | null => numberOf(row?.[input.metric]);
  const isCompared = input.asChange && result.comparison !== null;
  const totals = new Map(input.whole?.map((row) => [keyOf(input.dimension, row), numberOf(row[input.metric])]));
  const isRate = unit === 'ratio';
  const values = shown.flatMap(({ cells, before }) =>
    cells.flatMap((row, index) => {
      const now = read(row);
      if (now === null) return [];
      if (!isCompared) return [now];
      const then = read(before[index]);
      return then === null ? [] : [now - then];
    }),
  );
  const middle = isCompared ? 0 : isRate ? numberOf(result.total?.[input.metric]) : null;
  const scale = middle === null ? sequentialScale(values) : divergingScale(values, middle);
  const rows = shown.map(({ value, cells, before }): HeatRow => {
    const made = cells.map((row, index): HeatCell => {
      const [now, then] = [read(row), read(before[index])];
      const coloured = now === null || (isCompared && then === null) ? null : isCompared ? now - (then ?? 0) : now;
      const under = parts ? numberOf(row?.[parts.under]) : null;
      return {
        value: now,
        text: coloured === null ? '' : textOf(coloured, isRate, isCompared),
        step: coloured === null ? null : scale.stepOf(coloured),
        low: isRate && under !== null && under < FEW,
        over: parts ? numberOf(row?.[parts.over]) : null,
        under,
        before: then,
      };
    });
    return {
      value,
      label: value === null ? shared.unknown : input.labelOf(value),
      cells: made,
      total: input.whole ? formatValue(totals.get(value), unit) : '',
    };
  });
  const isMiddle = middle !== null;
  return {
    grain,
    unit,
    scale: isMiddle ? 'diverging' : 'sequential',
    steps,
    months: monthsOf(steps),
    rows,
    more: all.filter(isNamed).length - shown.filter(isNamed).length,
    ends: [formatEnd(scale.low, unit, isCompared), formatEnd(scale.high, unit, isCompared)],
    middle: isCompared ? words.noChange : isMiddle ? words.ofAll({ value: formatValue(middle, unit) }) : '',
    sentence: sentenceOf(rows, steps, range, unit),
  };
}

function toRaw({ grain, dimension, result, range }: HeatmapInput, steps: readonly Step[], weight: string): Raw[] {
  const places = new Map(steps.map(({ key }, index) => [key, index]));
  const compared = result.comparison;
  const beforeSteps = compared ? prepareSteps(compared.range, grain) : [];
  const beforePlaces = new Map(beforeSteps.map(({ key }, index) => [key, index]));
  const rows = new Map<
    string | null,
    { cells: (ResultRow | undefined)[]; before: (ResultRow | undefined)[]; weight: number }
  >();
  const rowOf = (row: ResultRow) => {
    const value = keyOf(dimension, row);
    const found = rows.get(value) ?? {
      cells: steps.map(() => undefined),
      before: steps.map(() => undefined),
      weight: 0,
    };
    rows.set(value, found);
    return found;
  };
  for (const row of result.rows) {
    const place = places.get(String(row[grain]));
    if (place === undefined || String(row[grain]) > range.to) continue;
    const into = rowOf(row);
    into.cells[place] = row;
    into.weight += numberOf(row[weight]) ?? 0;
  }
  for (const row of compared?.rows ?? []) {
    const place = beforePlaces.get(String(row[grain]));
    if (place !== undefined && place < steps.length && rows.has(keyOf(dimension, row))) rowOf(row).before[place] = row;
  }
  return [...rows].map(([value, row]) => ({ value, ...row })).sort((a, b) => b.weight - a.weight);
}

/** The row a value stands in; null for what is known by no name at all. */
function keyOf(dimension: string, row: ResultRow): string | null {
  const value = String(row[dimension] ?? UNKNOWN);
  return value.toLowerCase() === UNKNOWN && isUnknownValue(dimension, row[dimension]) ? null : value;
}

/** Short enough for a cell: whole percent or points, thousands as k. */
function textOf(value: number, isRate: boolean, isCompared: boolean): string {
  const number = isRate ? Math.round(value * 100) : value;
  return isCompared || number < 0 ? signed(number, formatShort) : formatShort(number);
}

interface Scale {
  readonly low: number;
  readonly high: number;
  stepOf(value: number): number;
}

/** Steps by quantile, so that the colours follow the data however uneven it is. */
function sequentialScale(values: readonly number[]): Scale {
  const sorted = [...values].sort((a, b) => a - b);
  const bounds = Array.from({ length: SEQUENTIAL_STEPS - 1 }, (_, index) => {
    return sorted[Math.floor(((index + 1) * sorted.length) / SEQUENTIAL_STEPS)] ?? 0;
  });
  return {
    low: sorted[0] ?? 0,
    high: sorted.at(-1) ?? 0,
    stepOf: (value) => (value > (sorted[0] ?? 0) ? 1 + bisectRight(bounds, value) : 1),
  };
}

/** Steps of equal width around the middle, out to where nineteen of twenty values lie. */
function divergingScale(values: readonly number[], middle: number): Scale {
  const apart = values.map((value) => Math.abs(value - middle)).sort((a, b) => a - b);
  const reach = apart[Math.min(apart.length - 1, Math.floor(apart.length * 0.95))] || 1;
  const half = (DIVERGING_STEPS - 1) / 2;
  return {
    low: middle - reach,
    high: middle + reach,
    stepOf: (value) => 1 + half + Math.max(-half, Math.min(half, Math.round(((value - middle) / reach) * half))),
  };
}

function formatEnd(value: number, unit: Unit, isCompared: boolean): string {
  if (isCompared) return formatChange(value, unit);
  return formatValue(unit === 'ratio' ? Math.max(0, Math.min(1, value)) : value, unit);
}

function monthsOf(steps: readonly Step[]): Heatmap['months'] {
  const months: { label: string; steps: number }[] = [];
  let last = '';
  for (const step of steps) {
    const month = step.from.slice(0, 7);
    const current = months.at(-1);
    if (month === last && current) months[months.length - 1] = { ...current, steps: current.steps + 1 };
    else
      months.push({
        label: `${monthName(step.from)}${month.endsWith('-01') || last === '' ? ` ${month.slice(0, 4)}` : ''}`,
        steps: 1,
      });
    last = month;
  }
  return months;
}

function sentenceOf(rows: readonly HeatRow[], steps: readonly Step[], range: DayRange, unit: Unit): string {
  const cells = rows.flatMap(({ label, cells: row }) =>
    row.flatMap((cell, index) =>
      cell.value === null || cell.low ? [] : [{ label, value: cell.value, name: steps[index]?.tick ?? '' }],
    ),
  );
  const [first] = cells;
  if (!first) return words.noData({ range: formatRange(range) });
  const high = cells.reduce((best, cell) => (cell.value > best.value ? cell : best), first);
  const low = cells.reduce((best, cell) => (cell.value < best.value ? cell : best), first);
  const say = (cell: typeof first): string => `${formatValue(cell.value, unit)} (${cell.label}, ${cell.name})`;
  return words.extremes({ range: formatRange(range), rows: rows.length, high: say(high), low: say(low) });
}
