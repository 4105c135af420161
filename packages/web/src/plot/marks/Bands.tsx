/** A stretch of steps that is set apart behind the marks. */
export interface Band {
  readonly x: number;
  readonly width: number;
  readonly kind: 'weekend' | 'provisional' | 'missing';
  readonly word: string;
}

/** Bands behind the marks: weekends shaded, provisional steps with their word above, missing days hatched. */
export function Bands({
  bands,
  top,
  bottom,
  missingFill,
}: {
  readonly bands: readonly Band[];
  readonly top: number;
  readonly bottom: number;
  /** The hatch of missing days. */
  readonly missingFill: string;
}) {
  const fills = { missing: missingFill, weekend: 'var(--fd-weekend)', provisional: 'var(--fd-provisional-soft)' };
  return bands.map(({ x, width, kind, word }) => {
    // The word of a provisional band stands in it, above the plot.
    const from = kind === 'provisional' ? 0 : top;
    return (
      <g key={`${kind}${x}`} opacity={kind === 'missing' ? 0.45 : 1}>
        <rect x={x} y={from} width={width} height={bottom - from} fill={fills[kind]} />
        {word ? (
          <text data-tone="provisional" x={x + width / 2} y={10} textAnchor="middle">
            {word}
          </text>
        ) : null}
      </g>
    );
  });
}
