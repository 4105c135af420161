import { bisectCenter, max, range } from 'd3-array';
import { scaleBand } from 'd3-scale';

/** Two ends: of values, or of pixels, where the first is where the lowest value stands. */
export type Ends = readonly [number, number];

/**
 * Where a value stands between two ends of the screen. `scaleLinear` of d3 does this and also reads colours, dates and
 * formats: 9 kB that no chart here needs.
 */
export function linear([low, high]: Ends, [from, to]: Ends): (value: number) => number {
  const span = high - low || 1;
  return (value) => from + ((value - low) / span) * (to - from);
}

/** Steps side by side, each as wide as the others. */
export interface Places {
  /** Of one step, in pixels. */
  readonly width: number;
  readonly starts: readonly number[];
  readonly centers: readonly number[];
  /** The step that stands at `x`; null outside. */
  indexAt(x: number): number | null;
}

/** So many steps between two ends of the screen. */
export function placesOf(count: number, [left, right]: Ends): Places {
  const steps = range(count);
  const band = scaleBand(steps, [left, right]);
  const width = band.bandwidth();
  const starts = steps.map((step) => band(step) ?? left);
  const centers = starts.map((start) => start + width / 2);
  return {
    width,
    starts,
    centers,
    indexAt: (x) => (count === 0 || x < left || x > right ? null : bisectCenter(centers, x)),
  };
}

/** A place on the screen, to a tenth of a pixel. */
export const round = (value: number): number => Math.round(value * 10) / 10;

/** Room that labels of a value axis take left of the plot, in pixels. */
export const labelRoom = (labels: readonly string[]): number => (max(labels, ({ length }) => length) ?? 0) * 6.2 + 9;
