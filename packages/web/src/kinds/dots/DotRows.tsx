import { RowName } from '../../plot/rows/RowName.tsx';
import * as words from '../../text/kinds/changes.ts';
import * as shared from '../../text/kinds/shared.ts';
import css from './dots.module.css';
import type { DotRow, Dots } from './prepare.ts';

const percent = (share: number): string => `${share * 100}%`;

/** One row a value with its dots on a common scale; a click filters, Shift and click excludes. */
export function DotRows({
  dots,
  onPick,
}: {
  readonly dots: Dots;
  readonly onPick: (value: string, exclude: boolean) => void;
}) {
  return (
    <div className={css.root}>
      <div className={`${css.row} ${css.axis}`} aria-hidden="true">
        <span />
        <span className={css.scale}>
          {dots.ticks.map((tick) => (
            <span key={tick.text} style={{ left: percent(tick.at) }}>
              {tick.text}
            </span>
          ))}
        </span>
        <span>{words.rateColumn}</span>
        <span>{shared.change}</span>
      </div>
      {dots.rows.map((row) => (
        <button
          key={row.value}
          type="button"
          className={css.row}
          title={shared.pick}
          onClick={(event) => onPick(row.value, event.shiftKey)}
        >
          <RowName>{row.label}</RowName>
          <span className={css.track} aria-hidden="true">
            {dots.target ? <span className={css.target} style={{ left: percent(dots.target.at) }} /> : null}
            {dots.all ? <span className={css.all} style={{ left: percent(dots.all.at) }} /> : null}
            {row.beforeAt === null ? null : (
              <i style={{ left: percent(row.beforeAt), border: '1.5px solid var(--fd-compare)' }} />
            )}
            <i style={{ left: percent(row.at), background: 'var(--fd-metric-accepted-strong)' }} />
          </span>
          <span>{row.text}</span>
          <Points row={row} />
        </button>
      ))}
    </div>
  );
}

function Points({ row: { change } }: { readonly row: DotRow }) {
  if (!change) return <span />;
  const tone = change.direction === 0 ? 'neutral' : change.direction > 0 ? 'good' : 'bad';
  return (
    <span className={css.change} data-tone={tone}>
      {change.text}
    </span>
  );
}
