/** A line across the plot with its value. */
export interface GridLine {
  readonly y: number;
  readonly label: string;
  /** Drawn as the axis, stronger than the others. */
  readonly isZero: boolean;
}

/** Lines across the plot, their values at the left edge or, with `labelEnd`, ending there. */
export function Grid({
  lines,
  left,
  right,
  labelEnd,
}: {
  readonly lines: readonly GridLine[];
  readonly left: number;
  readonly right: number;
  readonly labelEnd?: number;
}) {
  return lines.map(({ y, label, isZero }) => (
    <g key={y}>
      <line x1={left} x2={right} y1={y} y2={y} stroke={isZero ? 'var(--fd-axis)' : 'var(--fd-grid)'} />
      <text x={labelEnd ?? 0} y={y + 4} textAnchor={labelEnd === undefined ? undefined : 'end'}>
        {label}
      </text>
    </g>
  ));
}
