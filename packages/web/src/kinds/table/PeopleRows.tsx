import { isolated, type ResultRow } from '@flightdeck/query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useCallback, useEffect, useMemo, useRef } from 'react';
import { numberOf } from '../../data/number-of.ts';
import type { PeopleColumn } from './columns.ts';
import { AdoptionCell, Avatar } from './PersonCells.tsx';
import { Strip } from './Strip.tsx';
import { PAGE_ROWS, type PeopleDetails, type PeoplePages, usePeopleDetails } from './use-people.ts';

const ROW_HEIGHT = 34;
const TALLEST = 720;
/** Widths in pixels, shared out where there is more room. They are fixed: else each row that comes measures all others. */
const NAME_WIDTH = 190;
const WIDTHS: Readonly<Record<PeopleColumn['kind'], number>> = { adoption: 128, strip: 136, metric: 92, text: 128 };
/** A head is as wide as its words and the arrow of the order. */
const widthOf = ({ kind, head }: PeopleColumn): number => Math.max(WIDTHS[kind], 34 + 7 * head.length);
/** Room for the bar of a table wider than its card. */
const SCROLL_BAR = 16;

interface Props {
  readonly people: PeoplePages;
  readonly count: number;
  readonly columns: readonly PeopleColumn[];
  readonly order: { readonly key: string; readonly descending: boolean };
  readonly onOrder: (key: string) => void;
  readonly onPerson: (login: string) => void;
  /** Called with the pages that are looked at. */
  readonly onLook: (pages: readonly number[]) => void;
}

/** All rows there are on one scroll bar; those of a page not yet come are blank lines. */
export function PeopleRows({ people, count, columns, order, onOrder, onPerson, onLook }: Props) {
  const wrap = useRef<HTMLElement>(null);
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => wrap.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    // Drawing at once in every scroll event would hold the browser up; it draws with the next frame.
    useFlushSync: false,
  });
  const items = virtual.getVirtualItems();
  const [from, to] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  const [firstPage, lastPage] = [Math.floor(from / PAGE_ROWS), Math.floor(to / PAGE_ROWS)];
  // A page asked for while the bar is dragged past it would only delay the one it stops at.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is looked at asks for pages
  useEffect(() => {
    const pages = Array.from({ length: lastPage - firstPage + 1 }, (_, index) => firstPage + index);
    const timer = setTimeout(() => onLook(pages), 60);
    return () => clearTimeout(timer);
  }, [firstPage, lastPage]);
  const loaded = [...people.rows];
  const key = loaded.map(([, rows]) => rows.map((row) => String(row.user)).join(' ')).join('\n');
  const details = usePeopleDetails(
    useMemo(() => (key === '' ? [] : key.split('\n').map((page) => page.split(' '))), [key]),
    !virtual.isScrolling,
  );
  const detailOf = (page: number): PeopleDetails | null =>
    details[loaded.findIndex(([number]) => number === page)] ?? null;
  // One function for all renders, so that rows already drawn are not drawn again while scrolling.
  const latest = useRef(onPerson);
  useEffect(() => {
    latest.current = onPerson;
  });
  const openPerson = useCallback((login: string) => latest.current(login), []);
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const aria = (name: string): 'ascending' | 'descending' | undefined =>
    order.key === name ? (order.descending ? 'descending' : 'ascending') : undefined;
  return (
    <section
      ref={wrap}
      className="fd-table-wrap fd-people-wrap"
      style={{ height: Math.min(TALLEST, (count + 1) * ROW_HEIGHT + SCROLL_BAR) }}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label="People, table"
    >
      <table
        className="fd-table fd-people"
        aria-rowcount={count + 1}
        style={{ minWidth: columns.reduce((sum, column) => sum + widthOf(column), NAME_WIDTH) }}
      >
        <colgroup>
          <col style={{ width: NAME_WIDTH }} />
          {columns.map((column) => (
            <col key={column.key} style={{ width: widthOf(column) }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            <th scope="col" aria-sort={aria('user')}>
              <button type="button" onClick={() => onOrder('user')}>
                Person{arrow(aria('user'))}
              </button>
            </th>
            {columns.map((column) => (
              <Head key={column.key} column={column} sort={aria(column.key)} onOrder={onOrder} />
            ))}
          </tr>
        </thead>
        <tbody>
          <Room height={before} columns={columns.length + 1} />
          {items.map((item) => {
            const page = Math.floor(item.index / PAGE_ROWS);
            const row = people.rows.get(page)?.[item.index % PAGE_ROWS];
            return row ? (
              <PersonRow
                key={item.index}
                row={row}
                index={item.index}
                columns={columns}
                detail={detailOf(page)}
                onPerson={openPerson}
              />
            ) : (
              <tr key={item.index} aria-rowindex={item.index + 2}>
                <th scope="row">
                  <span className="fd-skeleton fd-people-blank" />
                </th>
                <td colSpan={columns.length} />
              </tr>
            );
          })}
          <Room height={after} columns={columns.length + 1} />
        </tbody>
      </table>
    </section>
  );
}

/** The rows not drawn above or below. */
function Room({ height, columns }: { readonly height: number; readonly columns: number }) {
  if (height <= 0) return null;
  return (
    <tr>
      <td colSpan={columns} style={{ height, padding: 0, border: 0 }} />
    </tr>
  );
}

const arrow = (sort: 'ascending' | 'descending' | undefined): string =>
  sort === 'descending' ? ' ↓' : sort === 'ascending' ? ' ↑' : '';

function Head({
  column,
  sort,
  onOrder,
}: {
  readonly column: PeopleColumn;
  readonly sort: 'ascending' | 'descending' | undefined;
  readonly onOrder: (key: string) => void;
}) {
  return (
    <th scope="col" aria-sort={sort} title={column.says} data-text={column.kind !== 'metric'}>
      {column.metric ? (
        <button type="button" onClick={() => onOrder(column.key)}>
          {column.head}
          {arrow(sort)}
        </button>
      ) : (
        column.head
      )}
    </th>
  );
}

const PersonRow = memo(function PersonRow({
  row,
  index,
  columns,
  detail,
  onPerson,
}: {
  readonly row: ResultRow;
  readonly index: number;
  readonly columns: readonly PeopleColumn[];
  readonly detail: PeopleDetails | null;
  readonly onPerson: (login: string) => void;
}) {
  const login = String(row.user);
  const facts = detail?.facts.get(login);
  return (
    <tr aria-rowindex={index + 2}>
      <th scope="row">
        <span className="fd-person">
          <Avatar login={login} />
          <button type="button" className="fd-namelink" onClick={() => onPerson(login)}>
            {isolated(login)}
          </button>
        </span>
      </th>
      {columns.map((column) => {
        if (column.kind === 'adoption')
          return (
            <td key={column.key} data-text="true">
              <AdoptionCell score={numberOf(row[column.key])} />
            </td>
          );
        if (column.kind === 'strip')
          return (
            <td key={column.key} data-text="true">
              {detail ? <Strip bars={detail.stripOf(login)} /> : null}
            </td>
          );
        const text = column.text(row, facts);
        return (
          <td
            key={column.key}
            data-text={column.kind === 'text'}
            data-none={text === null}
            title={column.key === 'team' ? facts?.teams.join(', ') : undefined}
          >
            {text ?? (column.kind === 'text' && !detail ? '' : '–')}
          </td>
        );
      })}
    </tr>
  );
});
