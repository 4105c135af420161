import { strongOf } from './Hatch.tsx';

/** A line of one look; a series may have several, its provisional part is dotted. */
export interface Line {
  readonly d: string;
  readonly color: string;
  readonly dash: string | null;
  readonly width: number;
}

/** Lines through points. */
export function Lines({ lines }: { readonly lines: readonly Line[] }) {
  return lines.map(({ d, color, dash, width }) => (
    <path
      key={`${color}${dash}`}
      d={d}
      fill="none"
      stroke={strongOf(color)}
      strokeWidth={width}
      strokeDasharray={dash ?? undefined}
      strokeLinejoin="round"
    />
  ));
}

/** One value. */
export interface Point {
  readonly x: number;
  readonly y: number;
  readonly color: string;
  /** Off the line because its volume is low. */
  readonly ring: boolean;
  /** Radius of a point that stands alone, without a line. */
  readonly alone?: number;
}

/** Points on their line, off it as rings, or alone as dots. */
export function Points({ points }: { readonly points: readonly Point[] }) {
  return points.map(({ x, y, color, ring, alone }) => (
    <circle
      key={`${color}${x}`}
      cx={x}
      cy={y}
      r={alone ?? (ring ? 2.6 : 3)}
      fill={alone ? strongOf(color) : 'var(--fd-surface)'}
      stroke={alone ? 'var(--fd-surface)' : ring ? 'var(--fd-text3)' : strongOf(color)}
      strokeWidth={alone || ring ? 1.2 : 1.8}
    />
  ));
}
