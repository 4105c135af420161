import type { Line, Point } from '../marks/Lines.tsx';
import { bridged, type Place, pathOf } from '../shape/path.ts';
import { type Draw, MARKED_POINTS, type Marks } from './layout.ts';

/** Lines with their points where they are countable; provisional stretches dotted, the period before dashed. */
export function linesOf({ chart, y, centers }: Draw): Marks {
  const lines: Line[] = [];
  const points: Point[] = [];
  const overlay = chart.series.length <= 2;
  const placesOf = (values: readonly (number | null)[]): Place[] =>
    values.map((value, index) => (value === null ? null : [centers[index] ?? 0, y(value)]));
  const isProvisional = (index: number): boolean => chart.steps[index]?.provisional ?? false;
  for (const series of chart.series) {
    if (overlay && series.before) {
      const values = bridged(
        series.before.map((value, index) => (series.beforeLow[index] ? null : value)),
        series.beforeLow,
      );
      lines.push({
        d: pathOf(placesOf(values)),
        color: '--fd-compare',
        dash: '5 4',
        width: 1.5,
      });
    }
    const onLine = series.values.map((value, index) => (series.low[index] ? null : value));
    const places = placesOf(bridged(onLine, series.low));
    lines.push({
      d: pathOf(places, (index) => !isProvisional(index)),
      color: series.color,
      dash: series.dash,
      width: 2.2,
    });
    lines.push({
      d: pathOf(places, isProvisional),
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
  return { bars: [], caps: [], lines: lines.filter(({ d }) => d !== ''), points };
}
