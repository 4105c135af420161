import type { TimeLayout } from '../time/layout.ts';

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
