/** Where a reader is: a line through the step and, on a chosen series, a ring at its value. */
export function FocusLine({ x, top, bottom }: { readonly x: number; readonly top: number; readonly bottom: number }) {
  return <line x1={x} x2={x} y1={top} y2={bottom} stroke="var(--fd-control)" />;
}

/** The ring at the value of the series a reader is on. */
export function FocusRing({ x, y }: { readonly x: number; readonly y: number }) {
  return <circle cx={x} cy={y} r="4.5" fill="var(--fd-surface)" stroke="var(--fd-text)" strokeWidth="2" />;
}
