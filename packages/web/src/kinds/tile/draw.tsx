import type { CSSProperties, ReactNode } from 'react';
import { strongOf } from '../../plot/marks/Hatch.tsx';
import { Icon } from '../../ui/icons.tsx';
import type { Tile } from './prepare.ts';

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
      <section className="fd-tiles" aria-label={label} data-stale={isStale}>
        {children}
      </section>
    );
  }
  return (
    <div className="fd-tiles" role="radiogroup" aria-label={label} data-stale={isStale}>
      {children}
    </div>
  );
}

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
    <div className="fd-tile" data-chosen={chosen} style={{ '--tile-color': strongOf(tile.color) } as CSSProperties}>
      {onChoose ? (
        // biome-ignore lint/a11y/useSemanticElements: the whole cell is the radio; an input cannot hold it
        <button
          type="button"
          role="radio"
          aria-checked={chosen}
          className="fd-tile-pick"
          onClick={onChoose}
          aria-label={`${tile.label}: ${tile.value} ${tile.unit} ${tile.aside}`.trim()}
        />
      ) : null}
      {how}
      <div className="fd-tile-label">{tile.label}</div>
      <div className="fd-tile-value" data-empty={tile.empty}>
        {tile.value}
        <small>{(onChoose ? [tile.unit, tile.aside] : [tile.unit]).filter(Boolean).join(' ')}</small>
      </div>
      <div
        className="fd-delta"
        title={named ? `${below}${tile.change ? ` ${tile.change.text} from ${tile.change.from}` : ''}` : undefined}
      >
        {named ? <span>{below}</span> : null}
        {tile.change ? (
          <>
            <b data-tone={tile.change.tone}>
              {arrow ? <Icon name={arrow} size={12} stroke={2.6} /> : null} {tile.change.text}
            </b>{' '}
            {named ? null : `from ${tile.change.from}`}
          </>
        ) : null}
      </div>
      {tile.spark.length > 0 ? (
        <Sparkline values={tile.spark} color={tile.color} provisionalFrom={tile.provisionalFrom} />
      ) : null}
    </div>
  );
}

const WIDTH = 140;
const HEIGHT = 26;

/** A number's course without axis; dotted where days can still change, broken where there is no data. */
export function Sparkline({
  values,
  color,
  provisionalFrom,
}: {
  readonly values: readonly (number | null)[];
  readonly color: string;
  readonly provisionalFrom: number;
}) {
  const known = values.filter((value): value is number => value !== null);
  if (known.length < 2) return <svg className="fd-spark" aria-hidden="true" focusable="false" />;
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const x = (index: number): number => (index / Math.max(1, values.length - 1)) * WIDTH;
  const y = (value: number): number => HEIGHT - 2 - ((value - low) / (high - low || 1)) * (HEIGHT - 4);
  const path = (wanted: (index: number) => boolean): string =>
    values
      .map((value, index) => {
        const before = values[index - 1];
        if (value === null || before === null || before === undefined || !wanted(index)) return '';
        return `M${x(index - 1).toFixed(1)},${y(before).toFixed(1)}L${x(index).toFixed(1)},${y(value).toFixed(1)}`;
      })
      .join('');
  return (
    <svg
      className="fd-spark"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <path
        d={path((index) => index < provisionalFrom)}
        fill="none"
        stroke={strongOf(color)}
        strokeWidth="1.6"
        vectorEffect="non-scaling-stroke"
        strokeLinecap="round"
      />
      <path
        d={path((index) => index >= provisionalFrom)}
        fill="none"
        stroke={strongOf(color)}
        strokeWidth="1.6"
        vectorEffect="non-scaling-stroke"
        strokeDasharray="1.5 3"
      />
    </svg>
  );
}
