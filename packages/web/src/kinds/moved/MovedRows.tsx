import type { CSSProperties } from 'react';
import css from './moved.module.css';
import type { Moved, MovedRow } from './prepare.ts';

/** Shares of a rate's change left and right of zero, summing to the last row. */
export function MovedRows({
  moved,
  onPick,
}: {
  readonly moved: Moved;
  readonly onPick: (value: string, exclude: boolean) => void;
}) {
  const lowest = Math.min(0, ...moved.rows.map((row) => row.points));
  const highest = Math.max(0, ...moved.rows.map((row) => row.points));
  const span = highest - lowest || 1;
  const zero = (-lowest / span) * 100;
  const bar = (row: MovedRow): CSSProperties => ({
    left: `${row.points < 0 ? zero - (-row.points / span) * 100 : zero}%`,
    width: `${(Math.abs(row.points) / span) * 100}%`,
    background: `var(--fd-diverging-${row.points < 0 ? 2 : 10})`,
    opacity: row.value === null ? 0.55 : 1,
  });
  return (
    <div className={css.root} style={{ '--zero': `${zero}%` } as CSSProperties}>
      {moved.rows.map((row) => {
        const inside = (
          <>
            <span className="fd-ranked-name" title={row.label}>
              {row.label}
            </span>
            <span className={css.track} aria-hidden="true">
              <i style={bar(row)} />
            </span>
            <span>{row.text}</span>
          </>
        );
        return row.value === null ? (
          <div key={row.label} className="fd-moved-row">
            {inside}
          </div>
        ) : (
          <button
            key={row.label}
            type="button"
            className="fd-moved-row"
            title="Click to filter, Shift and click to leave out"
            onClick={(event) => row.value !== null && onPick(row.value, event.shiftKey)}
          >
            {inside}
          </button>
        );
      })}
      <div className={`fd-moved-row ${css.total}`}>
        <span>{moved.total.label}</span>
        <span />
        <span>{moved.total.text}</span>
      </div>
    </div>
  );
}
