import type { Point } from '../marks/Lines.tsx';
import { type Draw, MARKED_POINTS, type Marks } from './layout.ts';

/** One mark a value and nothing between them, for figures that say nothing about the days between. */
export function pointsOf({ chart, y, centers }: Draw): Marks {
  const radius = chart.steps.length > MARKED_POINTS ? 2.8 : 4;
  const points = chart.series.flatMap((series) =>
    series.values.flatMap((value, index): Point[] =>
      value === null ? [] : [{ x: centers[index] ?? 0, y: y(value), color: series.color, ring: false, alone: radius }],
    ),
  );
  return { bars: [], caps: [], lines: [], points };
}
