import { range } from 'd3-array';
import { stack } from 'd3-shape';

/** Where a part of a stack begins and ends, in the unit of its values. */
export type Layer = readonly [below: number, above: number];

/** The parts of every stack, by series and then by step, the first at the foot; null takes no room. */
export function stackOf(series: readonly (readonly (number | null)[])[]): readonly (readonly Layer[])[] {
  const layers = stack<unknown, number, number>()
    .keys(range(series.length))
    .value((step, order) => series[order]?.[step] ?? 0);
  return layers(range(series[0]?.length ?? 0)).map((layer) => layer.map(([below, above]) => [below, above]));
}
