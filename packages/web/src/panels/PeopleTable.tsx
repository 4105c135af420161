import { findMetric, type Metric, type Panel } from '@flightdeck/catalog';
import type { MetricQueryInput, ResultRow } from '@flightdeck/query';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { bandOf } from '../charts/prepare-adoption.ts';
import { numberOf } from '../charts/prepare-time.ts';
import { Strip } from '../charts/Strip.tsx';
import { ApiProblem, ask } from '../data/api.ts';
import { csvOf, downloadCsv } from '../data/csv.ts';
import { formatCount, formatValue, splitValue } from '../format/format.ts';
import { Card } from '../frame/Card.tsx';
import { How } from '../frame/How.tsx';
import { Icon } from '../frame/icons.tsx';
import { Failed, Skeleton, State } from '../frame/State.tsx';
import { usePhone } from '../view/use-phone.ts';
import { initialsOf, useStrips } from './AdoptionPanels.tsx';
import { usePage, usePanelActions } from './context.ts';

const PAGE_ROWS = 60;
const ROW_HEIGHT = 34;
/** Rows whose strips are asked for at once. */
const STRIP_ROWS = 300;

/** Short heads of the columns; the `?` and the title tell the whole name. */
const HEADS: Readonly<Record<string, string>> = {
  adoption_score: 'Adoption',
  active_days: 'Days',
  interactions: 'Prompts',
  completions_generated: 'Suggested',
  completions_accepted: 'Accepted',
  completion_acceptance_rate: 'Rate',
  loc_suggested_to_add: 'Lines suggested',
  loc_added: 'Lines added',
  loc_deleted: 'Lines deleted',
  agent_days: 'Agent days',
  chat_days: 'Chat days',
  cli_days: 'CLI days',
};

/** Every person: sorted, searched and paged by the server, loaded as one scrolls. */
export function PeopleTable({ panel, large = false }: { readonly panel: Panel; readonly large?: boolean }) {
  const { asked } = usePage();
  const actions = usePanelActions();
  const [order, setOrder] = useState({ key: 'interactions', descending: true });
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search.trim());
  const query = useMemo(
    (): MetricQueryInput => ({
      metrics: [...panel.metrics],
      by: ['user'],
      range: asked.range,
      where: asked.where,
      order,
      search: wanted || null,
      total: true,
    }),
    [panel, asked, order, wanted],
  );
  const pages = useInfiniteQuery({
    queryKey: ['people', query],
    queryFn: ({ pageParam, signal }) => ask({ ...query, limit: PAGE_ROWS, offset: pageParam }, signal),
    initialPageParam: 0,
    getNextPageParam: (last, all) => (all.length * PAGE_ROWS < last.rowCount ? all.length * PAGE_ROWS : undefined),
    placeholderData: keepPreviousData,
  });
  const phone = usePhone();
  const more = (): void => {
    if (pages.hasNextPage && !pages.isFetchingNextPage) void pages.fetchNextPage();
  };
  const rows = useMemo(() => pages.data?.pages.flatMap((page) => page.rows) ?? [], [pages.data]);
  const first = pages.data?.pages[0];
  const problem = pages.error instanceof ApiProblem ? pages.error : null;
  const metrics = panel.metrics.flatMap((name) => findMetric(name) ?? []);
  const sorted = findMetric(order.key)?.label ?? 'name';
  return (
    <Card
      id={panel.id}
      title={panel.title}
      says={first ? `${formatCount(first.rowCount)} people · sorted by ${sorted.toLowerCase()}` : panel.says}
      span={12}
      stale={pages.isPlaceholderData}
      openLarge={large ? undefined : () => actions.large(panel.id)}
      csv={() => csvOf(query)}
      how={
        <How
          metrics={['adoption_score', 'interactions', 'completion_acceptance_rate']}
          result={first ?? null}
          name={panel.title}
        />
      }
      switches={
        <>
          <span className="fd-search">
            <Icon name="search" />
            <input
              type="search"
              placeholder="Login"
              aria-label="Search people by login"
              value={search}
              onChange={(event) => setSearch(event.target.value)}
            />
            <kbd className="fd-kbd">/</kbd>
          </span>
          <button
            type="button"
            className="fd-button"
            onClick={() => void csvOf(query).then((text) => downloadCsv('people.csv', text))}
          >
            <Icon name="download" /> CSV
          </button>
        </>
      }
      foot={first ? <TableFoot shown={rows.length} all={first.rowCount} loading={pages.isFetchingNextPage} /> : null}
    >
      {pages.isPending ? <Skeleton height={320} /> : null}
      {pages.isError ? (
        <Failed problem={problem ?? new ApiProblem(0, {}, null)} retry={() => void pages.refetch()} />
      ) : null}
      {first && rows.length === 0 ? (
        <State
          icon="empty"
          title={wanted ? `No person matches “${wanted}”` : 'Nobody was reported'}
          action={
            wanted ? (
              <button type="button" className="fd-button" onClick={() => setSearch('')}>
                Clear search
              </button>
            ) : null
          }
        >
          {wanted ? 'Search looks at logins.' : 'No user report has rows for these days and filters.'}
        </State>
      ) : null}
      {rows.length > 0 && phone ? <PhoneRows rows={rows} onPerson={actions.person} more={more} /> : null}
      {rows.length > 0 && !phone ? (
        <Rows
          rows={rows}
          metrics={metrics}
          order={order}
          onOrder={(key) => setOrder({ key, descending: order.key === key ? !order.descending : key !== 'user' })}
          onPerson={actions.person}
          more={more}
        />
      ) : null}
    </Card>
  );
}

function TableFoot({
  shown,
  all,
  loading,
}: {
  readonly shown: number;
  readonly all: number;
  readonly loading: boolean;
}) {
  return (
    <>
      <span>
        Rows 1–{formatCount(shown)} of {formatCount(all)}
        {shown < all ? ', loaded as you scroll' : ''}
      </span>
      {loading ? <span>Loading more…</span> : null}
    </>
  );
}

/** On the phone a person is two lines: who, and the three facts that matter. */
function PhoneRows({ rows, onPerson, more }: Pick<RowsProps, 'rows' | 'onPerson' | 'more'>) {
  const strips = useStrips(useMemo(() => rows.slice(0, STRIP_ROWS).map((row) => String(row.user)), [rows]));
  return (
    <>
      <ul className="fd-people-items">
        {rows.map((row) => {
          const login = String(row.user);
          const number = (name: string): string =>
            formatValue(numberOf(row[name]), findMetric(name)?.unit ?? 'prompts');
          return (
            <li key={login}>
              <span className="fd-avatar" aria-hidden="true">
                {initialsOf(login)}
              </span>
              <button type="button" className="fd-namelink" onClick={() => onPerson(login)}>
                {login}
              </button>
              <AdoptionCell score={numberOf(row.adoption_score)} />
              {strips ? <Strip bars={strips(login)} width={100} /> : <span />}
              <span>
                <b>{number('interactions')}</b> prompts · <b>{number('completion_acceptance_rate')}</b> accepted
              </span>
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

interface RowsProps {
  readonly rows: readonly ResultRow[];
  readonly metrics: readonly Metric[];
  readonly order: { readonly key: string; readonly descending: boolean };
  readonly onOrder: (key: string) => void;
  readonly onPerson: (login: string) => void;
  readonly more: () => void;
}

function Rows({ rows, metrics, order, onOrder, onPerson, more }: RowsProps) {
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
    if (lastShown >= rows.length - 15) more();
  }, [lastShown, rows.length, more]);
  const strips = useStrips(useMemo(() => rows.slice(0, STRIP_ROWS).map((row) => String(row.user)), [rows]));
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const aria = (key: string): 'ascending' | 'descending' | undefined =>
    order.key === key ? (order.descending ? 'descending' : 'ascending') : undefined;
  const columns = metrics.length + 2;
  return (
    <section
      ref={wrap}
      className="fd-table-wrap"
      style={{ maxHeight: 720 }}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label="People, table"
    >
      <table className="fd-table" aria-rowcount={rows.length + 1}>
        <thead>
          <tr>
            <th scope="col" aria-sort={aria('user')}>
              <button type="button" onClick={() => onOrder('user')}>
                Person{arrow(aria('user'))}
              </button>
            </th>
            {metrics.map((metric, index) => (
              <HeadCells
                key={metric.name}
                metric={metric}
                withStrip={index === 0}
                sort={aria(metric.name)}
                onOrder={onOrder}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 ? (
            <tr>
              <td colSpan={columns} style={{ height: before, padding: 0, border: 0 }} />
            </tr>
          ) : null}
          {items.map((item) => {
            const row = rows[item.index];
            return row ? (
              <PersonRow
                key={String(row.user)}
                row={row}
                metrics={metrics}
                onPerson={onPerson}
                strip={strips ? <Strip bars={strips(String(row.user))} /> : null}
              />
            ) : null;
          })}
          {after > 0 ? (
            <tr>
              <td colSpan={columns} style={{ height: after, padding: 0, border: 0 }} />
            </tr>
          ) : null}
        </tbody>
      </table>
    </section>
  );
}

const arrow = (sort: 'ascending' | 'descending' | undefined): string =>
  sort === 'descending' ? ' ↓' : sort === 'ascending' ? ' ↑' : '';

function HeadCells({
  metric,
  withStrip,
  sort,
  onOrder,
}: {
  readonly metric: Metric;
  readonly withStrip: boolean;
  readonly sort: 'ascending' | 'descending' | undefined;
  readonly onOrder: (key: string) => void;
}) {
  return (
    <>
      <th scope="col" aria-sort={sort} title={metric.definition} data-text={withStrip}>
        <button type="button" onClick={() => onOrder(metric.name)}>
          {HEADS[metric.name] ?? metric.label}
          {arrow(sort)}
        </button>
      </th>
      {withStrip ? (
        <th scope="col" data-text="true">
          Days in range
        </th>
      ) : null}
    </>
  );
}

function PersonRow({
  row,
  metrics,
  onPerson,
  strip,
}: {
  readonly row: ResultRow;
  readonly metrics: readonly Metric[];
  readonly onPerson: (login: string) => void;
  readonly strip: React.ReactNode;
}) {
  const login = String(row.user);
  return (
    <tr>
      <th scope="row">
        <span className="fd-person">
          <span className="fd-avatar" aria-hidden="true">
            {initialsOf(login)}
          </span>
          <button type="button" className="fd-namelink" onClick={() => onPerson(login)}>
            {login}
          </button>
        </span>
      </th>
      {metrics.map((metric, index) => {
        const value = numberOf(row[metric.name]);
        const parts = value === null ? null : splitValue(value, metric.unit);
        if (index === 0)
          return [
            <td key={metric.name} data-text="true">
              <AdoptionCell score={value} />
            </td>,
            <td key="strip" data-text="true">
              {strip}
            </td>,
          ];
        return (
          <td key={metric.name} data-none={parts === null}>
            {parts === null ? '–' : parts.text}
            {parts?.unit ? <span className="fd-card-says"> {parts.unit}</span> : null}
          </td>
        );
      })}
    </tr>
  );
}

/** A score with its band as a bar. */
export function AdoptionCell({ score }: { readonly score: number | null }) {
  if (score === null) return <span>no data</span>;
  const band = bandOf(score);
  return (
    <span className="fd-adoption-cell" title={band.label}>
      <b>{Math.round(score)}</b>
      <i aria-hidden="true">
        <i style={{ width: `${Math.max(score > 0 ? 4 : 0, score)}%`, background: `var(--fd-bands-${band.color})` }} />
      </i>
      <span className="fd-hidden">{band.label}</span>
    </span>
  );
}
