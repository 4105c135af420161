import { findDimension, findMetric, type Metric } from '@flightdeck/catalog';
import type { ResultRow } from '@flightdeck/query';
import { useDeferredValue, useMemo, useState } from 'react';
import { Card } from '../../card/Card.tsx';
import { How } from '../../card/How.tsx';
import { notReported } from '../../card/not-reported.ts';
import { Since } from '../../card/Since.tsx';
import { csvOf } from '../../data/csv.ts';
import { numberOf } from '../../data/number-of.ts';
import { formatValue, splitValue } from '../../format/format.ts';
import { usePage, usePanelActions } from '../../page/context.ts';
import { headOf } from '../../table/head-of.ts';
import { SaveCsv, SearchBox } from '../../table/ListTools.tsx';
import { type Order, turnOrder, usePaged } from '../../table/use-paged.ts';
import { VirtualTable } from '../../table/VirtualTable.tsx';
import { entityLabel, pluralOf } from '../../theme/entities.ts';
import { Failed, Skeleton, State } from '../../ui/State.tsx';
import { usePhone } from '../../view/use-phone.ts';
import type { PanelProps } from '../panel-props.ts';
import { pagedQuestion } from './question.ts';

/** Every value of a dimension that can have thousands: sorted, searched and paged by the server; a click filters. */
export default function PagedTable({ panel, large = false }: Pick<PanelProps<'paged'>, 'panel' | 'large'>) {
  const { asked } = usePage();
  const actions = usePanelActions();
  const phone = usePhone();
  const dimension = panel.by[0] ?? 'repository';
  const plural = pluralOf(dimension);
  const one = findDimension(dimension)?.label ?? dimension;
  const metrics = panel.metrics.flatMap((name) => findMetric(name) ?? []);
  const [order, setOrder] = useState({ key: panel.metrics[0] ?? dimension, descending: true });
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search.trim());
  const query = useMemo(() => pagedQuestion(panel, asked, order, wanted), [panel, asked, order, wanted]);
  const list = usePaged(query);
  const { rows, first, more } = list;
  const missing = first ? notReported(first.notes) : '';
  const shared: RowsProps = {
    rows,
    total: wanted ? null : (first?.total ?? null),
    metrics,
    dimension,
    one,
    order,
    onOrder: (key) => setOrder(turnOrder(order, key, key !== dimension)),
    onPick: (value, exclude) => actions.filter(dimension, value, exclude),
    more,
    maxHeight: large ? 900 : 640,
  };
  return (
    <Card
      id={panel.id}
      title={panel.title}
      says={panel.says}
      span={12}
      stale={list.stale}
      openLarge={large ? undefined : () => actions.large(panel.id)}
      csv={() => csvOf(query)}
      how={
        <How metrics={[panel.metrics[0] ?? '', ...panel.metrics.slice(-3)]} result={first ?? null} name={panel.title} />
      }
      switches={
        <>
          <SearchBox placeholder={one} label={`Search ${plural} by name`} value={search} onChange={setSearch} />
          <SaveCsv name={panel.page} query={query} />
        </>
      }
      foot={
        first && rows.length > 0 ? (
          <>
            <span>{list.said}</span>
            <span>* median, or p90 of the first review, of its last day that has one; days cannot be put together</span>
          </>
        ) : null
      }
    >
      {list.loading ? <Skeleton height={320} /> : null}
      {list.problem ? <Failed problem={list.problem} retry={list.retry} /> : null}
      {first && rows.length === 0 ? (
        wanted ? (
          <State
            icon="empty"
            title={`No ${one.toLowerCase()} matches “${wanted}”`}
            action={
              <button type="button" className="fd-button" onClick={() => setSearch('')}>
                Clear search
              </button>
            }
          >
            Search looks at owner and name.
          </State>
        ) : (
          <Since
            panel={panel}
            missing={missing}
            otherwise={`No ${plural} were reported for these days and filters.`}
            scopes={first.query.scopes}
          />
        )
      ) : null}
      {rows.length > 0 ? phone ? <PhoneRows {...shared} /> : <Rows {...shared} /> : null}
    </Card>
  );
}

interface RowsProps {
  readonly rows: readonly ResultRow[];
  readonly total: ResultRow | null;
  readonly metrics: readonly Metric[];
  readonly dimension: string;
  readonly one: string;
  readonly order: Order;
  readonly onOrder: (key: string) => void;
  readonly onPick: (value: string, exclude: boolean) => void;
  readonly more: () => void;
  readonly maxHeight: number;
}

function Rows({ rows, total, metrics, dimension, one, onPick, ...table }: RowsProps) {
  return (
    <VirtualTable
      {...table}
      name={one}
      rows={rows}
      heads={[
        { key: dimension, label: one },
        ...metrics.map((metric) => ({ key: metric.name, label: headOf(metric), title: metric.definition })),
      ]}
      total={
        total ? (
          <tr className="fd-total-row">
            <th scope="row">All {pluralOf(dimension)}</th>
            <Cells row={total} metrics={metrics} />
          </tr>
        ) : null
      }
      rowOf={(row) => {
        const value = String(row[dimension] ?? '');
        return (
          <tr key={value}>
            <th scope="row">
              <button
                type="button"
                className="fd-namelink"
                title="Click to filter, Shift and click to leave out"
                onClick={(event) => onPick(value, event.shiftKey)}
              >
                {entityLabel(dimension, value)}
              </button>
            </th>
            <Cells row={row} metrics={metrics} />
          </tr>
        );
      }}
    />
  );
}

function Cells({ row, metrics }: { readonly row: ResultRow; readonly metrics: readonly Metric[] }) {
  return metrics.map((metric) => {
    const value = numberOf(row[metric.name]);
    const parts = value === null ? null : splitValue(value, metric.unit);
    return (
      <td key={metric.name} data-none={parts === null}>
        {parts === null ? '–' : parts.text}
        {parts?.unit ? <span className="fd-card-says"> {parts.unit}</span> : null}
      </td>
    );
  });
}

/** On the phone a repository is two lines: what was merged, and what Copilot's reviews brought. */
function PhoneRows({ rows, dimension, onPick, more }: RowsProps) {
  const text = (row: ResultRow, name: string): string =>
    formatValue(numberOf(row[name]), findMetric(name)?.unit ?? 'pull requests');
  return (
    <>
      <ul className="fd-breakdown-items">
        {rows.map((row) => {
          const value = String(row[dimension] ?? '');
          return (
            <li key={value}>
              <button type="button" className="fd-namelink" onClick={(event) => onPick(value, event.shiftKey)}>
                {entityLabel(dimension, value)}
              </button>
              <b>{text(row, 'pull_requests_merged')} merged</b>
              <span>
                {text(row, 'copilot_suggestions_applied')} of {text(row, 'copilot_suggestions')} suggestions applied
              </span>
              <span>{text(row, 'median_minutes_to_merge')}</span>
            </li>
          );
        })}
      </ul>
      <button type="button" className="fd-button" onClick={more}>
        Show more
      </button>
    </>
  );
}
