import { formatTick, formatValue } from '../format/format.ts';
import type { Series, TimeChart } from './chart.ts';
import { labelledSteps } from './steps.ts';

/** A bar or column; `paint` says which fill the drawing uses for the colour pair. */
export interface Bar {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly color: string;
  readonly paint: 'strong' | 'soft' | 'hatch' | 'hatchSoft';
  readonly end: 'up' | 'down';
}

/** A straight mark: caps of suggested, ticks of compared or GitHub's own values. */
export interface Tick {
  readonly x1: number;
  readonly x2: number;
  readonly y: number;
  readonly color: string;
}

export interface Path {
  readonly d: string;
  readonly color: string;
  readonly dash: string | null;
  readonly width: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
  readonly color: string;
  /** Off the line because its volume is low. */
  readonly ring: boolean;
  /** Radius of a point that stands alone, without a line. */
  readonly alone?: number;
}

/** A chart with a size: nothing left to decide. */
export interface TimeLayout {
  readonly width: number;
  readonly height: number;
  readonly plot: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  readonly grid: readonly { readonly y: number; readonly label: string }[];
  readonly zero: number;
  readonly ticks: readonly { readonly x: number; readonly label: string }[];
  readonly bands: readonly {
    readonly x: number;
    readonly width: number;
    readonly kind: 'weekend' | 'provisional' | 'missing';
    readonly word: string;
  }[];
  readonly bars: readonly Bar[];
  readonly caps: readonly Tick[];
  readonly paths: readonly Path[];
  readonly points: readonly Point[];
  readonly diamonds: readonly number[];
  readonly flags: readonly { readonly x: number; readonly letter: string }[];
  readonly target: { readonly y: number; readonly label: string } | null;
  readonly ends: readonly {
    readonly y: number;
    readonly text: string;
    readonly strong: boolean;
    readonly color: string;
  }[];
  /** Middle of every step. */
  readonly centers: readonly number[];
  /** Height of every series at every step; null = no data. */
  readonly heights: readonly (readonly (number | null)[])[];
}

const TOP = 14;
const FOOT = 22;
const END_LABELS_FROM = 480;
const END_LABEL_WIDTH = 64;
/** Marked points stay countable up to here. */
const MARKED_POINTS = 45;
const BAR_SHARE = 0.72;

const round = (value: number): number => Math.round(value * 10) / 10;

/** A chart over time at a size in pixels; pure. */
export function layOutTime(chart: TimeChart, width: number, height: number): TimeLayout {
  const { axis, steps } = chart;
  const labels = axis.ticks.map((tick) => formatTick(tick, chart.unit));
  const left = Math.max(...labels.map((label) => label.length)) * 6.2 + 9;
  const withEnds = chart.form === 'line' && (width >= END_LABELS_FROM || chart.series.length > 1) && width >= 300;
  const flagged = chart.flags.length > 0 ? 18 : 0;
  const plot = { left, right: width - (withEnds ? END_LABEL_WIDTH : 2), top: TOP + flagged, bottom: height - FOOT };
  const stepWidth = (plot.right - plot.left) / Math.max(1, steps.length);
  const centers = steps.map((_, index) => round(plot.left + stepWidth * (index + 0.5)));
  const mirrored = chart.form === 'mirrored';
  const low = mirrored ? -axis.max : axis.min;
  const y = (value: number): number =>
    round(plot.bottom - ((value - low) / (axis.max - low || 1)) * (plot.bottom - plot.top));
  const draw = { chart, y, centers, stepWidth, plot };
  const gridValues = mirrored ? mirroredTicks(axis.max) : axis.ticks;
  return {
    width,
    height,
    plot,
    grid: gridValues.map((value) => ({ y: y(value), label: formatTick(value, chart.unit) })),
    zero: y(mirrored ? 0 : low),
    ticks: labelledSteps(steps, chart.grain, stepWidth).flatMap((index) => {
      const [x, step] = [centers[index], steps[index]];
      return x === undefined || !step || x > width - 16 ? [] : [{ x, label: step.tick }];
    }),
    bands: bandsOf(chart, plot.left, stepWidth),
    ...(chart.form === 'line' ? linesOf(draw) : chart.form === 'points' ? pointsOf(draw) : barsOf(draw)),
    diamonds:
      chart.grain === 'day'
        ? []
        : steps.flatMap((step, index) => (step.missing.length > 0 ? [centers[index] ?? 0] : [])),
    flags: chart.flags.map((flag) => ({ x: centers[flag.step] ?? 0, letter: flag.letter })),
    target:
      chart.target === null
        ? null
        : { y: y(chart.target), label: `target ${formatValue(chart.target, chart.unit).replace(/[.,]0/, '')}` },
    ends: withEnds ? endsOf(draw) : [],
    centers,
    heights: chart.series.map((series, order) =>
      series.values.map((value) => (value === null ? null : y(mirrored && order === 1 ? -value : value))),
    ),
  };
}

/** How near a pointer must come to a line to mean it, in pixels. */
const NEAR = 10;

/** The series whose value at a step lies nearest to `y`, if one is near; null else. */
export function seriesNear(layout: TimeLayout, index: number, y: number): number | null {
  let best: number | null = null;
  let least = NEAR;
  layout.heights.forEach((values, series) => {
    const at = values[index];
    const apart = typeof at === 'number' ? Math.abs(at - y) : Number.POSITIVE_INFINITY;
    if (apart <= least) [best, least] = [series, apart];
  });
  return best;
}

interface Draw {
  readonly chart: TimeChart;
  readonly y: (value: number) => number;
  readonly centers: readonly number[];
  readonly stepWidth: number;
  readonly plot: TimeLayout['plot'];
}

const mirroredTicks = (max: number): number[] => [-max, -max / 2, 0, max / 2, max];

/** Weekends, missing days and runs of provisional steps as bands behind the marks. */
function bandsOf(chart: TimeChart, left: number, stepWidth: number): TimeLayout['bands'] {
  const bands: TimeLayout['bands'][number][] = [];
  const weekends = chart.grain === 'day' && chart.steps.length <= 45;
  chart.steps.forEach((step, index) => {
    const x = left + index * stepWidth;
    const kind = step.provisional
      ? 'provisional'
      : chart.grain === 'day' && step.missing.length > 0
        ? 'missing'
        : weekends && step.weekend
          ? 'weekend'
          : null;
    if (!kind) return;
    const last = bands.at(-1);
    if (last && last.kind === kind && kind !== 'missing' && Math.abs(last.x + last.width - x) < 0.5)
      bands[bands.length - 1] = { ...last, width: last.width + stepWidth };
    else bands.push({ x, width: stepWidth, kind, word: '' });
  });
  return bands.map((band) => ({
    ...band,
    x: round(band.x),
    width: round(band.width),
    word: band.kind === 'provisional' ? (band.width < 66 ? 'prov.' : 'provisional') : '',
  }));
}

function linesOf({ chart, y, centers }: Draw): Pick<TimeLayout, 'bars' | 'caps' | 'paths' | 'points'> {
  const paths: Path[] = [];
  const points: Point[] = [];
  const overlay = chart.series.length <= 2;
  for (const series of chart.series) {
    if (overlay && series.before) {
      const values = bridge(
        series.before.map((value, index) => (series.beforeLow[index] ? null : value)),
        series.beforeLow,
      );
      paths.push({
        d: segments(values, centers, y, () => true).join(''),
        color: '--fd-compare',
        dash: '5 4',
        width: 1.5,
      });
    }
    const onLine = series.values.map((value, index) => (series.low[index] ? null : value));
    const bridged = bridge(onLine, series.low);
    paths.push({
      d: segments(bridged, centers, y, (index) => !chart.steps[index]?.provisional).join(''),
      color: series.color,
      dash: series.dash,
      width: 2.2,
    });
    paths.push({
      d: segments(bridged, centers, y, (index) => chart.steps[index]?.provisional ?? false).join(''),
      color: series.color,
      dash: '1.5 3',
      width: 2.2,
    });
    if (chart.series.length > 1 || chart.steps.length > MARKED_POINTS) continue;
    series.values.forEach((value, index) => {
      if (value !== null)
        points.push({
          x: centers[index] ?? 0,
          y: Math.max(4, y(value)),
          color: series.color,
          ring: series.low[index] ?? false,
        });
    });
  }
  return { bars: [], caps: [], paths: paths.filter((path) => path.d !== ''), points };
}

/** One mark a value and nothing between them, for figures that say nothing about the days between. */
function pointsOf({ chart, y, centers }: Draw): Pick<TimeLayout, 'bars' | 'caps' | 'paths' | 'points'> {
  const radius = chart.steps.length > MARKED_POINTS ? 2.8 : 4;
  const points = chart.series.flatMap((series) =>
    series.values.flatMap((value, index): Point[] =>
      value === null ? [] : [{ x: centers[index] ?? 0, y: y(value), color: series.color, ring: false, alone: radius }],
    ),
  );
  return { bars: [], caps: [], paths: [], points };
}

/** A value the line passes over, because its volume is low, becomes the straight way between its neighbours. */
function bridge(values: readonly (number | null)[], low: readonly boolean[]): (number | null)[] {
  return values.map((value, index) => {
    if (value !== null || !low[index]) return value;
    let [a, b] = [index - 1, index + 1];
    while (a >= 0 && low[a]) a--;
    while (b < values.length && low[b]) b++;
    const [before, after] = [values[a], values[b]];
    return typeof before === 'number' && typeof after === 'number'
      ? before + ((after - before) * (index - a)) / (b - a)
      : null;
  });
}

/** Path data of the stretches between neighbouring known values whose later end is `wanted`; gaps stay gaps. */
function segments(
  values: readonly (number | null)[],
  centers: readonly number[],
  y: (value: number) => number,
  wanted: (index: number) => boolean,
): string[] {
  const parts: string[] = [];
  let pen = false;
  values.forEach((value, index) => {
    const before = values[index - 1];
    if (value === null || before === null || before === undefined || !wanted(index)) {
      pen = false;
      return;
    }
    if (!pen) parts.push(`M${centers[index - 1] ?? 0},${y(before)}`);
    parts.push(`L${centers[index] ?? 0},${y(value)}`);
    pen = true;
  });
  return parts;
}

function barsOf({ chart, y, centers, stepWidth }: Draw): Pick<TimeLayout, 'bars' | 'caps' | 'paths' | 'points'> {
  const bars: Bar[] = [];
  const caps: Tick[] = [];
  const width = round(Math.min(34, Math.max(1.5, stepWidth * BAR_SHARE)));
  const stacks = chart.steps.map(() => 0);
  chart.series.forEach((series, order) => {
    const down = chart.form === 'mirrored' && order === 1;
    const behind = chart.form === 'bullet' && order === 0;
    series.values.forEach((value, index) => {
      if (value === null || value === 0) return;
      const step = chart.steps[index];
      const unsettled = (step?.provisional || step?.part) ?? false;
      const x = round((centers[index] ?? 0) - width / 2);
      const below = stacks[index] ?? 0;
      if (chart.form === 'stacked') stacks[index] = below + value;
      const base = y(below);
      const end = y(below + (down ? -value : value));
      const paint = unsettled ? (behind ? 'hatchSoft' : 'hatch') : behind ? 'soft' : 'strong';
      bars.push({
        x,
        y: Math.min(end, base),
        width,
        // One pixel of the surface parts what is stacked.
        height: round(Math.max(0.5, Math.abs(end - base) - (below > 0 ? 1 : 0))),
        color: series.color,
        paint: isUnknownPart(chart, series) ? 'hatch' : paint,
        end: down ? 'down' : 'up',
      });
      if (behind) caps.push({ x1: x, x2: round(x + width), y: end, color: series.color });
      const before = series.before?.[index];
      if (chart.series.length === 1 && typeof before === 'number')
        caps.push({ x1: x, x2: round(x + width), y: y(before), color: '--fd-compare' });
    });
  });
  chart.beside?.values.forEach((value, index) => {
    if (value !== null)
      caps.push({
        x1: round((centers[index] ?? 0) - width / 2 - 1),
        x2: round((centers[index] ?? 0) + width / 2 + 1),
        y: y(value),
        color: '--fd-text',
      });
  });
  return { bars, caps, paths: [], points: [] };
}

/** Parts not told stand hatched in a stack, whatever their days. */
const isUnknownPart = (chart: TimeChart, { color }: Series): boolean =>
  chart.form === 'stacked' && color === '--fd-unknown';

const lastKnown = (values: readonly (number | null)[]): number | null =>
  values.findLast((value) => value !== null) ?? null;

/** Labels at the ends of lines, moved apart to 14 px. */
function endsOf({ chart, y }: Draw): TimeLayout['ends'] {
  const single = chart.series.length === 1 ? chart.series[0] : undefined;
  const wanted = single
    ? singleEnds(single)
    : chart.series.map((series) => ({
        value: lastKnown(series.values),
        text: series.short,
        strong: false,
        color: series.color,
      }));
  const placed = wanted
    .flatMap((end) =>
      end.value === null ? [] : [{ y: y(end.value) + 4, text: end.text, strong: end.strong, color: end.color }],
    )
    .sort((a, b) => a.y - b.y);
  placed.forEach((end, index) => {
    const above = placed[index - 1];
    if (above && end.y - above.y < 14) placed[index] = { ...end, y: above.y + 14 };
  });
  return placed;
}

function singleEnds(
  series: Series,
): { readonly value: number | null; readonly text: string; readonly strong: boolean; readonly color: string }[] {
  const [now, before] = [
    lastKnown(series.values.filter((_, index) => !series.low[index])),
    series.before ? lastKnown(series.before.filter((_, index) => !series.beforeLow[index])) : null,
  ];
  return [
    { value: now, text: formatValue(now, series.unit), strong: true, color: '--fd-text' },
    {
      value: before,
      text: `${formatValue(before, series.unit).replace(/\s?%$/, '')} before`,
      strong: false,
      color: '--fd-text3',
    },
  ];
}
