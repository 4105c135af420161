import * as text from '../../text/plot.ts';
import { ColorSquare } from '../legend/ColorSquare.tsx';
import { strongOf } from '../marks/Hatch.tsx';
import type { Details } from './details.ts';
import css from './tip.module.css';

/** Narrower than this, in pixels, the box keeps to the edge of the chart instead. */
const LEAST_WIDTH = 190;

/** The one box beside a point; stands left of it where there is no room at the right, never on it. */
export function Tooltip({
  details,
  x,
  width,
  top,
  act,
}: {
  readonly details: Details;
  readonly x: number;
  readonly width: number;
  readonly top: number;
  /** After a tap the last line is a button that does what a click does. */
  readonly act?: (() => void) | undefined;
}) {
  const left = x > width / 2;
  const room = (left ? x : width - x) - 12;
  const place =
    room < LEAST_WIDTH ? (left ? { left: 0 } : { right: 0 }) : left ? { right: width - x + 12 } : { left: x + 12 };
  return (
    <div className={`${css.root} fd-pop`} style={{ top, ...place }}>
      <div className={css.head}>
        {details.title}
        <span>{details.state}</span>
      </div>
      {details.rows.map((row) => (
        <div key={row.name} className={css.row} data-quiet={row.quiet} data-chosen={row.chosen ?? false}>
          {row.color ? <ColorSquare color={strongOf(row.color)} /> : null}
          {row.name}
          <b>{row.value}</b>
        </div>
      ))}
      {details.more > 0 ? <div className={css.row}>{text.andMore({ count: details.more })}</div> : null}
      {act ? (
        <button
          type="button"
          className={`${css.hint} ${css.act}`}
          onClick={act}
          // Neither moves the point below nor takes the focus that keeps the box open.
          onPointerDown={(event) => event.stopPropagation()}
          onPointerMove={(event) => event.stopPropagation()}
          onMouseDown={(event) => event.preventDefault()}
        >
          {details.deed}
        </button>
      ) : (
        <div className={css.hint}>{details.hint}</div>
      )}
    </div>
  );
}
