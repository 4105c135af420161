import { type KeyboardEvent, type PointerEvent, useId, useMemo, useRef, useState } from 'react';
import { Hatch, softOf, strongOf } from '../marks/Hatch.tsx';
import { detailsAt, readAloud } from '../point/details.ts';
import { seriesNear } from '../point/series-near.ts';
import { Tooltip } from '../point/Tooltip.tsx';
import { useWidth } from '../use-width.ts';
import type { TimeChart } from './chart.ts';
import type { Bar, TimeLayout } from './layout.ts';
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
    const share = (event.clientX - box.left - layout.plot.left) / (layout.plot.right - layout.plot.left);
    const step = share < 0 || share > 1 ? null : Math.min(last, Math.max(0, Math.floor(share * chart.steps.length)));
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
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const lines = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) setAt((now) => (now === null ? (step > 0 ? 0 : last) : Math.min(last, Math.max(0, now + step))));
    else if (lines !== 0 && onPickSeries) {
      setAt((now) => now ?? last);
      setLine((now) => ((now ?? (lines > 0 ? -1 : 0)) + lines + chart.series.length) % chart.series.length);
    } else if (event.key === 'Home') setAt(0);
    else if (event.key === 'End') setAt(last);
    else if (event.key === 'Escape') leave();
    else if (event.key === 'Enter' && at !== null) pick(event.shiftKey);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a chart is a group of marks; fieldset would mean a form
    <div
      ref={ref}
      className="fd-plot"
      data-plot
      style={{ minHeight: height, cursor: onPick && at !== null ? 'pointer' : undefined }}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move between the points
      tabIndex={0}
      role="group"
      aria-label={`${name}. Arrow keys move between points${onPickSeries ? ' and series, Enter filters' : ''}.`}
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
      <span className="fd-hidden" aria-live="polite">
        {details ? readAloud(details) : ''}
      </span>
    </div>
  );
}

/** A rectangle rounded by 2 px at its free end. */
function barPath({ x, y, width, height, end }: Bar): string {
  const r = Math.min(2, width / 2, height);
  return end === 'up'
    ? `M${x},${y + height}V${y + r}q0,${-r} ${r},${-r}H${x + width - r}q${r},0 ${r},${r}V${y + height}z`
    : `M${x},${y}V${y + height - r}q0,${r} ${r},${r}H${x + width - r}q${r},0 ${r},${-r}V${y}z`;
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
  const onLine = at === null || line === null ? null : (layout.heights[line]?.[at] ?? null);
  const id = useId();
  const { plot } = layout;
  const colors = [...new Set(layout.bars.map((bar) => bar.color))];
  const hatch = (color: string): string => `${id}${color}`;
  const fill = (bar: Bar): string => {
    if (bar.paint === 'hatch' || bar.paint === 'hatchSoft') return `url(#${hatch(bar.color)})`;
    return bar.paint === 'soft' ? softOf(bar.color) : strongOf(bar.color);
  };
  return (
    <svg height={layout.height} viewBox={`0 0 ${layout.width} ${layout.height}`} aria-hidden="true" focusable="false">
      <defs>
        {colors.map((color) => (
          <Hatch key={color} id={hatch(color)} color={color} />
        ))}
        <Hatch id={hatch('missing')} color="--fd-day-state-missing" ground="var(--fd-surface)" />
      </defs>
      {layout.bands.map((band) => (
        <g key={`${band.kind}${band.x}`} opacity={band.kind === 'missing' ? 0.45 : 1}>
          <rect
            x={band.x}
            y={band.kind === 'provisional' ? 0 : plot.top}
            width={band.width}
            height={plot.bottom - (band.kind === 'provisional' ? 0 : plot.top)}
            fill={
              band.kind === 'missing'
                ? `url(#${hatch('missing')})`
                : band.kind === 'weekend'
                  ? 'var(--fd-weekend)'
                  : 'var(--fd-provisional-soft)'
            }
          />
          {band.word ? (
            <text className="fd-prov" x={band.x + band.width / 2} y={10} textAnchor="middle">
              {band.word}
            </text>
          ) : null}
        </g>
      ))}
      {layout.grid.map((line) => (
        <g key={line.y}>
          <line
            x1={plot.left}
            x2={plot.right}
            y1={line.y}
            y2={line.y}
            stroke={line.y === layout.zero ? 'var(--fd-axis)' : 'var(--fd-grid)'}
          />
          <text x={0} y={line.y + 4}>
            {line.label}
          </text>
        </g>
      ))}
      {layout.ticks.map((tick) => (
        <g key={tick.x}>
          <line x1={tick.x} x2={tick.x} y1={plot.bottom} y2={plot.bottom + 4} stroke="var(--fd-axis)" />
          <text x={tick.x} y={plot.bottom + 17} textAnchor="middle">
            {tick.label}
          </text>
        </g>
      ))}
      {layout.flags.map((flag) => (
        <g key={flag.letter}>
          <line x1={flag.x} x2={flag.x} y1={16} y2={plot.bottom} stroke="var(--fd-text3)" strokeDasharray="1.5 2.5" />
          <rect
            x={flag.x - 7}
            y={1}
            width={14}
            height={15}
            rx={3}
            fill="var(--fd-surface)"
            stroke="var(--fd-control)"
          />
          <text className="fd-strong" x={flag.x} y={12} textAnchor="middle">
            {flag.letter}
          </text>
        </g>
      ))}
      {layout.target ? (
        <g>
          <line
            x1={plot.left}
            x2={plot.right}
            y1={layout.target.y}
            y2={layout.target.y}
            stroke="var(--fd-target)"
            strokeDasharray="4 3"
          />
          <text x={plot.left + 4} y={layout.target.y - 4}>
            {layout.target.label}
          </text>
        </g>
      ) : null}
      {at !== null ? (
        <line
          x1={layout.centers[at]}
          x2={layout.centers[at]}
          y1={plot.top}
          y2={plot.bottom}
          stroke="var(--fd-control)"
        />
      ) : null}
      {layout.bars.map((bar) => (
        <path key={`${bar.color}${bar.x}${bar.end}`} d={barPath(bar)} fill={fill(bar)} />
      ))}
      {layout.caps.map((cap) => (
        <line
          key={`${cap.color}${cap.x1}`}
          x1={cap.x1}
          x2={cap.x2}
          y1={cap.y}
          y2={cap.y}
          stroke={strongOf(cap.color)}
          strokeWidth="2"
        />
      ))}
      {layout.paths.map((path) => (
        <path
          key={`${path.color}${path.dash}`}
          d={path.d}
          fill="none"
          stroke={strongOf(path.color)}
          strokeWidth={path.width}
          strokeDasharray={path.dash ?? undefined}
          strokeLinejoin="round"
        />
      ))}
      {layout.points.map((mark) => (
        <circle
          key={`${mark.color}${mark.x}`}
          cx={mark.x}
          cy={mark.y}
          r={mark.alone ?? (mark.ring ? 2.6 : 3)}
          fill={mark.alone ? strongOf(mark.color) : 'var(--fd-surface)'}
          stroke={mark.alone ? 'var(--fd-surface)' : mark.ring ? 'var(--fd-text3)' : strongOf(mark.color)}
          strokeWidth={mark.alone || mark.ring ? 1.2 : 1.8}
        />
      ))}
      {onLine === null || at === null ? null : (
        <circle
          cx={layout.centers[at]}
          cy={onLine}
          r="4.5"
          fill="var(--fd-surface)"
          stroke="var(--fd-text)"
          strokeWidth="2"
        />
      )}
      {layout.diamonds.map((x) => (
        <path
          key={x}
          d={`M${x} ${layout.zero - 5.5} l5.5 5.5 -5.5 5.5 -5.5 -5.5z`}
          fill="var(--fd-surface)"
          stroke="var(--fd-day-state-missing)"
          strokeWidth="1.5"
        />
      ))}
      {layout.ends.map((end) => (
        <text key={end.text} className={end.strong ? 'fd-strong' : undefined} x={plot.right + 6} y={end.y}>
          {end.text}
        </text>
      ))}
    </svg>
  );
}
