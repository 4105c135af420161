import { extent } from 'd3-array';

/**
 * The value axis: evenly spaced ticks from `min` to `max`. Not d3's `ticks`, whose steps are 1, 2 and 5 only: 231 would stand under
 * 250 with five lines or under 300 with three, where 240 with four leaves the bars more room.
 */
export interface Axis {
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly number[];
}

const STEPS = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10] as const;
const COUNTS = [4, 5, 3] as const;

const exact = (value: number): number => Number(value.toPrecision(12));

function ticks(min: number, step: number, count: number): Axis {
  const values = Array.from({ length: count + 1 }, (_, index) => exact(min + index * step));
  return { min, max: values.at(-1) ?? min, ticks: values };
}

/** The tightest axis from zero with three to five intervals; whole steps when `whole`. */
export function axisFromZero(max: number, whole = false): Axis {
  if (!(max > 0)) return ticks(0, 1, 1);
  let best: { readonly step: number; readonly count: number } | null = null;
  for (const count of COUNTS) {
    const power = 10 ** Math.floor(Math.log10(max / count));
    const step = [...STEPS.map((nice) => exact(nice * power)), exact(10 * power * 1.5)].find(
      (nice) => exact(nice * count) >= max && (!whole || Number.isInteger(nice)),
    );
    if (step !== undefined && (best === null || exact(step * count) < exact(best.step * best.count)))
      best = { step, count };
  }
  return best ? ticks(0, best.step, best.count) : ticks(0, 1, Math.max(1, Math.ceil(max)));
}

/** An axis of two intervals from zero, for bars above and below one zero line. */
export function axisMirrored(max: number, whole = false): Axis {
  if (!(max > 0)) return ticks(0, 1, 2);
  const power = 10 ** Math.floor(Math.log10(max / 2));
  const step = [...STEPS, 15]
    .map((nice) => exact(nice * power))
    .find((nice) => nice * 2 >= max && (!whole || Number.isInteger(nice)));
  return ticks(0, step ?? Math.ceil(max / 2), 2);
}

/** An axis around the values and the target; zero is left out only when the values fill less than 40 % of the way from it. */
export function axisForLines(values: readonly number[], target: number | null = null): Axis {
  const [least, most] = extent(values);
  const [min, max] = extent(target === null ? values : [...values, target]);
  if (least === undefined || min === undefined || max <= 0) return axisFromZero(target ?? 1);
  if (least < most * 0.6) return axisFromZero(max);
  const pad = Math.max((max - min) * 0.05, max * 0.005);
  const [low, high] = [Math.max(0, min - pad), max + pad];
  const rough = (high - low) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = exact(([1, 2, 2.5, 5].find((nice) => nice * power >= rough * 0.999) ?? 10) * power);
  const start = exact(Math.floor(low / step) * step);
  return ticks(start, step, Math.max(1, Math.ceil(exact((high - start) / step))));
}
