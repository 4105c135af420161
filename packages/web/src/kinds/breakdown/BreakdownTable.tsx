import type { CSSProperties } from 'react';
import { headOf } from '../../table/head-of.ts';
import { MOST_TICKED } from '../../table/use-ticked.ts';
import { entitiesOf } from '../../theme/entities.ts';
import { Sparkline } from '../tile/draw.tsx';
import type { Breakdown, BreakdownCell, BreakdownOrder, BreakdownRow } from './prepare.ts';

/** Columns whose change stands beside them. */
const WITH_CHANGE: ReadonlySet<string> = new Set([
  'active_users',
  'generating_users',
  'completions_accepted',
  'accepted',
  'completion_acceptance_rate',
  'acceptance_rate',
]);

interface Props {
  readonly table: Breakdown;
  readonly name: string;
  /** What the first column names. */
  readonly first: string;
  readonly dimension: string;
  readonly order: BreakdownOrder;
  readonly onOrder: (key: string) => void;
  readonly onPick: (row: BreakdownRow, exclude: boolean) => void;
  readonly maxHeight: number;
  readonly ticked: readonly string[];
  readonly onTick: (value: string) => void;
  /** Twelve weeks of a value, of all together for null; null where they are not loaded. */
  readonly weeksOf: (value: string | null) => readonly (number | null)[] | null;
}

/** The rows of a dimension, all together first; a click filters, a tick draws it over time. */
export function BreakdownTable(props: Props) {
  const { table, name, first, order, onOrder, onPick, maxHeight } = props;
  const aria = (key: string): 'ascending' | 'descending' | undefined =>
    order.key === key ? (order.descending ? 'descending' : 'ascending') : undefined;
  const arrow = (key: string): string => ({ ascending: ' ↑', descending: ' ↓', none: '' })[aria(key) ?? 'none'];
  const changed = (metric: string): boolean => table.compared && WITH_CHANGE.has(metric);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="fd-table-wrap" style={{ maxHeight }} tabIndex={0} aria-label={`${name}, table`}>
      <table className="fd-table fd-breakdown">
        <thead>
          <tr>
            <th scope="col" aria-sort={aria('name')}>
              <button type="button" onClick={() => onOrder('name')}>
                {first}
                {arrow('name')}
              </button>
            </th>
            {table.metrics.flatMap((metric) => [
              <th key={metric.name} scope="col" aria-sort={aria(metric.name)} title={metric.definition}>
                <button type="button" onClick={() => onOrder(metric.name)}>
                  {headOf(metric)}
                  {arrow(metric.name)}
                </button>
              </th>,
              changed(metric.name) ? (
                <th key={`${metric.name}-change`} scope="col" className="fd-change-column">
                  change
                </th>
              ) : null,
            ])}
            <th scope="col" data-text="true" title="Accepted, the last twelve whole weeks">
              12 weeks
            </th>
          </tr>
        </thead>
        <tbody>
          {table.total ? (
            <tr className="fd-total-row">
              <th scope="row">{table.total.label}</th>
              <Cells row={table.total} table={table} changed={changed} />
              <Weeks values={props.weeksOf(null)} />
            </tr>
          ) : null}
          {table.rows.map((row) => (
            // The name in the row is the button a keyboard uses.
            <tr key={row.value} className="fd-pick-row" onClick={(event) => onPick(row, event.shiftKey)}>
              <th scope="row">
                <Tick row={row} {...props} />
                <button type="button" className="fd-namelink" title="Click to filter, Shift and click to leave out">
                  {row.label}
                </button>
              </th>
              <Cells row={row} table={table} changed={changed} />
              <Weeks values={props.weeksOf(row.value)} />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Ticking draws a value in its own colour in the chart below. */
function Tick({
  row,
  dimension,
  ticked,
  onTick,
}: { readonly row: BreakdownRow } & Pick<Props, 'dimension' | 'ticked' | 'onTick'>) {
  const { value } = row;
  if (value === null || row.unknown) return <span className="fd-tick-place" />;
  const at = ticked.indexOf(value);
  const color = at < 0 ? undefined : entitiesOf(dimension, ticked)[at]?.color;
  return (
    <input
      type="checkbox"
      className="fd-row-tick"
      checked={at >= 0}
      disabled={at < 0 && ticked.length >= MOST_TICKED}
      aria-label={`Show ${row.label} over time`}
      style={color ? ({ accentColor: `var(${color})` } as CSSProperties) : undefined}
      onClick={(event) => event.stopPropagation()}
      onChange={() => onTick(value)}
    />
  );
}

function Weeks({ values }: { readonly values: readonly (number | null)[] | null }) {
  return (
    <td data-text="true" className="fd-weeks">
      {values ? <Sparkline values={values} color="--fd-metric-accepted" provisionalFrom={values.length} /> : null}
    </td>
  );
}

function Cells({
  row,
  table,
  changed,
}: {
  readonly row: BreakdownRow;
  readonly table: Breakdown;
  readonly changed: (metric: string) => boolean;
}) {
  return table.metrics.flatMap((metric, index) => {
    const cell = row.cells[index];
    return [
      <td key={metric.name} data-none={cell?.text === '–'}>
        {cell?.text}
      </td>,
      changed(metric.name) ? (
        <td key={`${metric.name}-change`} className="fd-change-column">
          {cell ? <ChangeText cell={cell} good={metric.better === 'up'} /> : null}
        </td>
      ) : null,
    ];
  });
}

function ChangeText({ cell, good }: { readonly cell: BreakdownCell; readonly good: boolean }) {
  const { change } = cell;
  if (!change) return null;
  const tone = !good || change.direction === 0 ? 'neutral' : change.direction > 0 ? 'good' : 'bad';
  return (
    <span data-tone={tone} title={`from ${change.from}`}>
      {change.direction === 0 ? '0.0' : change.text}
    </span>
  );
}
