import type { Places } from '../axis/scale.ts';
import type { Band } from '../marks/Bands.tsx';
import type { Bar, Cap } from '../marks/Bars.tsx';
import type { GridLine } from '../marks/Grid.tsx';
import type { Line, Point } from '../marks/Lines.tsx';
import type { TimeChart } from './chart.ts';

/** A chart with a size: nothing left to decide. */
export interface TimeLayout {
  readonly width: number;
  readonly height: number;
  readonly plot: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  readonly grid: readonly GridLine[];
  readonly zero: number;
  readonly ticks: readonly { readonly x: number; readonly label: string }[];
  readonly bands: readonly Band[];
  readonly bars: readonly Bar[];
  readonly caps: readonly Cap[];
  readonly lines: readonly Line[];
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
  /** The step at a place of the pointer; null outside the plot. */
  readonly indexAt: Places['indexAt'];
  /** Height of every series at every step; null = no data. */
  readonly heights: readonly (readonly (number | null)[])[];
}

/** The marks of a form; the others are empty. */
export type Marks = Pick<TimeLayout, 'bars' | 'caps' | 'lines' | 'points'>;

/** A chart with its scale, ready for marks. */
export interface Draw {
  readonly chart: TimeChart;
  readonly y: (value: number) => number;
  readonly centers: readonly number[];
  readonly stepWidth: number;
  readonly plot: TimeLayout['plot'];
}

/** Marked points stay countable up to here. */
export const MARKED_POINTS = 45;
