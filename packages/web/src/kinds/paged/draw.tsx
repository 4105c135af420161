import { findDimension, findMetric, type Metric } from '@flightdeck/catalog';
import type { ResultRow } from '@flightdeck/query';
import { useDeferredValue, useMemo, useState } from 'react';
import { Card } from '../../card/Card.tsx';
import { How } from '../../card/how/How.tsx';
import { notReported } from '../../card/not-reported.ts';
import { Since } from '../../card/Since.tsx';
import { csvOf } from '../../data/csv.ts';
import { numberOf } from '../../data/number-of.ts';
import { formatValue, splitValue } from '../../format/format.ts';
import { usePage, usePanelActions } from '../../page/context.ts';
import { NameButton } from '../../plot/rows/NameButton.tsx';
import type { Cell, Column, Order } from '../../table/column.ts';
import { DataTable } from '../../table/DataTable.tsx';
import { headOf } from '../../table/head-of.ts';
import { ListBody } from '../../table/list/ListBody.tsx';
import { SaveCsv, SearchBox } from '../../table/list/ListTools.tsx';
import { PhoneList } from '../../table/list/PhoneList.tsx';
import { usePaged } from '../../table/list/use-paged.ts';
import * as words from '../../text/kinds/breakdown.ts';
import * as lists from '../../text/kinds/lists.ts';
import * as shared from '../../text/kinds/shared.ts';
import { entityLabel, pluralOf } from '../../theme/entities.ts';
import { State } from '../../ui/State.tsx';
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
  const [order, setOrder] = useState<Order>({ key: panel.metrics[0] ?? dimension, descending: true });
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search.trim());
  const query = useMemo(() => pagedQuestion(panel, asked, order, wanted), [panel, asked, order, wanted]);
  const list = usePaged(query);
  const { rows, first, more } = list;
  const missing = first ? notReported(first.notes) : '';
  const rowsProps: RowsProps = {
    rows,
    total: wanted ? null : (first?.total ?? null),
    metrics,
    dimension,
    one,
    order,
    onOrder: setOrder,
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
          <SearchBox placeholder={one} label={lists.searchByName({ plural })} value={search} onChange={setSearch} />
          <SaveCsv name={panel.page} query={query} />
        </>
      }
      foot={
        first && rows.length > 0 ? (
          <>
            <span>{list.said}</span>
            <span>{words.latest}</span>
          </>
        ) : null
      }
    >
      <ListBody
        loading={list.loading}
        failed={list.failed}
        count={first ? rows.length : null}
        empty={
          wanted ? (
            <State
              icon="empty"
              title={lists.noMatch({ one: one.toLowerCase(), wanted })}
              action={
                <button type="button" className="fd-button" onClick={() => setSearch('')}>
                  {lists.clearSearch}
                </button>
              }
            >
              {words.whereSearched}
            </State>
          ) : first ? (
            <Since
              panel={panel}
              missing={missing}
              otherwise={shared.noneReported({ plural })}
              scopes={first.query.scopes}
            />
          ) : null
        }
      >
        {phone ? <PhoneRows {...rowsProps} /> : <Rows {...rowsProps} />}
      </ListBody>
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
  readonly onOrder: (order: Order) => void;
  readonly onPick: (value: string, exclude: boolean) => void;
  readonly more: () => void;
  readonly maxHeight: number;
}

function Rows({ rows, total, dimension, one, order, onOrder, more, maxHeight, ...head }: RowsProps) {
  return (
    <DataTable
      name={one}
      columns={columnsOf({ dimension, one, ...head })}
      rows={rows}
      keyOf={(row) => String(row[dimension] ?? '')}
      order={order}
      onOrder={onOrder}
      total={total && { label: shared.all({ plural: pluralOf(dimension) }), row: total }}
      more={more}
      box={{ maxHeight }}
    />
  );
}

const columnsOf = ({
  metrics,
  dimension,
  one,
  onPick,
}: Pick<RowsProps, 'metrics' | 'dimension' | 'one' | 'onPick'>): readonly Column<ResultRow>[] => [
  {
    key: dimension,
    head: one,
    sort: 'ascending',
    cell: (row) => {
      const value = String(row[dimension] ?? '');
      return {
        content: (
          <NameButton title={shared.pick} onClick={(event) => onPick(value, event.shiftKey)}>
            {entityLabel(dimension, value)}
          </NameButton>
        ),
      };
    },
  },
  ...metrics.map(
    (metric): Column<ResultRow> => ({
      key: metric.name,
      head: headOf(metric),
      says: metric.definition,
      sort: 'descending',
      cell: (row) => numberCell(numberOf(row[metric.name]), metric),
    }),
  ),
];

function numberCell(value: number | null, metric: Metric): Cell {
  if (value === null) return null;
  const { text, unit } = splitValue(value, metric.unit);
  if (!unit) return text;
  return {
    content: (
      <>
        {text}
        <span className="fd-card-says"> {unit}</span>
      </>
    ),
  };
}

/** On the phone a repository is two lines: what was merged, and what Copilot's reviews brought. */
function PhoneRows({ rows, dimension, onPick, more }: RowsProps) {
  const text = (row: ResultRow, name: string): string =>
    formatValue(numberOf(row[name]), findMetric(name)?.unit ?? 'pull requests');
  return (
    <PhoneList more={more}>
      {rows.map((row) => {
        const value = String(row[dimension] ?? '');
        return (
          <li key={value}>
            <NameButton onClick={(event) => onPick(value, event.shiftKey)}>{entityLabel(dimension, value)}</NameButton>
            <b>{words.merged({ count: text(row, 'pull_requests_merged') })}</b>
            <span>
              {words.applied({
                applied: text(row, 'copilot_suggestions_applied'),
                made: text(row, 'copilot_suggestions'),
              })}
            </span>
            <span>{text(row, 'median_minutes_to_merge')}</span>
          </li>
        );
      })}
    </PhoneList>
  );
}
