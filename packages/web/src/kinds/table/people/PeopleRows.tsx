import { isolated, type ResultRow } from '@flightdeck/query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { numberOf } from '../../../data/number-of.ts';
import { NameButton } from '../../../plot/rows/NameButton.tsx';
import type { Column, Order } from '../../../table/column.ts';
import { DataTable } from '../../../table/DataTable.tsx';
import { ROW_HEIGHT, type Sight } from '../../../table/parts/use-sight.ts';
import * as lists from '../../../text/kinds/lists.ts';
import type { PeopleColumn } from '../columns.ts';
import { Strip } from '../Strip.tsx';
import { AdoptionCell, Person } from './PersonCells.tsx';
import css from './people.module.css';
import { PAGE_ROWS, type PeopleDetails, type PeoplePages, usePeopleDetails } from './use-people.ts';

const TALLEST = 720;
/** Room for the bar of a table wider than its card. */
const SCROLL_BAR = 16;
/** Room for the names of columns, which take up to three lines. */
const HEAD_HEIGHT = 56;
/** Widths in pixels, shared out where there is more room. */
const NAME_WIDTH = 190;
const WIDTHS: Readonly<Record<PeopleColumn['kind'], number>> = { adoption: 128, strip: 136, metric: 92, text: 128 };
/** A head of long names takes two lines and is as wide as half of its words and the arrow of the order. */
const widthOf = ({ kind, head }: PeopleColumn): number =>
  Math.max(WIDTHS[kind], 40 + 7 * Math.max(Math.ceil(head.length / 2), ...head.split(' ').map(({ length }) => length)));

/** A person of a page, with what is known beside the sums once it has come. */
interface PersonRow {
  readonly row: ResultRow;
  readonly detail: PeopleDetails | null;
}

interface Props {
  readonly people: PeoplePages;
  readonly count: number;
  readonly columns: readonly PeopleColumn[];
  readonly order: Order;
  readonly onOrder: (order: Order) => void;
  readonly onPerson: (login: string) => void;
  /** Called with the pages that are looked at. */
  readonly onLook: (pages: readonly number[]) => void;
}

/** All rows there are on one scroll bar; those of a page still loading are blank lines. */
export function PeopleRows({ people, count, columns, order, onOrder, onPerson, onLook }: Props) {
  const [sight, setSight] = useState({ firstPage: 0, lastPage: 0, isResting: true });
  const { firstPage, lastPage, isResting } = sight;
  const see = ({ first, last, isResting }: Sight): void => {
    const [firstPage, lastPage] = [Math.floor(first / PAGE_ROWS), Math.floor(last / PAGE_ROWS)];
    setSight((old) =>
      old.firstPage === firstPage && old.lastPage === lastPage && old.isResting === isResting
        ? old
        : { firstPage, lastPage, isResting },
    );
  };
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
    isResting,
  );
  const pages = new Map(loaded.map(([number, rows], index) => [number, personRows(rows, details[index] ?? null)]));
  // One function for all renders, so that rows already drawn are not drawn again while scrolling.
  const latest = useRef(onPerson);
  useEffect(() => {
    latest.current = onPerson;
  });
  const openPerson = useCallback((login: string) => latest.current(login), []);
  return (
    <DataTable
      name={lists.peopleColumn}
      columns={useMemo(() => tableColumns(columns, openPerson), [columns, openPerson])}
      rows={{ count, at: (index) => pages.get(Math.floor(index / PAGE_ROWS))?.[index % PAGE_ROWS] ?? null }}
      order={order}
      onOrder={onOrder}
      onSight={see}
      box={{ height: Math.min(TALLEST, count * ROW_HEIGHT + HEAD_HEIGHT + SCROLL_BAR), maxHeight: '80vh' }}
    />
  );
}

/** The people of a page by its rows, so that those already drawn stay the same when other pages come and go. */
const kept = new WeakMap<readonly ResultRow[], { detail: PeopleDetails | null; people: readonly PersonRow[] }>();

function personRows(rows: readonly ResultRow[], detail: PeopleDetails | null): readonly PersonRow[] {
  const old = kept.get(rows);
  if (old?.detail === detail) return old.people;
  const people = rows.map((row) => ({ row, detail }));
  kept.set(rows, { detail, people });
  return people;
}

const tableColumns = (
  columns: readonly PeopleColumn[],
  onPerson: (login: string) => void,
): readonly Column<PersonRow>[] => [
  {
    key: 'user',
    head: lists.person,
    sort: 'ascending',
    width: NAME_WIDTH,
    cell: ({ row }) => ({
      content: (
        <Person login={String(row.user)} className={css.name}>
          <NameButton onClick={() => onPerson(String(row.user))}>{isolated(String(row.user))}</NameButton>
        </Person>
      ),
    }),
  },
  ...columns.map(
    (column): Column<PersonRow> => ({
      key: column.key,
      head: column.head,
      says: column.says,
      isText: column.kind !== 'metric',
      sort: column.metric ? 'descending' : undefined,
      width: widthOf(column),
      cell: CELLS[column.kind](column),
    }),
  ),
];

const CELLS: Readonly<Record<PeopleColumn['kind'], (column: PeopleColumn) => Column<PersonRow>['cell']>> = {
  adoption:
    ({ key }) =>
    ({ row }) => ({ content: <AdoptionCell score={numberOf(row[key])} /> }),
  strip:
    () =>
    ({ row, detail }) => ({ content: detail ? <Strip bars={detail.stripOf(String(row.user))} /> : null }),
  metric:
    ({ text }) =>
    ({ row }) =>
      text(row, undefined),
  text:
    ({ key, text }) =>
    ({ row, detail }) => {
      const facts = detail?.facts.get(String(row.user));
      const shown = text(row, facts);
      return {
        content: shown ?? (detail ? '–' : ''),
        isMissing: shown === null,
        title: key === 'team' ? facts?.teams.join(', ') : undefined,
      };
    },
};
