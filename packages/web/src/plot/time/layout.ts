import type { TimeChart } from './chart.ts';

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

/** The marks of a form; the others are empty. */
export type Marks = Pick<TimeLayout, 'bars' | 'caps' | 'paths' | 'points'>;

/** A chart with its scale, ready for marks. */
export interface Draw {
  readonly chart: TimeChart;
  readonly y: (value: number) => number;
  readonly centers: readonly number[];
  readonly stepWidth: number;
  readonly plot: TimeLayout['plot'];
}

/** A place on the screen, to a tenth of a pixel. */
export const round = (value: number): number => Math.round(value * 10) / 10;

/** Marked points stay countable up to here. */
export const MARKED_POINTS = 45;
