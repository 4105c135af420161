import { findDimension } from '@flightdeck/catalog';
import { panelQuery } from '@flightdeck/query';
import { useState } from 'react';
import {
  type Breakdown,
  type BreakdownCell,
  type BreakdownOrder,
  type BreakdownRow,
  prepareBreakdown,
} from '../charts/prepare-breakdown.ts';
import { csvOf, downloadCsv } from '../data/csv.ts';
import { formatCount } from '../format/format.ts';
import { Icon } from '../frame/icons.tsx';
import { useToast } from '../frame/toast.tsx';
import { pluralOf } from '../theme/entities.ts';
import { usePhone } from '../view/use-phone.ts';
import type { PanelProps } from './AnyPanel.tsx';
import { usePage, usePanelActions } from './context.ts';
import { PanelCard } from './PanelCard.tsx';

/** Short heads of the columns; the title tells the whole name. */
const HEADS: Readonly<Record<string, string>> = {
  generated: 'Suggested',
  accepted: 'Accepted',
  acceptance_rate: 'Rate',
  completion_acceptance_rate: 'Rate',
  completions_lines_suggested: 'Lines suggested',
  completions_lines_accepted: 'Lines accepted',
  loc_suggested_to_add: 'Lines suggested',
  loc_added: 'Lines added',
  lines_acceptance_rate: 'Rate by lines',
};
/** Columns whose change is shown beside them. */
const WITH_CHANGE = /^(active_users|generating_users|.*accepted|.*acceptance_rate)$/;

/** Every value of a dimension with its numbers: sorted, searched, saved as CSV; a click filters by the row. */
export default function BreakdownPanel({ panel, loaded, choice, large = false }: PanelProps) {
  const { asked } = usePage();
  const actions = usePanelActions();
  const toast = useToast();
  const phone = usePhone();
  const dimension = panel.by[0] ?? 'team';
  const plural = pluralOf(dimension);
  const [order, setOrder] = useState<BreakdownOrder>({ key: panel.metrics[2] ?? 'name', descending: true });
  const [search, setSearch] = useState('');
  const save = (): void => {
    csvOf(panelQuery(panel, asked, choice))
      .then((text) => downloadCsv(`${panel.page}.csv`, text))
      .catch(() => toast({ text: 'The CSV could not be made; the server did not answer.' }));
  };
  return (
    <PanelCard
      panel={panel}
      loaded={loaded}
      choice={choice}
      large={large}
      height={320}
      switches={
        <>
          <span className="fd-search">
            <Icon name="search" />
            <input
              type="search"
              placeholder={findDimension(dimension)?.label ?? dimension}
              aria-label={`Search ${plural} by name`}
              value={search}
              onChange={(event) => setSearch(event.target.value)}
            />
            <kbd className="fd-kbd">/</kbd>
          </span>
          <button type="button" className="fd-button" onClick={save}>
            <Icon name="download" /> CSV
          </button>
        </>
      }
      body={(result) => {
        const table = prepareBreakdown(
          result,
          dimension,
          panel.metrics,
          order,
          search,
          `All ${plural}, each person once`,
        );
        const pick = (row: BreakdownRow, exclude: boolean): void => {
          if (row.value !== null) actions.filter(dimension, row.value, exclude);
        };
        return {
          empty:
            table.all === 0
              ? `No ${plural} were reported for these days and filters.`
              : table.rows.length === 0
                ? `No ${(findDimension(dimension)?.label ?? dimension).toLowerCase()} matches “${search.trim()}”.`
                : null,
          content: phone ? (
            <PhoneRows table={table} onPick={pick} />
          ) : (
            <Rows
              table={table}
              name={panel.title}
              first={findDimension(dimension)?.label ?? dimension}
              order={order}
              onOrder={(key) => setOrder({ key, descending: order.key === key ? !order.descending : key !== 'name' })}
              onPick={pick}
              maxHeight={large ? 900 : 560}
            />
          ),
          foot: (
            <>
              <span>
                {formatCount(table.rows.length)} of {formatCount(table.all)} rows
              </span>
              {result.comparison && !phone ? <span>Small numbers: change against the period compared with</span> : null}
            </>
          ),
        };
      }}
    />
  );
}

interface RowsProps {
  readonly table: Breakdown;
  readonly name: string;
  readonly first: string;
  readonly order: BreakdownOrder;
  readonly onOrder: (key: string) => void;
  readonly onPick: (row: BreakdownRow, exclude: boolean) => void;
  readonly maxHeight: number;
}

function Rows({ table, name, first, order, onOrder, onPick, maxHeight }: RowsProps) {
  const aria = (key: string): 'ascending' | 'descending' | undefined =>
    order.key === key ? (order.descending ? 'descending' : 'ascending') : undefined;
  const arrow = (key: string): string => ({ ascending: ' ↑', descending: ' ↓', none: '' })[aria(key) ?? 'none'];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="fd-table-wrap" style={{ maxHeight }} tabIndex={0} aria-label={`${name}, table`}>
      <table className="fd-table">
        <thead>
          <tr>
            <th scope="col" aria-sort={aria('name')}>
              <button type="button" onClick={() => onOrder('name')}>
                {first}
                {arrow('name')}
              </button>
            </th>
            {table.metrics.map((metric) => (
              <th key={metric.name} scope="col" aria-sort={aria(metric.name)} title={metric.definition}>
                <button type="button" onClick={() => onOrder(metric.name)}>
                  {HEADS[metric.name] ?? metric.label}
                  {arrow(metric.name)}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.total ? (
            <tr className="fd-total-row">
              <th scope="row">{table.total.label}</th>
              <Cells row={table.total} table={table} />
            </tr>
          ) : null}
          {table.rows.map((row) => (
            // The name in the row is the button a keyboard uses.
            <tr key={row.value} className="fd-pick-row" onClick={(event) => onPick(row, event.shiftKey)}>
              <th scope="row">
                <button type="button" className="fd-namelink" title="Click to filter, Shift and click to leave out">
                  {row.label}
                </button>
              </th>
              <Cells row={row} table={table} />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cells({ row, table }: { readonly row: BreakdownRow; readonly table: Breakdown }) {
  return table.metrics.map((metric, index) => {
    const cell = row.cells[index];
    return (
      <td key={metric.name} data-none={cell?.text === '–'}>
        {cell?.text}
        {cell && WITH_CHANGE.test(metric.name) ? <ChangeText cell={cell} good={metric.better === 'up'} /> : null}
      </td>
    );
  });
}

function ChangeText({ cell, good }: { readonly cell: BreakdownCell; readonly good: boolean }) {
  const { change } = cell;
  if (!change) return null;
  const tone = !good || change.direction === 0 ? 'neutral' : change.direction > 0 ? 'good' : 'bad';
  return (
    <span className="fd-cell-change" data-tone={tone} title={`from ${change.from}`}>
      {change.direction === 0 ? '±0' : change.text}
    </span>
  );
}

/** On the phone a value is two lines: its name and rate, then what was accepted and by how many. */
function PhoneRows({ table, onPick }: Pick<RowsProps, 'table' | 'onPick'>) {
  const place = (end: RegExp): number => table.metrics.findIndex((metric) => end.test(metric.name));
  const [people, suggested, accepted, rate] = [0, place(/generated$/), place(/accepted$/), place(/acceptance_rate$/)];
  const rows = table.total ? [table.total, ...table.rows] : table.rows;
  return (
    <ul className="fd-breakdown-items">
      {rows.map((row) => (
        <li key={row.value ?? ''}>
          {row.value === null ? (
            <b>{row.label}</b>
          ) : (
            <button type="button" className="fd-namelink" onClick={(event) => onPick(row, event.shiftKey)}>
              {row.label}
            </button>
          )}
          <b>{row.cells[rate]?.text}</b>
          <span>
            {row.cells[accepted]?.text} of {row.cells[suggested]?.text} accepted
          </span>
          <span>{row.cells[people]?.text} people</span>
        </li>
      ))}
    </ul>
  );
}
