/** Letters above the plot with a line down to their step: what changed in what is measured. */
export function Flags({
  flags,
  bottom,
}: {
  readonly flags: readonly { readonly x: number; readonly letter: string }[];
  readonly bottom: number;
}) {
  return flags.map(({ x, letter }) => (
    <g key={letter}>
      <line x1={x} x2={x} y1={16} y2={bottom} stroke="var(--fd-text3)" strokeDasharray="1.5 2.5" />
      <rect x={x - 7} y={1} width={14} height={15} rx={3} fill="var(--fd-surface)" stroke="var(--fd-control)" />
      <text data-tone="strong" x={x} y={12} textAnchor="middle">
        {letter}
      </text>
    </g>
  ));
}

/** A dashed line at the value aimed at. */
export function Target({
  y,
  label,
  left,
  right,
}: {
  readonly y: number;
  readonly label: string;
  readonly left: number;
  readonly right: number;
}) {
  return (
    <g>
      <line x1={left} x2={right} y1={y} y2={y} stroke="var(--fd-target)" strokeDasharray="4 3" />
      <text x={left + 4} y={y - 4}>
        {label}
      </text>
    </g>
  );
}

/** Diamonds on the axis: steps with days that were never received. */
export function Diamonds({ places, y }: { readonly places: readonly number[]; readonly y: number }) {
  return places.map((x) => (
    <path
      key={x}
      d={`M${x} ${y - 5.5} l5.5 5.5 -5.5 5.5 -5.5 -5.5z`}
      fill="var(--fd-surface)"
      stroke="var(--fd-day-state-missing)"
      strokeWidth="1.5"
    />
  ));
}
