import { extent } from 'd3-array';
import type { CSSProperties } from 'react';
import { linear } from '../../plot/axis/scale.ts';
import { RowName } from '../../plot/rows/RowName.tsx';
import * as shared from '../../text/kinds/shared.ts';
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
  const [lowest = 0, highest = 0] = extent([0, ...moved.rows.map((row) => row.points)]);
  const at = linear([lowest, highest], [0, 100]);
  const zero = at(0);
  const bar = (row: MovedRow): CSSProperties => ({
    left: `${Math.min(at(row.points), zero)}%`,
    width: `${Math.abs(at(row.points) - zero)}%`,
    background: `var(--fd-diverging-${row.points < 0 ? 2 : 10})`,
    opacity: row.value === null ? 0.55 : 1,
  });
  return (
    <div className={css.root} style={{ '--zero': `${zero}%` } as CSSProperties}>
      {moved.rows.map((row) => {
        const inside = (
          <>
            <RowName title={row.label}>{row.label}</RowName>
            <span className={css.track} aria-hidden="true">
              <i style={bar(row)} />
            </span>
            <span>{row.text}</span>
          </>
        );
        return row.value === null ? (
          <div key={row.label} className={css.row}>
            {inside}
          </div>
        ) : (
          <button
            key={row.label}
            type="button"
            className={css.row}
            title={shared.pick}
            onClick={(event) => row.value !== null && onPick(row.value, event.shiftKey)}
          >
            {inside}
          </button>
        );
      })}
      <div className={`${css.row} ${css.total}`}>
        <span>{moved.total.label}</span>
        <span />
        <span>{moved.total.text}</span>
      </div>
    </div>
  );
}
