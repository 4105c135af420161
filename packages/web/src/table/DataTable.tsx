import {
  functionalUpdate,
  getCoreRowModel,
  type OnChangeFn,
  type SortingState,
  useReactTable,
} from '@tanstack/react-table';
import { type CSSProperties, useMemo, useRef } from 'react';
import * as text from '../text/table.ts';
import type { Column, Order } from './column.ts';
import { BodyCell, BodyRow } from './parts/BodyRow.tsx';
import { Head } from './parts/Head.tsx';
import { moveFocus } from './parts/move-focus.ts';
import type { Ticks } from './parts/Tick.tsx';
import { useSight, type Watchers } from './parts/use-sight.ts';
import { countOf, type Rows, rowsAt } from './rows.ts';
import css from './table.module.css';

interface Props<Row> extends Watchers {
  readonly name: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: Rows<Row>;
  /** The key of a row; its place where it has none of its own. */
  readonly keyOf?: (row: Row) => string;
  /** What the rows are sorted by; who has all of them, the server or the preparation, sorts. */
  readonly order?: Order;
  readonly onOrder?: (order: Order) => void;
  /** All rows together: above the others, or last. */
  readonly total?: { readonly label: string; readonly row: Row; readonly at?: 'last' } | null;
  /** A press on a row, with Shift to leave it out. */
  readonly onRow?: (row: Row, exclude: boolean) => void;
  readonly ticks?: Ticks<Row>;
  /** False: the first column does not name the row. */
  readonly isNamed?: boolean;
  /** Cells stand close together. */
  readonly isDense?: boolean;
  /** A class of the table for cells that look different. */
  readonly className?: string | undefined;
  /** Room for the table; what is longer or wider scrolls in it. */
  readonly box?: Pick<CSSProperties, 'height' | 'maxHeight' | 'marginBottom'>;
}

/**
 * Every table of the app: heads that sort, a row for all together, ticks, arrow keys, and of a long list only the rows in
 * sight. What a table shows are its columns.
 */
export function DataTable<Row>(props: Props<Row>) {
  const { name, columns, rows, order, onOrder, total, more, onSight, onRow, ticks, isNamed = true } = props;
  const wrap = useRef<HTMLElement>(null);
  const count = countOf(rows);
  const isLong = more !== undefined || onSight !== undefined;
  const { places, before, after } = useSight(wrap, count, isLong, { more, onSight });
  const sorting: SortingState = order ? [{ id: order.key, desc: order.descending }] : [];
  const onSortingChange: OnChangeFn<SortingState> = (change) => {
    const [first] = functionalUpdate(change, sorting);
    if (first) onOrder?.({ key: first.id, descending: first.desc });
  };
  const table = useReactTable<Row | null>({
    data: rowsAt(rows, places),
    columns: useMemo(
      () =>
        columns.map(({ key, head, sort, width }) => ({
          id: key,
          header: head,
          sortDescFirst: sort === 'descending',
          ...(width === undefined ? {} : { size: width }),
        })),
      [columns],
    ),
    getCoreRowModel: getCoreRowModel(),
    getRowId: (row, at) => (row !== null && props.keyOf ? props.keyOf(row) : String(places[at])),
    state: { sorting },
    onSortingChange,
    manualSorting: true,
    enableSortingRemoval: false,
    autoResetPageIndex: false,
  });
  const isFixed = columns[0]?.width !== undefined;
  const looks = [css.root, isFixed && css.fixed, props.isDense && css.dense, props.className].filter(Boolean);
  const isTotalLast = total?.at === 'last';
  /** Of all rows, where only some are drawn: the head is the first, all together the second. */
  const firstIndex = total && !isTotalLast ? 3 : 2;
  const all = total ? (
    <tr className={css.total}>
      <th scope="row">{total.label}</th>
      {columns.slice(1).map((column) => (
        <BodyCell key={column.key} column={column} row={total.row} isName={false} />
      ))}
    </tr>
  ) : null;
  return (
    <section
      ref={wrap}
      className={css.wrap}
      style={props.box}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={text.tableOf({ name })}
    >
      <table
        className={looks.join(' ')}
        aria-rowcount={isLong ? count + (total ? 2 : 1) : undefined}
        style={isFixed ? { minWidth: table.getTotalSize() } : undefined}
        onKeyDown={moveFocus}
      >
        {isFixed ? (
          <colgroup>
            {table.getAllLeafColumns().map((column) => (
              <col key={column.id} style={{ width: column.getSize() }} />
            ))}
          </colgroup>
        ) : null}
        <thead>
          <tr>
            {table.getLeafHeaders().map((header, at) => {
              const column = columns[at];
              return column ? <Head key={column.key} header={header} column={column} /> : null;
            })}
          </tr>
        </thead>
        <tbody>
          {isTotalLast ? null : all}
          <Space height={before} columns={columns.length} />
          {table.getRowModel().rows.map((line, at) => (
            <BodyRow
              key={line.id}
              line={line}
              columns={columns}
              rowIndex={isLong ? (places[at] ?? 0) + firstIndex : undefined}
              isNamed={isNamed}
              onRow={onRow}
              ticks={ticks}
            />
          ))}
          <Space height={after} columns={columns.length} />
          {isTotalLast ? all : null}
        </tbody>
      </table>
    </section>
  );
}

/** The rows not drawn above or below. */
function Space({ height, columns }: { readonly height: number; readonly columns: number }) {
  if (height <= 0) return null;
  return (
    <tr>
      <td colSpan={columns} style={{ height, padding: 0, border: 0 }} />
    </tr>
  );
}
