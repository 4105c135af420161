import { type CSSProperties, useId } from 'react';
import { formatCount, tickWriter } from '../../format/format.ts';
import { linear, placesOf } from '../../plot/axis/scale.ts';
import { Grid } from '../../plot/marks/Grid.tsx';
import { Hatch } from '../../plot/marks/Hatch.tsx';
import { StepLabels } from '../../plot/marks/StepLabels.tsx';
import { Unit } from '../../plot/marks/Unit.tsx';
import { PlotGround } from '../../plot/point/Plot.tsx';
import { useWidth } from '../../plot/use-width.ts';
import * as text from '../../text/kinds/people.ts';
import css from './distribution.module.css';
import type { Adoption, BandColor } from './prepare.ts';

const HEIGHT = 190;
const FOOT = 20;
const LEFT = 30;
const TOP = 8;
const BAR_SHARE = 0.84;

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
  const places = placesOf(adoption.bars.length, [LEFT, width]);
  const barWidth = places.width * BAR_SHARE;
  const bottom = height - FOOT;
  const y = linear([0, adoption.axis.max], [bottom, TOP]);
  const write = tickWriter(adoption.axis.ticks, 'people');
  const every = Math.max(1, Math.ceil(26 / Math.max(places.width, 1)));
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
            title={onChoose ? text.showInTable : undefined}
            style={{ '--band': `var(--fd-bands-${band.color})` } as CSSProperties}
            onClick={() => onChoose?.(band.color)}
          >
            <b>{formatCount(band.people)}</b>
            <span>{band.label}</span>
            {band.from} – {band.to}
          </button>
        ))}
      </div>
      <Unit>{unit}</Unit>
      <PlotGround ref={ref} height={height}>
        {width > 0 ? (
          <svg height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
            <defs>
              <Hatch id={id} color="--fd-bands-low" ground="var(--fd-band-soft-low)" />
            </defs>
            <Grid
              lines={adoption.axis.ticks.map((tick) => ({
                y: y(tick),
                label: write(tick),
                isZero: tick === 0,
              }))}
              left={LEFT}
              right={width}
            />
            {adoption.bars.map((bar, index) =>
              bar.people > 0 ? (
                <rect
                  key={bar.from}
                  x={(places.centers[index] ?? 0) - barWidth / 2}
                  y={y(bar.people)}
                  width={barWidth}
                  height={bottom - y(bar.people)}
                  rx={Math.min(2, places.width / 4)}
                  fill={bar.none ? `url(#${id})` : `var(--fd-bands-${bar.color})`}
                />
              ) : null,
            )}
            <StepLabels
              labels={adoption.bars.flatMap((bar, index) =>
                index % every === 0 ? [{ x: places.centers[index] ?? 0, label: bar.from }] : [],
              )}
              bottom={bottom}
              below={15}
            />
          </svg>
        ) : null}
      </PlotGround>
    </>
  );
}
