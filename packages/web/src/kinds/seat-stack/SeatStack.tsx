import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { formatCount, formatTick } from '../../format/format.ts';
import { labelledSteps } from '../../plot/axis/steps.ts';
import { readAloud } from '../../plot/point/details.ts';
import { Tooltip } from '../../plot/point/Tooltip.tsx';
import { useWidth } from '../../plot/use-width.ts';
import type { Grain } from '../../view/range.ts';
import { SEAT_PARTS, type SeatStack } from './prepare.ts';

interface Props {
  readonly chart: SeatStack;
  readonly grain: Grain;
  readonly height: number;
  readonly name: string;
  readonly onPick: (index: number) => void;
}

const TOP = 14;
const FOOT = 22;
const END_WIDTH = 104;
const END_GAP = 15;

/** Seats as stacked bars, capped by their total; named at their end where there is room. */
export function SeatStackPlot({ chart, grain, height, name, onPick }: Props) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const [at, setAt] = useState<number | null>(null);
  const { bars, axis } = chart;
  const labels = axis.ticks.map((tick) => formatTick(tick, 'seats'));
  const left = Math.max(...labels.map((label) => label.length)) * 6.2 + 9;
  const right = width - (width >= 480 && chart.last >= 0 ? END_WIDTH : 2);
  const bottom = height - FOOT;
  const stepWidth = (right - left) / Math.max(1, bars.length);
  const y = (value: number): number => bottom - (value / axis.max) * (bottom - TOP);
  const details = at === null ? null : chart.detailsAt(at);
  const end = bars.length - 1;
  const point = (event: PointerEvent<HTMLDivElement>): void => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const index = Math.floor((x - left) / stepWidth);
    setAt(index >= 0 && index <= end ? index : null);
  };
  const press = (event: KeyboardEvent<HTMLDivElement>): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setAt((now) => (now === null ? (step > 0 ? 0 : end) : Math.min(end, Math.max(0, now + step))));
    } else if (event.key === 'Home') setAt(0);
    else if (event.key === 'End') setAt(end);
    else if (event.key === 'Escape') setAt(null);
    else if (event.key === 'Enter' && at !== null) onPick(at);
    else return;
    event.stopPropagation();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a chart is a group of marks; fieldset would mean a form
    <div
      ref={ref}
      className="fd-plot"
      style={{ minHeight: height, cursor: at === null ? undefined : 'pointer' }}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move between the points
      tabIndex={0}
      role="group"
      aria-label={`${name}. Arrow keys move between points.`}
      onPointerMove={point}
      onPointerDown={point}
      onPointerLeave={() => setAt(null)}
      onBlur={() => setAt(null)}
      onKeyDown={press}
      onClick={() => at !== null && onPick(at)}
    >
      {width > 0 ? (
        <svg height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
          {axis.ticks.map((tick, index) => (
            <g key={tick}>
              <line
                x1={left}
                x2={right}
                y1={y(tick)}
                y2={y(tick)}
                stroke={tick === 0 ? 'var(--fd-axis)' : 'var(--fd-grid)'}
              />
              <text x={0} y={y(tick) + 4}>
                {labels[index]}
              </text>
            </g>
          ))}
          {labelledSteps(
            bars.map(({ step }) => step),
            grain,
            stepWidth,
          ).map((index) => (
            <text key={index} x={left + stepWidth * (index + 0.5)} y={bottom + 17} textAnchor="middle">
              {bars[index]?.step.tick}
            </text>
          ))}
          {at === null ? null : (
            <rect x={left + stepWidth * at} y={TOP} width={stepWidth} height={bottom - TOP} fill="var(--fd-hover)" />
          )}
          {bars.map((bar, index) =>
            bar.total === null ? null : (
              <StackedBar
                key={bar.step.key}
                x={left + stepWidth * (index + 0.14)}
                width={stepWidth * 0.72}
                parts={bar.parts}
                y={y}
              />
            ),
          )}
          {width >= 480 ? <Ends chart={chart} x={right + 6} y={y} /> : null}
        </svg>
      ) : null}
      {details && at !== null ? (
        <Tooltip details={details} x={left + stepWidth * (at + 0.5)} width={width} top={TOP} />
      ) : null}
      <span className="fd-hidden" aria-live="polite">
        {details ? readAloud(details) : ''}
      </span>
    </div>
  );
}

function StackedBar({
  x,
  width,
  parts,
  y,
}: {
  readonly x: number;
  readonly width: number;
  readonly parts: readonly number[];
  readonly y: (value: number) => number;
}) {
  let below = 0;
  const rects = parts.map((part, place) => {
    const from = below;
    below += part;
    const look = SEAT_PARTS[place];
    return part > 0 && look ? (
      <rect key={look.metric} x={x} width={width} y={y(below)} height={y(from) - y(below)} fill={look.fill} />
    ) : null;
  });
  return (
    <g>
      {rects}
      <line x1={x} x2={x + width} y1={y(below)} y2={y(below)} stroke="var(--fd-metric-people-strong)" strokeWidth="2" />
    </g>
  );
}

/** What the last bar is made of, moved apart so that no two words meet. */
function Ends({
  chart,
  x,
  y,
}: {
  readonly chart: SeatStack;
  readonly x: number;
  readonly y: (value: number) => number;
}) {
  const bar = chart.bars[chart.last];
  if (!bar || bar.total === null) return null;
  let below = 0;
  const wanted = bar.parts.map((part, place) => {
    const middle = below + part / 2;
    below += part;
    return { text: `${formatCount(part)} ${SEAT_PARTS[place]?.short ?? ''}`, at: y(middle) + 4, strong: false };
  });
  const placed: { text: string; at: number; strong: boolean }[] = [];
  for (const end of [...wanted, { text: `${formatCount(bar.total)} seats`, at: y(bar.total) + 4, strong: true }]) {
    const before = placed.at(-1)?.at ?? Number.POSITIVE_INFINITY;
    placed.push({ ...end, at: Math.min(end.at, before - END_GAP) });
  }
  return placed.map(({ text, at, strong }) => (
    <text key={text} x={x} y={at} className={strong ? 'fd-strong' : undefined}>
      {text}
    </text>
  ));
}
