import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { formatCount, tickWriter } from '../../format/format.ts';
import { labelRoom, linear, placesOf } from '../../plot/axis/scale.ts';
import { labelledSteps } from '../../plot/axis/steps.ts';
import { EndLabels } from '../../plot/marks/EndLabels.tsx';
import { Grid } from '../../plot/marks/Grid.tsx';
import { StepLabels } from '../../plot/marks/StepLabels.tsx';
import { Plot } from '../../plot/point/Plot.tsx';
import { Tooltip } from '../../plot/point/Tooltip.tsx';
import { walk } from '../../plot/point/walk.ts';
import { type Layer, stackOf } from '../../plot/shape/stack.ts';
import { useWidth } from '../../plot/use-width.ts';
import * as lists from '../../text/kinds/lists.ts';
import * as words from '../../text/kinds/seats.ts';
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
const BAR_SHARE = 0.72;

/** Seats as stacked bars, capped by their total; named at their end where there is room. */
export function SeatStackPlot({ chart, grain, height, name, onPick }: Props) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const [at, setAt] = useState<number | null>(null);
  const { bars, axis } = chart;
  const labels = axis.ticks.map(tickWriter(axis.ticks, 'seats'));
  const left = labelRoom(labels);
  const right = width - (width >= 480 && chart.last >= 0 ? END_WIDTH : 2);
  const bottom = height - FOOT;
  const places = placesOf(bars.length, [left, right]);
  const y = linear([0, axis.max], [bottom, TOP]);
  const layers = stackOf(SEAT_PARTS.map((_, place) => bars.map(({ parts }) => parts[place] ?? 0)));
  const details = at === null ? null : chart.detailsAt(at);
  const point = (event: PointerEvent<HTMLDivElement>): void =>
    setAt(places.indexAt(event.clientX - event.currentTarget.getBoundingClientRect().left));
  const press = (event: KeyboardEvent<HTMLDivElement>): void => {
    const next = walk(event.key, at, bars.length - 1);
    if (next !== undefined) setAt(next);
    else if (event.key === 'Enter' && at !== null) onPick(at);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <Plot
      ref={ref}
      height={height}
      label={lists.arrowKeys({ name })}
      details={details}
      isPickable={at !== null}
      onPointerMove={point}
      onPointerDown={point}
      onPointerLeave={() => setAt(null)}
      onBlur={() => setAt(null)}
      onKeyDown={press}
      onClick={() => at !== null && onPick(at)}
    >
      {width > 0 ? (
        <svg height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
          <Grid
            lines={axis.ticks.map((tick, index) => ({ y: y(tick), label: labels[index] ?? '', isZero: tick === 0 }))}
            left={left}
            right={right}
          />
          <StepLabels
            labels={labelledSteps(
              bars.map(({ step }) => step),
              grain,
              places.width,
            ).map((index) => ({ x: places.centers[index] ?? 0, label: bars[index]?.step.tick ?? '' }))}
            bottom={bottom}
          />
          {at === null ? null : (
            <rect x={places.starts[at]} y={TOP} width={places.width} height={bottom - TOP} fill="var(--fd-hover)" />
          )}
          {bars.map((bar, index) =>
            bar.total === null ? null : (
              <StackedBar
                key={bar.step.key}
                x={(places.centers[index] ?? 0) - (places.width * BAR_SHARE) / 2}
                width={places.width * BAR_SHARE}
                layers={layers.map((layer) => layer[index] ?? [0, 0])}
                y={y}
              />
            ),
          )}
          {width >= 480 ? <EndLabels ends={endsOf(chart, layers, y)} x={right + 6} /> : null}
        </svg>
      ) : null}
      {details && at !== null ? (
        <Tooltip details={details} x={places.centers[at] ?? 0} width={width} top={TOP} />
      ) : null}
    </Plot>
  );
}

function StackedBar({
  x,
  width,
  layers,
  y,
}: {
  readonly x: number;
  readonly width: number;
  readonly layers: readonly Layer[];
  readonly y: (value: number) => number;
}) {
  const top = y(layers.at(-1)?.[1] ?? 0);
  return (
    <g>
      {layers.map(([below, above], place) => {
        const look = SEAT_PARTS[place];
        return above > below && look ? (
          <rect key={look.metric} x={x} width={width} y={y(above)} height={y(below) - y(above)} fill={look.fill} />
        ) : null;
      })}
      <line x1={x} x2={x + width} y1={top} y2={top} stroke="var(--fd-metric-people-strong)" strokeWidth="2" />
    </g>
  );
}

/** What the last bar is made of, moved apart so that no two words meet. */
function endsOf({ bars, last }: SeatStack, layers: readonly (readonly Layer[])[], y: (value: number) => number) {
  const bar = bars[last];
  if (!bar || bar.total === null) return [];
  const wanted = layers.map((layer, place) => {
    const [below, above] = layer[last] ?? [0, 0];
    const text = `${formatCount(above - below)} ${SEAT_PARTS[place]?.short ?? ''}`;
    return { text, y: y((below + above) / 2) + 4, strong: false };
  });
  const placed: { text: string; y: number; strong: boolean }[] = [];
  for (const end of [
    ...wanted,
    { text: words.seats({ count: formatCount(bar.total) }), y: y(bar.total) + 4, strong: true },
  ]) {
    const before = placed.at(-1)?.y ?? Number.POSITIVE_INFINITY;
    placed.push({ ...end, y: Math.min(end.y, before - END_GAP) });
  }
  return placed;
}
