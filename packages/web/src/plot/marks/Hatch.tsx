/** A colour as CSS: the strong variant of a pair, or the role itself. */
export function strongOf(color: string): string {
  return color.startsWith('--fd-metric-') ? `var(${color}-strong)` : `var(${color})`;
}

/** The fill behind a mark of that colour. */
export function softOf(color: string): string {
  if (
    color.startsWith('--fd-metric-') ||
    color === '--fd-provisional' ||
    color === '--fd-unknown' ||
    color === '--fd-other'
  )
    return `var(${color}-soft)`;
  return 'var(--fd-active)';
}

/** Hatch means "not settled or not known": 45° lines 1.3 px every 6 px in strong on soft. */
export function Hatch({
  id,
  color,
  ground,
}: {
  readonly id: string;
  readonly color: string;
  readonly ground?: string;
}) {
  return (
    <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="6" height="6" fill={ground ?? softOf(color)} />
      <line x1="0" y1="0" x2="0" y2="6" stroke={strongOf(color)} strokeWidth="2.6" />
    </pattern>
  );
}
