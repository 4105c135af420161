// biome-ignore-all lint/a11y/noRedundantRoles: rows are grids, and some browsers then forget that they are rows of a table
import type { ResultRow } from '@flightdeck/query';
import { type CSSProperties, memo, useCallback, useEffect, useMemo, useRef } from 'react';
import { numberOf } from '../charts/prepare-time.ts';
import { Strip } from '../charts/Strip.tsx';
import { useWidth } from '../charts/use-width.ts';
import { AdoptionCell, Avatar } from './PersonCells.tsx';
import type { PeopleColumn } from './people-columns.ts';
import { PAGE_ROWS, type PeopleDetails, type PeoplePages, usePeopleDetails } from './use-people.ts';
import { useRowWindow } from './use-row-window.ts';

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
  const [wrap, width] = useWidth<HTMLElement>();
  const tall = Math.min(TALLEST, (count + 1) * ROW_HEIGHT + SCROLL_BAR);
  const { from, size, isScrolling } = useRowWindow(wrap, { rowHeight: ROW_HEIGHT, tall: TALLEST });
  const first = Math.min(from, Math.max(0, count - 1));
  const indexes = Array.from({ length: Math.min(size, count - first) }, (_, place) => first + place);
  const [firstPage = 0, lastPage = 0] = [first, first + indexes.length - 1].map((row) => Math.floor(row / PAGE_ROWS));
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
    !isScrolling,
  );
  const detailOf = (page: number): PeopleDetails | null =>
    details[loaded.findIndex(([number]) => number === page)] ?? null;
  // One function for all renders, so that rows already drawn are not drawn again while scrolling.
  const latest = useRef(onPerson);
  useEffect(() => {
    latest.current = onPerson;
  });
  const openPerson = useCallback((login: string) => latest.current(login), []);
  const widths = [NAME_WIDTH, ...columns.map(widthOf)];
  const least = widths.reduce((sum, one) => sum + one, 0);
  const template = widths.map((one) => `minmax(${one}px, ${one}fr)`).join(' ');
  const aria = (name: string): 'ascending' | 'descending' | undefined =>
    order.key === name ? (order.descending ? 'descending' : 'ascending') : undefined;
  return (
    <section
      ref={wrap}
      className="fd-table-wrap fd-people-wrap"
      style={{ height: tall }}
      data-wide={width > 0 && width < least}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label="People, table"
    >
      {/* Each row lays out by itself, which a table's own layout would not let it: the roles say it is still a table. */}
      <table
        className="fd-table fd-people"
        role="table"
        aria-rowcount={count + 1}
        style={{ minWidth: least, '--fd-people-columns': template } as CSSProperties}
      >
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col" role="columnheader" aria-sort={aria('user')}>
              <button type="button" onClick={() => onOrder('user')}>
                Person{arrow(aria('user'))}
              </button>
            </th>
            {columns.map((column) => (
              <Head key={column.key} column={column} sort={aria(column.key)} onOrder={onOrder} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" style={{ height: count * ROW_HEIGHT }}>
          {indexes.map((index) => {
            const page = Math.floor(index / PAGE_ROWS);
            // Rows that leave at one end come back at the other, with their elements.
            return (
              <PersonRow
                key={index % size}
                row={people.rows.get(page)?.[index % PAGE_ROWS]}
                index={index}
                columns={columns}
                detail={detailOf(page)}
                onPerson={openPerson}
              />
            );
          })}
        </tbody>
      </table>
    </section>
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
    <th scope="col" role="columnheader" aria-sort={sort} title={column.says} data-text={column.kind !== 'metric'}>
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
  /** None: its page has not come yet. */
  readonly row: ResultRow | undefined;
  readonly index: number;
  readonly columns: readonly PeopleColumn[];
  readonly detail: PeopleDetails | null;
  readonly onPerson: (login: string) => void;
}) {
  const place = { top: index * ROW_HEIGHT };
  if (!row)
    return (
      <tr role="row" aria-rowindex={index + 2} style={place}>
        <th scope="row" role="rowheader">
          <span className="fd-skeleton fd-people-blank" />
        </th>
      </tr>
    );
  const login = String(row.user);
  const facts = detail?.facts.get(login);
  return (
    <tr role="row" aria-rowindex={index + 2} style={place}>
      <th scope="row" role="rowheader">
        <span className="fd-person">
          <Avatar login={login} />
          <button type="button" className="fd-namelink" onClick={() => onPerson(login)}>
            {login}
          </button>
        </span>
      </th>
      {columns.map((column) => {
        if (column.kind === 'adoption')
          return (
            <td key={column.key} role="cell" data-text="true">
              <AdoptionCell score={numberOf(row[column.key])} />
            </td>
          );
        if (column.kind === 'strip')
          return (
            <td key={column.key} role="cell" data-text="true">
              {detail ? <Strip bars={detail.stripOf(login)} /> : null}
            </td>
          );
        const text = column.text(row, facts);
        return (
          <td
            key={column.key}
            role="cell"
            data-text={column.kind === 'text'}
            data-kind={column.kind}
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
