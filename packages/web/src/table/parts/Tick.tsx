import type { CSSProperties } from 'react';
import css from '../table.module.css';

/** Rows that can be ticked. */
export interface Ticks<Row> {
  readonly ticked: readonly string[];
  /** Most that can be ticked at once. */
  readonly most: number;
  /** What a row stands for among those ticked; null: it cannot be ticked. */
  readonly valueOf: (row: Row) => string | null;
  /** What ticking the row does, in words. */
  readonly labelOf: (row: Row) => string;
  /** A colour by its token, once ticked. */
  readonly colorOf: (value: string) => string | undefined;
  readonly onTick: (value: string) => void;
}

/** The box before the name of a row; a place as wide where the row cannot be ticked. */
export function Tick<Row>({ row, ticks }: { readonly row: Row; readonly ticks: Ticks<Row> }) {
  const value = ticks.valueOf(row);
  if (value === null) return <span className={css.place} />;
  const checked = ticks.ticked.includes(value);
  const color = checked ? ticks.colorOf(value) : undefined;
  return (
    <input
      type="checkbox"
      className={css.tick}
      checked={checked}
      disabled={!checked && ticks.ticked.length >= ticks.most}
      aria-label={ticks.labelOf(row)}
      style={color ? ({ accentColor: `var(${color})` } as CSSProperties) : undefined}
      onClick={(event) => event.stopPropagation()}
      onChange={() => ticks.onTick(value)}
    />
  );
}
