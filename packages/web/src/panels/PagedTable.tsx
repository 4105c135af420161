import { findDimension, findMetric, type Metric } from '@flightdeck/catalog';
import type { MetricQueryInput, ResultRow } from '@flightdeck/query';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { numberOf } from '../charts/prepare-time.ts';
import { ApiProblem, ask } from '../data/api.ts';
import { csvOf, downloadCsv } from '../data/csv.ts';
import { formatCount, formatValue, splitValue } from '../format/format.ts';
import { Card } from '../frame/Card.tsx';
import { How } from '../frame/How.tsx';
import { Icon } from '../frame/icons.tsx';
import { Failed, Skeleton, State } from '../frame/State.tsx';
import { useToast } from '../frame/toast.tsx';
import { entityLabel, pluralOf } from '../theme/entities.ts';
import { usePhone } from '../view/use-phone.ts';
import type { PanelProps } from './AnyPanel.tsx';
import { usePage, usePanelActions } from './context.ts';
import { notReported } from './not-reported.ts';
import { Since } from './Since.tsx';

const PAGE_ROWS = 100;
const ROW_HEIGHT = 34;

/** Short heads of the columns; the title tells the whole definition. */
const HEADS: Readonly<Record<string, string>> = {
  pull_requests_merged: 'Merged',
  pull_requests_merged_created_by_copilot: 'by Copilot',
  pull_requests_created: 'Created',
  pull_requests_created_by_copilot: 'by Copilot',
  pull_requests_reviewed: 'Reviewed',
  pull_requests_reviewed_by_copilot: 'by Copilot',
  copilot_suggestions: 'Suggestions',
  copilot_suggestions_applied: 'Applied',
  copilot_suggestions_applied_rate: 'Rate',
  median_minutes_to_merge: 'To merge, min*',
  median_minutes_to_first_review: 'To review, min*',
  p90_minutes_to_first_review: 'p90, min*',
};
const headOf = (metric: Metric): string => HEADS[metric.name] ?? metric.label;

/** Every value of a dimension that can have thousands: sorted, searched and paged by the server; a click filters. */
export default function PagedTable({ panel, large = false }: Pick<PanelProps, 'panel' | 'large'>) {
  const { asked } = usePage();
  const actions = usePanelActions();
  const toast = useToast();
  const phone = usePhone();
  const dimension = panel.by[0] ?? 'repository';
  const plural = pluralOf(dimension);
  const one = findDimension(dimension)?.label ?? dimension;
  const metrics = panel.metrics.flatMap((name) => findMetric(name) ?? []);
  const [order, setOrder] = useState({ key: panel.metrics[0] ?? dimension, descending: true });
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search.trim());
  const query = useMemo(
    (): MetricQueryInput => ({
      metrics: [...panel.metrics],
      by: [dimension],
      range: asked.range,
      where: asked.where,
      order,
      search: wanted || null,
      total: true,
    }),
    [panel, dimension, asked, order, wanted],
  );
  const pages = useInfiniteQuery({
    queryKey: ['paged', query],
    queryFn: ({ pageParam, signal }) => ask({ ...query, limit: PAGE_ROWS, offset: pageParam }, signal),
    initialPageParam: 0,
    getNextPageParam: (last, all) => (all.length * PAGE_ROWS < last.rowCount ? all.length * PAGE_ROWS : undefined),
    placeholderData: keepPreviousData,
  });
  const more = (): void => {
    if (pages.hasNextPage && !pages.isFetchingNextPage) void pages.fetchNextPage();
  };
  const rows = useMemo(() => pages.data?.pages.flatMap((page) => page.rows) ?? [], [pages.data]);
  const first = pages.data?.pages[0];
  const missing = first ? notReported(first.notes) : '';
  const problem = pages.error instanceof ApiProblem ? pages.error : null;
  const save = (): void => {
    csvOf(query)
      .then((text) => downloadCsv(`${panel.page}.csv`, text))
      .catch(() => toast({ text: 'The CSV could not be made; the server did not answer.' }));
  };
  const shared: RowsProps = {
    rows,
    total: wanted ? null : (first?.total ?? null),
    metrics,
    dimension,
    one,
    order,
    onOrder: (key) => setOrder({ key, descending: order.key === key ? !order.descending : key !== dimension }),
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
      stale={pages.isPlaceholderData}
      openLarge={large ? undefined : () => actions.large(panel.id)}
      csv={() => csvOf(query)}
      how={
        <How metrics={[panel.metrics[0] ?? '', ...panel.metrics.slice(-3)]} result={first ?? null} name={panel.title} />
      }
      switches={
        <>
          <span className="fd-search">
            <Icon name="search" />
            <input
              type="search"
              placeholder={one}
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
      foot={
        first && rows.length > 0 ? (
          <>
            <span>
              Rows 1–{formatCount(rows.length)} of {formatCount(first.rowCount)}
              {rows.length < first.rowCount ? ', loaded as you scroll' : ''}
            </span>
            <span>* median, or p90 of the first review, of its last day that has one; days cannot be put together</span>
          </>
        ) : null
      }
    >
      {pages.isPending ? <Skeleton height={320} /> : null}
      {pages.isError ? (
        <Failed problem={problem ?? new ApiProblem(0, {}, null)} retry={() => void pages.refetch()} />
      ) : null}
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
            scopes={first.query.scopes.length}
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
  readonly order: { readonly key: string; readonly descending: boolean };
  readonly onOrder: (key: string) => void;
  readonly onPick: (value: string, exclude: boolean) => void;
  readonly more: () => void;
  readonly maxHeight: number;
}

function Rows({ rows, total, metrics, dimension, one, order, onOrder, onPick, more, maxHeight }: RowsProps) {
  const wrap = useRef<HTMLElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => wrap.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (lastShown >= rows.length - 20) more();
  }, [lastShown, rows.length, more]);
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const aria = (key: string): 'ascending' | 'descending' | undefined =>
    order.key === key ? (order.descending ? 'descending' : 'ascending') : undefined;
  const arrow = (key: string): string => ({ ascending: ' ↑', descending: ' ↓', none: '' })[aria(key) ?? 'none'];
  const space = (height: number) =>
    height > 0 ? (
      <tr>
        <td colSpan={metrics.length + 1} style={{ height, padding: 0, border: 0 }} />
      </tr>
    ) : null;
  return (
    <section
      ref={wrap}
      className="fd-table-wrap"
      style={{ maxHeight }}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={`${one}, table`}
    >
      <table className="fd-table">
        <thead>
          <tr>
            <th scope="col" aria-sort={aria(dimension)}>
              <button type="button" onClick={() => onOrder(dimension)}>
                {one}
                {arrow(dimension)}
              </button>
            </th>
            {metrics.map((metric) => (
              <th key={metric.name} scope="col" aria-sort={aria(metric.name)} title={metric.definition}>
                <button type="button" onClick={() => onOrder(metric.name)}>
                  {headOf(metric)}
                  {arrow(metric.name)}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {total ? (
            <tr className="fd-total-row">
              <th scope="row">All {pluralOf(dimension)}</th>
              <Cells row={total} metrics={metrics} />
            </tr>
          ) : null}
          {space(before)}
          {items.map((item) => {
            const row = rows[item.index];
            const value = String(row?.[dimension] ?? '');
            return row ? (
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
            ) : null;
          })}
          {space(after)}
        </tbody>
      </table>
    </section>
  );
}

function Cells({ row, metrics }: { readonly row: ResultRow; readonly metrics: readonly Metric[] }) {
  return metrics.map((metric) => {
    const value = numberOf(row[metric.name]);
    const parts = value === null ? null : splitValue(value, metric.unit);
    return (
      <td key={metric.name} data-none={parts === null}>
        {parts === null ? '–' : parts.text}
        {parts?.unit && metric.unit !== 'minutes' ? <span className="fd-card-says"> {parts.unit}</span> : null}
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
