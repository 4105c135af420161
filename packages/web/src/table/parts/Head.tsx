import type { Header } from '@tanstack/react-table';
import type { ColumnHead } from '../column.ts';
import { LOOKS } from './looks.ts';

const SORTS = { asc: { aria: 'ascending', arrow: ' ↑' }, desc: { aria: 'descending', arrow: ' ↓' } } as const;

/** The head of a column; a button where the list can be sorted by it. */
export function Head<Row>({ header, column }: { readonly header: Header<Row, unknown>; readonly column: ColumnHead }) {
  const sorted = header.column.getIsSorted();
  const sort = sorted === false ? null : SORTS[sorted];
  return (
    <th
      scope="col"
      aria-sort={sort?.aria}
      title={column.says}
      data-text={column.isText ?? false}
      className={column.look && LOOKS[column.look]}
    >
      {column.sort ? (
        <button type="button" onClick={() => header.column.toggleSorting()}>
          {column.head}
          {sort?.arrow}
        </button>
      ) : (
        column.head
      )}
    </th>
  );
}
