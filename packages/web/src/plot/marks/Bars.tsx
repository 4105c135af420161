import { softOf, strongOf } from './Hatch.tsx';

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

/** A rectangle rounded by 2 px at its free end. */
function barPath({ x, y, width, height, end }: Bar): string {
  const r = Math.min(2, width / 2, height);
  return end === 'up'
    ? `M${x},${y + height}V${y + r}q0,${-r} ${r},${-r}H${x + width - r}q${r},0 ${r},${r}V${y + height}z`
    : `M${x},${y}V${y + height - r}q0,${r} ${r},${r}H${x + width - r}q${r},0 ${r},${-r}V${y}z`;
}

function fillOf({ color, paint }: Bar, hatchOf: (color: string) => string): string {
  if (paint === 'hatch' || paint === 'hatchSoft') return hatchOf(color);
  return paint === 'soft' ? softOf(color) : strongOf(color);
}

/** Bars; those not settled or not known are filled with the hatch of their colour. */
export function Bars({
  bars,
  hatchOf,
}: {
  readonly bars: readonly Bar[];
  readonly hatchOf: (color: string) => string;
}) {
  return bars.map((bar) => (
    <path key={`${bar.color}${bar.x}${bar.end}`} d={barPath(bar)} fill={fillOf(bar, hatchOf)} />
  ));
}

/** A straight mark: caps of suggested, ticks of compared or GitHub's own values. */
export interface Cap {
  readonly x1: number;
  readonly x2: number;
  readonly y: number;
  readonly color: string;
}

/** Straight marks across bars. */
export function Caps({ caps }: { readonly caps: readonly Cap[] }) {
  return caps.map(({ color, x1, x2, y }) => (
    <line key={`${color}${x1}`} x1={x1} x2={x2} y1={y} y2={y} stroke={strongOf(color)} strokeWidth="2" />
  ));
}
