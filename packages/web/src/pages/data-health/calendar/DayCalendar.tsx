import { type KeyboardEvent, useId, useState } from 'react';
import { formatLongDay, formatRange, monthName } from '../../../format/format.ts';
import { LegendRow } from '../../../plot/legend/Legend.tsx';
import { Hatch } from '../../../plot/marks/Hatch.tsx';
import { Plot } from '../../../plot/point/Plot.tsx';
import { walk } from '../../../plot/point/walk.ts';
import { useWidth } from '../../../plot/use-width.ts';
import * as text from '../../../text/pages/data-health.ts';
import css from './days.module.css';
import type { Calendar, Cell, CellState } from './prepare-calendar.ts';

/** What each state is called. */
export const STATE_WORDS: Readonly<Record<CellState, string>> = text.states;

const LABELS = 172;
const ROW = 24;
const HEAD = 18;
const BOX = 17;

/** Rows of reports, columns of days; a click or Enter opens the day. Arrow keys move. */
export function DayCalendar({
  calendar,
  onPick,
}: {
  readonly calendar: Calendar;
  readonly onPick: (column: number) => void;
}) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const [at, setAt] = useState<number | null>(null);
  const id = useId();
  const step = Math.max(5, (Math.max(width, 640) - LABELS - 2) / Math.max(1, calendar.columns.length));
  const lines = calendar.scopes.flatMap((scope) => [
    { id: scope.scope, kind: 'scope' as const, label: scope.label, cells: [] as readonly Cell[] },
    ...scope.rows.map((row) => ({
      id: `${scope.scope} ${row.report}`,
      kind: 'report' as const,
      label: row.report,
      cells: row.cells,
    })),
  ]);
  const height = HEAD + lines.length * ROW;
  const press = (event: KeyboardEvent): void => {
    const next = walk(event.key, at, calendar.columns.length - 1);
    if (next !== undefined) setAt(next);
    else if (event.key === 'Enter' && at !== null) onPick(at);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const column = at === null ? undefined : calendar.columns[at];
  const said = column
    ? `${column.from === column.to ? formatLongDay(column.from) : formatRange(column)}: ${worstWords(calendar, at ?? 0)}`
    : '';
  return (
    <Plot ref={ref} className={css.root} label={text.calendar} details={said} onKeyDown={press}>
      {width > 0 ? (
        <svg
          width={LABELS + step * calendar.columns.length + 2}
          height={height}
          style={{ width: 'auto' }}
          aria-hidden="true"
          focusable="false"
        >
          <defs>
            <Hatch id={`${id}p`} color="--fd-provisional" />
          </defs>
          {calendar.columns.map((day, index) => {
            const x = LABELS + index * step;
            const starts = index === 0 || monthName(day.from) !== monthName(calendar.columns[index - 1]?.from ?? '');
            const room = index > 0 || Number(day.from.slice(8)) <= 25;
            return starts ? (
              <g key={day.from}>
                {index > 0 ? (
                  <line x1={x - 0.5} x2={x - 0.5} y1={4} y2={height} stroke="var(--fd-line-strong)" />
                ) : null}
                {room ? (
                  <text x={x + 3} y={11}>
                    {monthName(day.from)}
                  </text>
                ) : null}
              </g>
            ) : null;
          })}
          {lines.map((line, row) => {
            const y = HEAD + row * ROW;
            return (
              <g key={line.id}>
                <text
                  className={line.kind === 'scope' ? css.scope : css.report}
                  x={line.kind === 'scope' ? 0 : 10}
                  y={y + 14}
                >
                  {line.label}
                </text>
                {line.cells.map((cell, index) => (
                  <CellMark
                    key={cell.from}
                    state={cell.state}
                    x={LABELS + index * step}
                    y={y + 1}
                    width={Math.max(2, step - 1.2)}
                    hatch={`url(#${id}p)`}
                  />
                ))}
              </g>
            );
          })}
          {calendar.columns.map((day, index) => (
            // biome-ignore lint/a11y/noStaticElementInteractions: the keyboard way is the group's arrow keys
            <rect
              key={day.from}
              x={LABELS + index * step - 0.6}
              y={HEAD - 4}
              width={step}
              height={height - HEAD + 4}
              rx={3}
              fill="transparent"
              stroke={index === at ? 'var(--fd-accent)' : 'none'}
              strokeWidth="1.5"
              style={{ cursor: 'pointer' }}
              onPointerEnter={() => setAt(index)}
              onClick={() => onPick(index)}
            />
          ))}
        </svg>
      ) : null}
    </Plot>
  );
}

function worstWords(calendar: Calendar, column: number): string {
  return calendar.scopes
    .flatMap((scope) => scope.rows.map((row) => `${row.report} ${STATE_WORDS[row.cells[column]?.state ?? 'before']}`))
    .join(', ');
}

/** One cell; the shape shows the state without colour. */
function CellMark({
  state,
  x,
  y,
  width,
  hatch,
}: {
  readonly state: CellState;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly hatch: string;
}) {
  const middle = x + width / 2;
  if (state === 'before')
    return <line x1={x} x2={x + width + 1} y1={y + BOX / 2} y2={y + BOX / 2} stroke="var(--fd-day-state-before)" />;
  if (state === 'empty')
    return (
      <rect
        x={middle - Math.min(3, width / 2 - 0.5)}
        y={y + BOX / 2 - 2.5}
        width={Math.min(6, width - 1)}
        height={5}
        rx={1}
        fill="none"
        stroke="var(--fd-day-state-empty)"
      />
    );
  if (state === 'provisional')
    return (
      <rect
        x={x + 0.5}
        y={y + 0.5}
        width={width - 1}
        height={BOX - 1}
        rx={2}
        fill={hatch}
        stroke="var(--fd-day-state-provisional)"
      />
    );
  if (state === 'missing')
    return (
      <g stroke="var(--fd-day-state-missing)" strokeWidth="1.4" fill="none">
        <rect x={x + 0.7} y={y + 0.7} width={Math.max(1, width - 1.4)} height={BOX - 1.4} rx={2} />
        {width >= 6 ? <path d={`M${middle - 1.8} ${y + BOX / 2 - 1.8}l3.6 3.6m0 -3.6l-3.6 3.6`} /> : null}
      </g>
    );
  if (state === 'failed')
    return (
      <g>
        <rect x={x} y={y} width={width} height={BOX} rx={2} fill="var(--fd-day-state-failed)" />
        <path d={`M${middle} ${y + 4}v5.5m0 2v1.6`} stroke="var(--fd-surface)" strokeWidth="1.7" />
      </g>
    );
  return (
    <g>
      <rect x={x} y={y} width={width} height={BOX} rx={2} fill="var(--fd-day-state-present)" />
      {state === 'restated' ? <rect x={x} y={y} width={width} height={5} fill="var(--fd-day-state-restated)" /> : null}
    </g>
  );
}

/** The states as a legend. */
export function CalendarLegend() {
  const id = useId();
  return (
    <LegendRow>
      {(Object.keys(STATE_WORDS) as CellState[]).map((state) => (
        <li key={state}>
          <svg width="10" height="17" aria-hidden="true" focusable="false">
            <defs>
              <Hatch id={`${id}l`} color="--fd-provisional" />
            </defs>
            <CellMark state={state} x={0} y={0} width={9} hatch={`url(#${id}l)`} />
          </svg>
          {STATE_WORDS[state]}
        </li>
      ))}
    </LegendRow>
  );
}
