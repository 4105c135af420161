import type { ReactNode } from 'react';
import css from './tiles.module.css';

/** The cells of the number card; `chosen` drives the page's main chart. */
export function Tiles({
  children,
  label,
  isChoice = true,
  isStale = false,
}: {
  readonly children: ReactNode;
  readonly label: string;
  /** False: no number drives a chart. */
  readonly isChoice?: boolean;
  /** True while other numbers are on their way. */
  readonly isStale?: boolean;
}) {
  if (!isChoice) {
    return (
      <section className={css.root} aria-label={label} data-stale={isStale}>
        {children}
      </section>
    );
  }
  return (
    <div className={css.root} role="radiogroup" aria-label={label} data-stale={isStale}>
      {children}
    </div>
  );
}
