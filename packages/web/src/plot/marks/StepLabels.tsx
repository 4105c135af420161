/** Names of steps below the plot, centred on them; `bottom` is the axis, with a small tick each where `isTicked`. */
export function StepLabels({
  labels,
  bottom,
  below = 17,
  isTicked = false,
}: {
  readonly labels: readonly { readonly x: number; readonly label: string | number }[];
  readonly bottom: number;
  /** From the axis to the foot of the words, in pixels. */
  readonly below?: number;
  readonly isTicked?: boolean;
}) {
  return labels.map(({ x, label }) => (
    <g key={x}>
      {isTicked ? <line x1={x} x2={x} y1={bottom} y2={bottom + 4} stroke="var(--fd-axis)" /> : null}
      <text x={x} y={bottom + below} textAnchor="middle">
        {label}
      </text>
    </g>
  ));
}
