import { type CSSProperties, useId } from 'react';
import { formatCount, formatTick } from '../../format/format.ts';
import { Hatch } from '../../plot/marks/Hatch.tsx';
import { useWidth } from '../../plot/use-width.ts';
import css from './distribution.module.css';
import type { Adoption, BandColor } from './prepare.ts';

const HEIGHT = 190;
const FOOT = 20;
const LEFT = 30;
const TOP = 8;

/** The five bands with their people, and people by number of active days. */
export function AdoptionChart({
  adoption,
  unit,
  height = HEIGHT,
  chosen,
  onChoose,
}: {
  readonly adoption: Adoption;
  /** What the bars count, above the axis. */
  readonly unit: string;
  /** Colour of the band that is chosen. */
  readonly chosen?: string | undefined;
  /** None: the bands are no buttons. */
  readonly onChoose?: ((color: BandColor) => void) | undefined;
  readonly height?: number;
}) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const id = useId();
  const step = (width - LEFT) / Math.max(1, adoption.bars.length);
  const bottom = height - FOOT;
  const y = (people: number): number => bottom - (people / adoption.axis.max) * (bottom - TOP);
  const every = Math.max(1, Math.ceil(26 / Math.max(step, 1)));
  return (
    <>
      <div className={css.bands}>
        {adoption.bands.map((band) => (
          <button
            key={band.label}
            type="button"
            className={css.band}
            disabled={onChoose === undefined}
            aria-pressed={onChoose ? chosen === band.color : undefined}
            title={onChoose ? 'Click to show these people in the table' : undefined}
            style={{ '--band': `var(--fd-bands-${band.color})` } as CSSProperties}
            onClick={() => onChoose?.(band.color)}
          >
            <b>{formatCount(band.people)}</b>
            <span>{band.label}</span>
            {band.from} – {band.to}
          </button>
        ))}
      </div>
      <div className="fd-unit">{unit}</div>
      <div ref={ref} className="fd-plot" style={{ minHeight: height }}>
        {width > 0 ? (
          <svg height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
            <defs>
              <Hatch id={id} color="--fd-bands-low" ground="var(--fd-band-soft-low)" />
            </defs>
            {adoption.axis.ticks.map((tick) => (
              <g key={tick}>
                <line
                  x1={LEFT}
                  x2={width}
                  y1={y(tick)}
                  y2={y(tick)}
                  stroke={tick === 0 ? 'var(--fd-axis)' : 'var(--fd-grid)'}
                />
                <text x={0} y={y(tick) + 4}>
                  {formatTick(tick, 'people')}
                </text>
              </g>
            ))}
            {adoption.bars.map((bar, index) => (
              <g key={bar.from}>
                {bar.people > 0 ? (
                  <rect
                    x={LEFT + index * step + step * 0.08}
                    y={y(bar.people)}
                    width={step * 0.84}
                    height={bottom - y(bar.people)}
                    rx={Math.min(2, step / 4)}
                    fill={bar.none ? `url(#${id})` : `var(--fd-bands-${bar.color})`}
                  />
                ) : null}
                {index % every === 0 ? (
                  <text x={LEFT + (index + 0.5) * step} y={bottom + 15} textAnchor="middle">
                    {bar.from}
                  </text>
                ) : null}
              </g>
            ))}
          </svg>
        ) : null}
      </div>
    </>
  );
}
