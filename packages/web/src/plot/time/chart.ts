import type { Unit } from '@flightdeck/catalog';
import * as text from '../../text/plot.ts';
import type { Grain } from '../../view/range.ts';
import type { Axis } from '../axis/axis.ts';
import type { Step } from '../axis/steps.ts';

/** What a series of history is called at the end of its line, where there is room for a word. */
export const OLDER_API = text.olderApi;

/** How marks over time are drawn. */
export type TimeForm = 'line' | 'points' | 'bars' | 'bullet' | 'mirrored' | 'stacked';

/** One line or one row of bars; every list has one entry a step, null = no data. */
export interface Series {
  /** The entity's value, or the metric's name. */
  readonly id: string;
  readonly label: string;
  /** Label at the end of a line, shorter than `label`. */
  readonly short: string;
  /** Name of a pair of colour variables: `--fd-metric-accepted` (strong) and the same with `-soft`. */
  readonly color: string;
  readonly dash: string | null;
  readonly unit: Unit;
  readonly values: readonly (number | null)[];
  /** Numerators and denominators of a ratio, for the tooltip. */
  readonly over: readonly (number | null)[] | null;
  readonly under: readonly (number | null)[] | null;
  /** Steps whose denominator is under a quarter of the median: drawn as a ring off the line. */
  readonly low: readonly boolean[];
  /** Values of the period compared with, step by step. */
  readonly before: readonly (number | null)[] | null;
  /** The same as `low` for the compared values. */
  readonly beforeLow: readonly boolean[];
}

/** A dated change in what is measured, or a note of one's own. */
export interface Flag {
  readonly step: number;
  readonly letter: string;
  readonly text: string;
}

/** Everything a chart over time decides before it has a size. */
export interface TimeChart {
  readonly form: TimeForm;
  readonly grain: Grain;
  readonly unit: Unit;
  /** Written once above the axis. */
  readonly unitLabel: string;
  readonly steps: readonly Step[];
  readonly series: readonly Series[];
  /** Drawn as ink ticks above bars. */
  readonly beside: Series | null;
  readonly target: number | null;
  readonly flags: readonly Flag[];
  readonly axis: Axis;
  /** Name of the period compared with, `27 Mar – 24 Jul`; null when there is none. */
  readonly compareLabel: string | null;
  /** Names of the compared steps, for tooltips. */
  readonly compareSteps: readonly string[];
  /** Range, first, last, highest and lowest in words. */
  readonly sentence: string;
}
