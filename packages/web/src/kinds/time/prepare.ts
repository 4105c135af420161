import {
  type DayRange,
  findMetric,
  isOfOlderApi,
  type MeasurementBreak,
  type Metric,
  partsOf,
} from '@flightdeck/catalog';
import type { QueryResult, ResultRow } from '@flightdeck/query';
import { max } from 'd3-array';
import { known, numberOf } from '../../data/number-of.ts';
import { formatDay, formatRange, formatValue } from '../../format/format.ts';
import { type Axis, axisForLines, axisFromZero, axisMirrored } from '../../plot/axis/axis.ts';
import { prepareSteps, type Step } from '../../plot/axis/steps.ts';
import { type Flag, OLDER_API, type Series, type TimeChart, type TimeForm } from '../../plot/time/chart.ts';
import * as shared from '../../text/kinds/shared.ts';
import type { Grain } from '../../view/range.ts';

/** What a chart over time is made from. */
export interface TimeInput {
  readonly form: TimeForm;
  readonly grain: Grain;
  readonly range: DayRange;
  readonly metrics: readonly string[];
  readonly beside?: string | undefined;
  readonly target?: number | undefined;
  readonly breaks?: readonly MeasurementBreak[];
  readonly result: Pick<QueryResult, 'rows' | 'comparison' | 'coverage'>;
  /** Dimension that parts one metric into several series, and the values drawn with their colours. */
  readonly split?: { readonly dimension: string; readonly entities: readonly Entity[] } | undefined;
}

/** A value of a dimension with the colour it keeps for ever. */
export interface Entity {
  readonly value: string;
  readonly label: string;
  readonly color: string;
  readonly dash: string | null;
}

/** Rates on under a quarter of the median denominator are too small to stand on the line. */
const LOW_VOLUME = 0.25;

function lowVolume(under: readonly (number | null)[] | null, grain: Grain): boolean[] {
  if (!under || grain !== 'day') return [];
  const sorted = under.filter((value): value is number => value !== null && value > 0).sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return under.map((value) => value !== null && value < median * LOW_VOLUME);
}

type Column = (metric: string) => (number | null)[];

/** Reads a metric step by step; steps without a row have no data. */
function columnsOf(
  rows: readonly ResultRow[],
  keys: readonly string[],
  grain: Grain,
  where?: readonly [string, string],
): Column {
  const byKey = new Map<string, ResultRow>();
  for (const row of rows) if (!where || row[where[0]] === where[1]) byKey.set(String(row[grain]), row);
  return (metric) => keys.map((key) => numberOf(byKey.get(key)?.[metric]));
}

function toSeries(
  metric: Metric,
  now: Column,
  before: Column | null,
  grain: Grain,
  look: Omit<Entity, 'value'> & { readonly id: string },
): Series {
  const parts = partsOf(metric);
  const under = parts ? now(parts.under) : null;
  return {
    id: look.id,
    label: look.label,
    short:
      isOfOlderApi(metric) && look.dash !== null ? OLDER_API : look.label === metric.label ? metric.mark : look.label,
    color: look.color,
    dash: look.dash,
    unit: metric.unit,
    values: now(metric.name),
    over: parts ? now(parts.over) : null,
    under,
    low: lowVolume(under, grain),
    before: before ? before(metric.name) : null,
    beforeLow: before && parts ? lowVolume(before(parts.under), grain) : [],
  };
}

/** Result rows → a chart over time. Decides series, axis, flags and words; knows no pixels. */
export function prepareTime(input: TimeInput): TimeChart {
  const { form, grain, range, result } = input;
  const steps = prepareSteps(range, grain, result.coverage);
  const keys = steps.map((step) => step.key);
  const compared = result.comparison;
  const compareSteps = compared ? prepareSteps(compared.range, grain) : [];
  const compareKeys = compareSteps.map((step) => step.key);
  const metrics = input.metrics.flatMap((name) => findMetric(name) ?? []);
  const entities: readonly (Omit<Entity, 'value'> & { readonly value: string | null; readonly metric: Metric })[] =
    input.split
      ? input.split.entities.flatMap((entity) => (metrics[0] ? [{ ...entity, metric: metrics[0] }] : []))
      : metrics.map((metric) => ({
          value: null,
          label: metric.label,
          color: `--fd-metric-${metric.colour}`,
          // Beside what is reported today, history is drawn so that nobody takes it for one line.
          dash: metrics.length > 1 && isOfOlderApi(metric) && !metrics.every(isOfOlderApi) ? '6 3' : null,
          metric,
        }));
  const series = entities.map((entity) => {
    const where = input.split && entity.value !== null ? ([input.split.dimension, entity.value] as const) : undefined;
    const before = compared ? columnsOf(compared.rows, compareKeys, grain, where) : null;
    return toSeries(entity.metric, columnsOf(result.rows, keys, grain, where), before, grain, {
      ...entity,
      id: entity.value ?? entity.metric.name,
    });
  });
  const besideMetric = input.beside === undefined ? undefined : findMetric(input.beside);
  const beside = besideMetric
    ? toSeries(besideMetric, columnsOf(result.rows, keys, grain), null, grain, {
        id: besideMetric.name,
        label: shared.everyone,
        color: '--fd-text',
        dash: null,
      })
    : null;
  const overlay = series.length <= 2 && form === 'line' && compared !== null;
  const unit = metrics[0]?.unit ?? 'outputs';
  return {
    form,
    grain,
    unit,
    unitLabel: unit === 'ratio' ? '%' : unit,
    steps,
    series,
    beside,
    target: input.target ?? null,
    flags: flagsOf(input.breaks ?? [], input.metrics, steps),
    axis: axisOf(form, series, beside, input.target ?? null, overlay),
    compareLabel: compared ? formatRange(compared.range) : null,
    compareSteps: compareSteps.map((step) => (grain === 'day' ? step.label.replace(/ \d{4}$/, '') : formatRange(step))),
    sentence: sentenceOf(series, steps, range),
  };
}

function axisOf(
  form: TimeForm,
  series: readonly Series[],
  beside: Series | null,
  target: number | null,
  overlay: boolean,
): Axis {
  const whole = series[0]?.unit !== 'ratio';
  if (form === 'line') {
    const drawn = series.flatMap((line) => [
      ...line.values.filter((_, index) => !line.low[index]),
      ...(overlay && line.before ? line.before.filter((_, index) => !line.beforeLow[index]) : []),
    ]);
    return axisForLines(known(drawn), target);
  }
  const drawn = [...series.flatMap((bars) => [bars.values, bars.before ?? []]), beside?.values ?? []].flat();
  const highest = max(drawn, (value) => value ?? 0) ?? 0;
  return form === 'mirrored' ? axisMirrored(highest, whole) : axisFromZero(highest, whole);
}

/** Breaks that fall into the drawn steps and move these metrics, lettered in order. */
function flagsOf(breaks: readonly MeasurementBreak[], metrics: readonly string[], steps: readonly Step[]): Flag[] {
  return breaks
    .filter((item) => item.metrics.length === 0 || item.metrics.some((name) => metrics.includes(name)))
    .flatMap((item) => {
      const step = steps.findIndex(({ from, to }) => from <= item.day && item.day <= to);
      return step < 0 ? [] : [{ step, day: item.day, says: item.says }];
    })
    .map(({ step, day, says }, index) => ({
      step,
      letter: String.fromCharCode(65 + index),
      text: shared.breakOf({ day: formatDay(day), says }),
    }));
}

function sentenceOf(series: readonly Series[], steps: readonly Step[], range: DayRange): string {
  const said = series.map((line) => {
    const points = line.values.flatMap((value, index) =>
      value === null ? [] : [{ value, name: steps[index]?.tick ?? '' }],
    );
    const [first, last] = [points[0], points.at(-1)];
    if (!first || !last) return shared.lineWithout({ line: line.label });
    const high = points.reduce((best, point) => (point.value > best.value ? point : best), first);
    const low = points.reduce((best, point) => (point.value < best.value ? point : best), first);
    const say = (value: number): string => formatValue(value, line.unit);
    return shared.line({
      line: line.label,
      first: say(first.value),
      last: say(last.value),
      high: `${say(high.value)} (${high.name})`,
      low: `${say(low.value)} (${low.name})`,
    });
  });
  return `${formatRange(range)}. ${said.join(' ')}`;
}
