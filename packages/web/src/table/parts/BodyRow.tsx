import type { Row as TableRow } from '@tanstack/react-table';
import { memo } from 'react';
import { type Column, drawnCell } from '../column.ts';
import css from '../table.module.css';
import { LOOKS } from './looks.ts';
import { Tick, type Ticks } from './Tick.tsx';

interface Props<Row> {
  readonly line: TableRow<Row | null>;
  readonly columns: readonly Column<Row>[];
  /** Among all rows of the table, from 1; none where all of them are drawn. */
  readonly rowIndex: number | undefined;
  /** False: the first cell is one of the others, it does not name the row. */
  readonly isNamed: boolean;
  readonly onRow?: ((row: Row, exclude: boolean) => void) | undefined;
  readonly ticks?: Ticks<Row> | undefined;
}

/** A row of a table, or its place while the row is loading. */
function Line<Row>({ line: { original: row }, columns, rowIndex, isNamed, onRow, ticks }: Props<Row>) {
  if (row === null)
    return (
      <tr aria-rowindex={rowIndex}>
        <th scope="row">
          <span className={`fd-skeleton ${css.blank}`} />
        </th>
        <td colSpan={columns.length - 1} />
      </tr>
    );
  return (
    // Where a row can be pressed, the name in it is the button a keyboard uses.
    <tr
      aria-rowindex={rowIndex}
      className={onRow && css.pick}
      onClick={onRow && ((event) => onRow(row, event.shiftKey))}
    >
      {columns.map((column, place) => (
        <BodyCell key={column.key} column={column} row={row} isName={isNamed && place === 0}>
          {ticks && place === 0 ? <Tick row={row} ticks={ticks} /> : null}
        </BodyCell>
      ))}
    </tr>
  );
}

/** A row is drawn again only when it is another; rows in sight stay as they are while the list is scrolled. */
export const BodyRow = memo(
  Line,
  (a, b) =>
    a.line.original === b.line.original &&
    a.columns === b.columns &&
    a.rowIndex === b.rowIndex &&
    a.isNamed === b.isNamed &&
    a.onRow === b.onRow &&
    a.ticks === b.ticks,
) as typeof Line;

/** One cell of a row, after what stands before its content. */
export function BodyCell<Row>({
  column,
  row,
  isName,
  children,
}: {
  readonly column: Column<Row>;
  readonly row: Row;
  readonly isName: boolean;
  readonly children?: React.ReactNode;
}) {
  const { content, isMissing = false, title } = drawnCell(column.cell(row));
  if (isName)
    return (
      <th scope="row" title={title}>
        {children}
        {content}
      </th>
    );
  return (
    <td
      data-text={column.isText ?? false}
      data-none={isMissing}
      title={title}
      className={column.look && LOOKS[column.look]}
    >
      {children}
      {content}
    </td>
  );
}
