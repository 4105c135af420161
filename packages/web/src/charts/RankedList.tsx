import { strongOf } from './Hatch.tsx';
import type { Ranked } from './prepare-ranked.ts';

/** Rows with a bar of the whole and the part in front of it; a click filters, Shift and click excludes. */
export function RankedList({
  ranked,
  onPick,
}: {
  readonly ranked: Ranked;
  readonly onPick: (value: string, exclude: boolean) => void;
}) {
  return (
    <div className="fd-ranked">
      <div className="fd-ranked-head" aria-hidden="true">
        <span />
        <span>{ranked.head[0]}</span>
        <span>{ranked.head[1]}</span>
      </div>
      {ranked.rows.map((row) => (
        <button
          key={row.value}
          type="button"
          className="fd-ranked-row"
          onClick={(event) => onPick(row.value, event.shiftKey)}
          title="Click to filter, Shift and click to leave out"
        >
          <span className="fd-ranked-name" title={row.label}>
            {row.label}
          </span>
          <span>{row.number}</span>
          <span>{row.rate}</span>
          <span className="fd-ranked-track" aria-hidden="true">
            {ranked.capped ? (
              <i
                style={{
                  width: `${row.share * 100}%`,
                  background: 'var(--fd-metric-suggested-soft)',
                  borderRight: '2px solid var(--fd-metric-suggested-strong)',
                }}
              />
            ) : null}
            <i style={{ width: `${row.partShare * 100}%`, background: strongOf(ranked.color) }} />
            {row.beforeShare === null ? null : (
              <i className="fd-ranked-before" style={{ left: `${row.beforeShare * 100}%` }} />
            )}
          </span>
        </button>
      ))}
    </div>
  );
}
