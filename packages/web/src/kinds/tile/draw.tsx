import type { CSSProperties, ReactNode } from 'react';
import { strongOf } from '../../plot/marks/Hatch.tsx';
import * as shared from '../../text/kinds/shared.ts';
import { Icon } from '../../ui/icons.tsx';
import type { Tile } from './prepare.ts';
import { Sparkline } from './Sparkline.tsx';
import css from './tile.module.css';

interface CellProps {
  readonly tile: Tile;
  readonly chosen: boolean;
  /** None: the number drives no chart. */
  readonly onChoose?: (() => void) | undefined;
  /** The `?` of this number. */
  readonly how: ReactNode;
}

/** One number with its change and its course. */
export function TileCell({ tile, chosen, onChoose, how }: CellProps) {
  // A number about a value names it below, where a long name has room.
  const named = !onChoose && tile.aside !== '';
  // The dot that parts it from the number has nothing to part on a line of its own.
  const below = tile.aside.replace(/^· /, '');
  const arrow =
    tile.change && tile.change.direction !== 0 ? (tile.change.direction > 0 ? 'arrowUp' : 'arrowDown') : null;
  return (
    <div className={css.root} data-chosen={chosen} style={{ '--tile-color': strongOf(tile.color) } as CSSProperties}>
      {onChoose ? (
        // biome-ignore lint/a11y/useSemanticElements: the whole cell is the radio; an input cannot hold it
        <button
          type="button"
          role="radio"
          aria-checked={chosen}
          className={css.pick}
          onClick={onChoose}
          aria-label={`${tile.label}: ${tile.value} ${tile.unit} ${tile.aside}`.trim()}
        />
      ) : null}
      {how}
      <div className={css.label}>{tile.label}</div>
      <div className={css.value} data-empty={tile.empty}>
        {tile.value}
        <small>{(onChoose ? [tile.unit, tile.aside] : [tile.unit]).filter(Boolean).join(' ')}</small>
      </div>
      <div
        className={css.delta}
        title={
          named
            ? below + (tile.change ? shared.changeFrom({ change: tile.change.text, before: tile.change.from }) : '')
            : undefined
        }
      >
        {named ? <span>{below}</span> : null}
        {tile.change ? (
          <>
            <b data-tone={tile.change.tone}>
              {arrow ? <Icon name={arrow} size={12} stroke={2.6} /> : null} {tile.change.text}
            </b>{' '}
            {named ? null : shared.fromBefore({ value: tile.change.from })}
          </>
        ) : null}
      </div>
      {tile.spark.length > 0 ? (
        <Sparkline values={tile.spark} color={tile.color} provisionalFrom={tile.provisionalFrom} />
      ) : null}
    </div>
  );
}

/** A cell without a number yet, or with one of its own: nothing to compare and no course. */
export function PlainTile({
  label,
  value,
  unit,
  below,
  children,
  height,
}: {
  readonly label: string;
  /** None: `children` stand where the number will. */
  readonly value?: string;
  readonly unit?: string;
  readonly below?: string;
  /** The `?` of the number, or what stands in its place. */
  readonly children: ReactNode;
  readonly height?: number;
}) {
  return (
    <div className={css.root} style={{ minHeight: height }}>
      {value === undefined ? null : children}
      <div className={css.label}>{label}</div>
      {value === undefined ? (
        children
      ) : (
        <>
          <div className={css.value}>
            {value}
            <small>{unit}</small>
          </div>
          <div className={css.delta}>{below}</div>
        </>
      )}
    </div>
  );
}

/** Words where a number would stand. */
export const NoNumber = ({ children }: { readonly children: string }) => (
  <div className={css.value} data-empty="true">
    {children}
  </div>
);
