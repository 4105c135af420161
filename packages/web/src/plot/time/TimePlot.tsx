import { type KeyboardEvent, type PointerEvent, useId, useMemo, useRef, useState } from 'react';
import * as text from '../../text/plot.ts';
import { Bands } from '../marks/Bands.tsx';
import { Bars, Caps } from '../marks/Bars.tsx';
import { EndLabels } from '../marks/EndLabels.tsx';
import { Grid } from '../marks/Grid.tsx';
import { Hatch } from '../marks/Hatch.tsx';
import { Lines, Points } from '../marks/Lines.tsx';
import { Diamonds, Flags, Target } from '../marks/Notes.tsx';
import { FocusLine, FocusRing } from '../marks/PointFocus.tsx';
import { StepLabels } from '../marks/StepLabels.tsx';
import { detailsAt } from '../point/details.ts';
import { Plot } from '../point/Plot.tsx';
import { seriesNear } from '../point/series-near.ts';
import { Tooltip } from '../point/Tooltip.tsx';
import { walk } from '../point/walk.ts';
import { useWidth } from '../use-width.ts';
import type { TimeChart } from './chart.ts';
import type { TimeLayout } from './layout.ts';
import { layOutTime } from './layout-time.ts';

interface Props {
  readonly chart: TimeChart;
  readonly height: number;
  readonly name: string;
  /** Called with the step a reader clicks or presses Enter on. */
  readonly onPick?: ((index: number) => void) | undefined;
  /** Called with the series a reader clicks on, or chose by arrow keys; none = series stand for nothing to filter by. */
  readonly onPickSeries?: ((id: string, exclude: boolean) => void) | undefined;
}

/** A chart over time: draws its layout, shows a tooltip on the pointer, a tap and arrow keys. */
export function TimePlot({ chart, height, name, onPick, onPickSeries }: Props) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const [point, setAt] = useState<number | null>(null);
  /** A finger has left the point it chose: what a click does may be offered. */
  const [tapped, setTapped] = useState(false);
  const [line, setLine] = useState<number | null>(null);
  /** A finger first shows the point; a click would leave before it could be read. */
  const touched = useRef(false);
  const last = chart.steps.length - 1;
  // Another range may have fewer steps than the one the point was chosen in.
  const at = point !== null && point <= last ? point : null;
  const layout = useMemo(() => (width > 0 ? layOutTime(chart, width, height) : null), [chart, width, height]);
  const details = at === null ? null : detailsAt(chart, at, onPickSeries ? line : null);

  const follow = (event: PointerEvent<HTMLDivElement>): void => {
    touched.current = event.pointerType === 'touch';
    if (!layout) return;
    const box = event.currentTarget.getBoundingClientRect();
    const step = layout.indexAt(event.clientX - box.left);
    setAt(step);
    setLine(step === null || !onPickSeries ? null : seriesNear(layout, step, event.clientY - box.top));
  };
  const pick = (exclude: boolean): void => {
    const series = line === null ? undefined : chart.series[line];
    if (series && onPickSeries) onPickSeries(series.id, exclude);
    else if (at !== null) onPick?.(at);
  };
  const leave = (): void => {
    setTapped(false);
    setAt(null);
    setLine(null);
  };
  const press = (event: KeyboardEvent<HTMLDivElement>): void => {
    const lines = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const next = walk(event.key, at, last);
    if (next === null) leave();
    else if (next !== undefined) setAt(next);
    else if (lines !== 0 && onPickSeries) {
      setAt((now) => now ?? last);
      setLine((now) => ((now ?? (lines > 0 ? -1 : 0)) + lines + chart.series.length) % chart.series.length);
    } else if (event.key === 'Enter' && at !== null) pick(event.shiftKey);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <Plot
      ref={ref}
      height={height}
      label={onPickSeries ? text.arrowKeysEnter({ name }) : text.arrowKeys({ name })}
      details={details}
      isPickable={onPick !== undefined && at !== null}
      onPointerMove={follow}
      onPointerDown={(event) => {
        setTapped(false);
        follow(event);
      }}
      onPointerLeave={(event) => event.pointerType !== 'touch' && leave()}
      onBlur={leave}
      onKeyDown={press}
      onClick={(event) => (touched.current ? setTapped(true) : pick(event.shiftKey))}
    >
      {layout ? <Drawing layout={layout} at={at} line={onPickSeries ? line : null} /> : null}
      {layout && details && at !== null ? (
        <Tooltip
          details={details}
          x={layout.centers[at] ?? 0}
          width={width}
          top={layout.plot.top}
          act={tapped ? () => pick(false) : undefined}
        />
      ) : null}
    </Plot>
  );
}

function Drawing({
  layout,
  at,
  line,
}: {
  readonly layout: TimeLayout;
  readonly at: number | null;
  readonly line: number | null;
}) {
  const id = useId();
  const { plot, zero } = layout;
  const colors = [...new Set(layout.bars.map((bar) => bar.color))];
  const hatch = (color: string): string => `${id}${color}`;
  const hatchOf = (color: string): string => `url(#${hatch(color)})`;
  const x = at === null ? null : (layout.centers[at] ?? null);
  const y = at === null || line === null ? null : (layout.heights[line]?.[at] ?? null);
  return (
    <svg height={layout.height} viewBox={`0 0 ${layout.width} ${layout.height}`} aria-hidden="true" focusable="false">
      <defs>
        {colors.map((color) => (
          <Hatch key={color} id={hatch(color)} color={color} />
        ))}
        <Hatch id={hatch('missing')} color="--fd-day-state-missing" ground="var(--fd-surface)" />
      </defs>
      <Bands bands={layout.bands} top={plot.top} bottom={plot.bottom} missingFill={hatchOf('missing')} />
      <Grid lines={layout.grid} left={plot.left} right={plot.right} />
      <StepLabels labels={layout.ticks} bottom={plot.bottom} isTicked />
      <Flags flags={layout.flags} bottom={plot.bottom} />
      {layout.target ? <Target {...layout.target} left={plot.left} right={plot.right} /> : null}
      {x === null ? null : <FocusLine x={x} top={plot.top} bottom={plot.bottom} />}
      <Bars bars={layout.bars} hatchOf={hatchOf} />
      <Caps caps={layout.caps} />
      <Lines lines={layout.lines} />
      <Points points={layout.points} />
      {x === null || y === null ? null : <FocusRing x={x} y={y} />}
      <Diamonds places={layout.diamonds} y={zero} />
      <EndLabels ends={layout.ends} x={plot.right + 6} />
    </svg>
  );
}
