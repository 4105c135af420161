import { type CSSProperties, type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import { formatValue } from '../../format/format.ts';
import { stateOf } from '../../plot/axis/steps.ts';
import { LegendRow } from '../../plot/legend/Legend.tsx';
import type { Details } from '../../plot/point/details.ts';
import { readAloud } from '../../plot/point/details.ts';
import { Tooltip } from '../../plot/point/Tooltip.tsx';
import { useWidth } from '../../plot/use-width.ts';
import * as words from '../../text/kinds/heatmap.ts';
import * as lists from '../../text/kinds/lists.ts';
import * as shared from '../../text/kinds/shared.ts';
import css from './heatmap.module.css';
import type { HeatCell, Heatmap as Model } from './prepare.ts';

interface Props {
  readonly model: Model;
  readonly name: string;
  readonly phone: boolean;
  readonly onRow: (value: string, exclude: boolean) => void;
  readonly onCell: (value: string | null, from: string, to: string) => void;
}

/** Where a reader is: row and column. */
type Place = readonly [row: number, column: number];

const LABEL = 124;
const TOTAL = 66;
/** Cells at least this wide print their value. */
const PRINTED_FROM = 27;
const WIDEST = 46;
const NARROWEST = 9;
const PHONE_COLUMNS = 9;
const PHONE_LABEL = 92;

/** A grid of colours with its numbers: arrows move among cells, Enter and click filter, narrower than its columns it scrolls. */
export function Heatmap({ model, name, phone, onRow, onCell }: Props) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const grid = useRef<HTMLTableElement>(null);
  const [at, setAt] = useState<Place | null>(null);
  const [focus, setFocus] = useState<Place>([0, 0]);
  const [tip, setTip] = useState<{ readonly x: number; readonly y: number } | null>(null);
  const columns = Math.max(1, model.steps.length);
  const label = phone ? PHONE_LABEL : LABEL;
  const cell = phone
    ? Math.max(PRINTED_FROM, Math.floor((width - label) / Math.min(columns, PHONE_COLUMNS)))
    : Math.min(WIDEST, Math.max(NARROWEST, Math.floor((width - label - TOTAL) / columns)));
  useLayoutEffect(() => {
    // The newest days are what a phone shows first.
    if (ref.current && width > 0) ref.current.scrollLeft = ref.current.scrollWidth;
  }, [ref, width]);

  const move = (event: KeyboardEvent<HTMLTableElement>): void => {
    const [row, column] = focus;
    const ways = new Map<string, Place>([
      ['ArrowRight', [row, Math.min(columns - 1, column + 1)]],
      ['ArrowLeft', [row, Math.max(0, column - 1)]],
      ['ArrowDown', [Math.min(model.rows.length - 1, row + 1), column]],
      ['ArrowUp', [Math.max(0, row - 1), column]],
      ['Home', [row, 0]],
      ['End', [row, columns - 1]],
    ]);
    const next = ways.get(event.key);
    if (event.key === 'Escape') setAt(null);
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    setFocus(next);
    grid.current?.querySelector<HTMLElement>(`[data-place="${next[0]}-${next[1]}"]`)?.focus();
  };
  const point = (element: HTMLElement, place: Place): void => {
    const box = ref.current?.getBoundingClientRect();
    const own = element.getBoundingClientRect();
    if (box) setTip({ x: own.left - box.left + own.width / 2, y: own.bottom - box.top + 6 });
    setAt(place);
  };
  const details = at ? detailsOf(model, at) : null;
  const style = { '--fd-cell': `${cell}px`, '--fd-label': `${label}px` } as CSSProperties;
  return (
    <div className={css.wrap} onPointerLeave={() => setAt(null)}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section ref={ref} className={css.scroll} tabIndex={0} aria-label={words.scrolls({ name })}>
        {width > 0 ? (
          <table
            ref={grid}
            className={css.root}
            style={style}
            data-printed={cell >= PRINTED_FROM}
            aria-label={words.arrowKeys({ name })}
            onKeyDown={move}
          >
            <Head model={model} cell={cell} />
            <tbody>
              {model.rows.map((row, r) => (
                <tr key={row.label}>
                  <th scope="row" data-unknown={row.value === null}>
                    {row.value === null ? (
                      row.label
                    ) : (
                      <button
                        type="button"
                        title={shared.pick}
                        onClick={(event) => onRow(row.value ?? '', event.shiftKey)}
                      >
                        {row.label}
                      </button>
                    )}
                  </th>
                  {row.cells.map((square, c) => {
                    const step = model.steps[c];
                    return (
                      <td key={step?.key} data-provisional={step?.provisional}>
                        <button
                          type="button"
                          tabIndex={focus[0] === r && focus[1] === c ? 0 : -1}
                          data-place={`${r}-${c}`}
                          data-low={square.low}
                          data-blank={square.value === null}
                          style={paintOf(model, square)}
                          onPointerEnter={(event) => point(event.currentTarget, [r, c])}
                          onFocus={(event) => {
                            setFocus([r, c]);
                            point(event.currentTarget, [r, c]);
                          }}
                          onBlur={() => setAt(null)}
                          onClick={() => step && onCell(row.value, step.from, step.to)}
                        >
                          <span className="fd-hidden">
                            {words.cell({
                              row: row.label,
                              step: step?.label ?? '',
                              value: square.value === null ? shared.noData : formatValue(square.value, model.unit),
                            })}
                          </span>
                          {square.low || cell < PRINTED_FROM ? null : (
                            // Rounded to fit; what is read aloud is the whole number.
                            <span aria-hidden="true">{square.text}</span>
                          )}
                        </button>
                      </td>
                    );
                  })}
                  <td className={css.total}>{row.total}</td>
                </tr>
              ))}
            </tbody>
          </table>
        ) : null}
      </section>
      {details && tip ? <Tooltip details={details} x={tip.x} width={width} top={tip.y} /> : null}
      <span className="fd-hidden" aria-live="polite">
        {details ? readAloud(details) : ''}
      </span>
    </div>
  );
}

/** Months above, days or the first days of weeks below; as many as have room. */
function Head({ model, cell }: { readonly model: Model; readonly cell: number }) {
  const every = Math.max(1, Math.ceil((model.grain === 'day' ? 20 : 26) / cell));
  return (
    <thead>
      <tr>
        <td className={css.corner} />
        {model.months.map((month) => (
          <td key={`${month.label}${month.steps}`} colSpan={month.steps} className={css.month}>
            <span>{month.steps * cell > 30 ? month.label : ''}</span>
          </td>
        ))}
        <td />
      </tr>
      <tr>
        <td className={css.corner} />
        {model.steps.map((step, index) => (
          <th key={step.key} scope="col" data-provisional={step.provisional} data-weekend={step.weekend}>
            <span className="fd-hidden">{step.label}</span>
            <span aria-hidden="true">
              {index % every === 0 ? (model.grain === 'month' ? step.tick : Number(step.from.slice(8))) : ''}
            </span>
          </th>
        ))}
        <th scope="col">{words.range}</th>
      </tr>
    </thead>
  );
}

function paintOf(model: Model, { step, low }: HeatCell): CSSProperties | undefined {
  if (step === null) return undefined;
  const color = `--fd-${model.scale}-${step}`;
  return low
    ? ({ '--fd-dot': `var(${color})` } as CSSProperties)
    : { background: `var(${color})`, color: `var(${color}-text)` };
}

function detailsOf(model: Model, [r, c]: Place): Details | null {
  const [row, step] = [model.rows[r], model.steps[c]];
  const cell = row?.cells[c];
  if (!row || !step || !cell) return null;
  const rows: Details['rows'][number][] = [
    {
      name: row.label,
      value: formatValue(cell.value, model.unit),
      color: cell.step === null ? null : `--fd-${model.scale}-${cell.step}`,
      quiet: false,
    },
  ];
  if (cell.over !== null && cell.under !== null)
    rows.push({
      name: lists.partOf({ part: formatValue(cell.over, 'outputs'), all: formatValue(cell.under, 'outputs') }),
      value: cell.low ? words.few : '',
      color: null,
      quiet: true,
    });
  if (cell.before !== null)
    rows.push({
      name: words.before,
      value: formatValue(cell.before, model.unit),
      color: '--fd-compare',
      quiet: true,
    });
  const deed = row.value === null ? lists.thisOnly(model) : words.rowOnly({ row: row.label, grain: model.grain });
  return {
    title: step.label,
    state: stateOf(step, model.grain),
    rows,
    more: 0,
    deed,
    hint: lists.click({ deed }),
  };
}

/** The scale with its ends in words, and what the small marks mean. */
export function HeatScale({ model }: { readonly model: Model }) {
  const steps = model.scale === 'sequential' ? 10 : 11;
  const low = model.rows.some(({ cells }) => cells.some((cell) => cell.low));
  const blank = model.rows.some(({ cells }) => cells.some((cell) => cell.value === null));
  return (
    <div className={css.scale}>
      <div>
        <div className={css.ramp} aria-hidden="true">
          {Array.from({ length: steps }, (_, index) => `--fd-${model.scale}-${index + 1}`).map((color) => (
            <i key={color} style={{ background: `var(${color})` }} />
          ))}
        </div>
        <div className={css.ends}>
          <span>{model.scale === 'diverging' ? words.orLess({ value: model.ends[0] }) : model.ends[0]}</span>
          <span>{model.middle}</span>
          <span>{model.scale === 'diverging' ? words.orMore({ value: model.ends[1] }) : model.ends[1]}</span>
        </div>
      </div>
      <LegendRow>
        {low ? (
          <li>
            <i className={css.few} /> {words.fewOutputs}
          </li>
        ) : null}
        {blank ? (
          <li>
            <i className={css.none} /> {words.notReported}
          </li>
        ) : null}
      </LegendRow>
    </div>
  );
}
