import { type DayRange, findMetric, isUnknownValue } from '@flightdeck/catalog';
import type { QueryResult, ResultRow } from '@flightdeck/query';
import { max } from 'd3-array';
import { numberOf } from '../../data/number-of.ts';
import { formatRange, formatValue } from '../../format/format.ts';
import { axisFromZero } from '../../plot/axis/axis.ts';
import { prepareSteps } from '../../plot/axis/steps.ts';
import type { Series, TimeChart } from '../../plot/time/chart.ts';
import * as shared from '../../text/kinds/shared.ts';
import * as own from '../../text/kinds/stacked.ts';
import type { Grain } from '../../view/range.ts';
import type { Entity } from '../time/prepare.ts';

/** What parts of a whole over time are made from. */
export interface StackedInput {
  readonly grain: Grain;
  readonly range: DayRange;
  readonly metric: string;
  readonly dimension: string;
  /** Parts drawn by name, from the axis up; all other values stand together above them, the unknown last. */
  readonly entities: readonly Entity[];
  /** True: each step as shares of its own sum. */
  readonly asShare: boolean;
  readonly result: Pick<QueryResult, 'rows' | 'coverage'>;
}

const OTHER = { label: own.other, color: '--fd-other', dash: null };
const UNTOLD = { label: shared.unknown, color: '--fd-unknown', dash: null };

/** Rows by time and one dimension → stacked bars. A step without rows has no data; parts that never occur are left out. */
export function prepareStacked(input: StackedInput): TimeChart {
  const { grain, range, metric: name, entities, asShare, result } = input;
  const metric = findMetric(name);
  const steps = prepareSteps(range, grain, result.coverage);
  const places = new Map(steps.map(({ key }, index) => [key, index]));
  const named = new Map(entities.map((entity) => [entity.value, entity]));
  const parts = new Map<string, (number | null)[]>();
  const sums = steps.map(() => 0);
  for (const row of result.rows) {
    const [place, value] = [places.get(String(row[grain])), numberOf(row[name])];
    if (place === undefined || value === null) continue;
    const label = labelOf(row, input.dimension, named);
    const values = parts.get(label) ?? steps.map(() => null);
    values[place] = (values[place] ?? 0) + value;
    parts.set(label, values);
    sums[place] = (sums[place] ?? 0) + value;
  }
  const unit = asShare ? 'ratio' : (metric?.unit ?? 'outputs');
  const series = [...entities, { ...OTHER, value: OTHER.label }, { ...UNTOLD, value: UNTOLD.label }].flatMap(
    (entity) => {
      const values = parts.get(entity.label);
      return values ? [toSeries(entity, values, sums, asShare, unit)] : [];
    },
  );
  return {
    form: 'stacked',
    grain,
    unit,
    unitLabel: asShare ? '%' : unit,
    steps,
    series,
    beside: null,
    target: null,
    flags: [],
    axis: asShare ? { min: 0, max: 1, ticks: [0, 0.25, 0.5, 0.75, 1] } : axisFromZero(max(sums) ?? 0, true),
    compareLabel: null,
    compareSteps: [],
    sentence: `${formatRange(range)}. ${sentenceOf(series, sums, asShare)}`,
  };
}

function labelOf(row: ResultRow, dimension: string, named: ReadonlyMap<string, Entity>): string {
  const value = row[dimension];
  if (isUnknownValue(dimension, value)) return UNTOLD.label;
  return named.get(String(value))?.label ?? OTHER.label;
}

function toSeries(
  entity: Entity,
  values: readonly (number | null)[],
  sums: readonly number[],
  asShare: boolean,
  unit: Series['unit'],
): Series {
  const share = (value: number | null, index: number): number | null =>
    value === null || !sums[index] ? null : value / sums[index];
  return {
    id: entity.value,
    label: entity.label,
    short: entity.label,
    color: entity.color,
    dash: null,
    unit,
    values: asShare ? values.map(share) : values,
    over: null,
    under: null,
    low: [],
    before: null,
    beforeLow: [],
  };
}

/** Each part's share of everything in the range. */
function sentenceOf(series: readonly Series[], sums: readonly number[], asShare: boolean): string {
  const whole = sums.reduce((sum, value) => sum + value, 0);
  if (whole === 0) return own.noData;
  const parts = series.map(({ label, values }) => {
    const sum = values.reduce<number>(
      (all, value, index) => all + (value ?? 0) * (asShare ? (sums[index] ?? 0) : 1),
      0,
    );
    return `${label} ${formatValue(sum / whole, 'ratio')}`;
  });
  return own.partsOfAll({ parts: parts.join(', ') });
}
