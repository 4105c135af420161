import { formatValue, tickWriter } from '../../format/format.ts';
import * as text from '../../text/plot.ts';
import { labelRoom, linear, placesOf, round } from '../axis/scale.ts';
import { labelledSteps } from '../axis/steps.ts';
import { bandsOf } from './band.ts';
import { barsOf } from './bars.ts';
import type { TimeChart } from './chart.ts';
import { endsOf } from './ends.ts';
import type { TimeLayout } from './layout.ts';
import { linesOf } from './lines.ts';
import { pointsOf } from './points.ts';

const TOP = 14;
const FOOT = 22;
const END_LABELS_FROM = 480;
const END_LABEL_WIDTH = 64;

const mirroredTicks = (max: number): number[] => [-max, -max / 2, 0, max / 2, max];

/** A chart over time at a size in pixels; pure. */
export function layOutTime(chart: TimeChart, width: number, height: number): TimeLayout {
  const { axis, steps } = chart;
  const write = tickWriter(axis.ticks, chart.unit);
  const labels = axis.ticks.map(write);
  const left = labelRoom(labels);
  const withEnds = chart.form === 'line' && (width >= END_LABELS_FROM || chart.series.length > 1) && width >= 300;
  const flagged = chart.flags.length > 0 ? 18 : 0;
  const plot = { left, right: width - (withEnds ? END_LABEL_WIDTH : 2), top: TOP + flagged, bottom: height - FOOT };
  const places = placesOf(steps.length, [plot.left, plot.right]);
  const stepWidth = places.width;
  const centers = places.centers.map(round);
  const mirrored = chart.form === 'mirrored';
  const low = mirrored ? -axis.max : axis.min;
  const scale = linear([low, axis.max], [plot.bottom, plot.top]);
  const y = (value: number): number => round(scale(value));
  const zero = y(mirrored ? 0 : low);
  const draw = { chart, y, centers, stepWidth, plot };
  const gridValues = mirrored ? mirroredTicks(axis.max) : axis.ticks;
  return {
    width,
    height,
    plot,
    grid: gridValues.map((value) => ({ y: y(value), label: write(value), isZero: y(value) === zero })),
    zero,
    ticks: labelledSteps(steps, chart.grain, stepWidth).flatMap((index) => {
      const [x, step] = [centers[index], steps[index]];
      return x === undefined || !step || x > width - 16 ? [] : [{ x, label: step.tick }];
    }),
    bands: bandsOf(chart, places),
    ...(chart.form === 'line' ? linesOf(draw) : chart.form === 'points' ? pointsOf(draw) : barsOf(draw)),
    diamonds:
      chart.grain === 'day'
        ? []
        : steps.flatMap((step, index) => (step.missing.length > 0 ? [centers[index] ?? 0] : [])),
    flags: chart.flags.map((flag) => ({ x: centers[flag.step] ?? 0, letter: flag.letter })),
    target:
      chart.target === null
        ? null
        : {
            y: y(chart.target),
            label: text.target({ value: formatValue(chart.target, chart.unit).replace(/[.,]0/, '') }),
          },
    ends: withEnds ? endsOf(draw) : [],
    centers,
    indexAt: places.indexAt,
    heights: chart.series.map((series, order) =>
      series.values.map((value) => (value === null ? null : y(mirrored && order === 1 ? -value : value))),
    ),
  };
}
