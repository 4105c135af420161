import type { ReactNode } from 'react';
import { softOf, strongOf } from '../../plot/marks/Hatch.tsx';
import { RowName } from '../../plot/rows/RowName.tsx';
import * as shared from '../../text/kinds/shared.ts';
import type { Ranked } from './prepare.ts';
import css from './ranked.module.css';

/** Rows with a bar of the whole and the part in front of it; a click filters, Shift and click excludes. */
export function RankedList({
  ranked,
  onPick,
  wide = false,
}: {
  readonly ranked: Ranked;
  /** True: the bar stands between name and number, where there is room. */
  readonly wide?: boolean;
  /** None: nothing can be filtered by these values. */
  readonly onPick?: ((value: string, exclude: boolean) => void) | undefined;
}) {
  return (
    <div className={css.root} data-wide={wide}>
      <div className={css.head} aria-hidden="true">
        {ranked.head.filter(Boolean).join(' · ')}
      </div>
      {ranked.rows.map((row) => (
        <Row key={row.value} value={row.value} onPick={onPick}>
          <RowName title={row.label}>{row.label}</RowName>
          <span>{row.number}</span>
          <span>{row.rate}</span>
          <span className={css.track} aria-hidden="true">
            {ranked.capped ? (
              <i
                style={{
                  width: `${row.share * 100}%`,
                  background: softOf(ranked.wholeColor),
                  borderRight: `2px solid ${strongOf(ranked.wholeColor)}`,
                }}
              />
            ) : null}
            <i style={{ width: `${row.partShare * 100}%`, background: strongOf(ranked.color) }} />
            {row.beforeShare === null ? null : (
              <i className={css.before} style={{ left: `${row.beforeShare * 100}%` }} />
            )}
          </span>
        </Row>
      ))}
    </div>
  );
}

function Row({
  value,
  onPick,
  children,
}: {
  readonly value: string;
  readonly onPick: ((value: string, exclude: boolean) => void) | undefined;
  readonly children: ReactNode;
}) {
  if (!onPick) return <div className={css.row}>{children}</div>;
  return (
    <button type="button" className={css.row} onClick={(event) => onPick(value, event.shiftKey)} title={shared.pick}>
      {children}
    </button>
  );
}
