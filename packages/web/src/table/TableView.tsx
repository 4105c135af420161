import { useMemo } from 'react';
import * as text from '../text/table.ts';
import type { Column } from './column.ts';
import { DataTable } from './DataTable.tsx';
import type { TableModel } from './table.ts';

const TALLEST = { maxHeight: 420 };

/** The numbers of a chart as a table. */
export function TableView({ table, name }: { readonly table: TableModel; readonly name: string }) {
  const columns = useMemo(
    () =>
      table.head.map(
        (head, place): Column<readonly string[]> => ({
          key: String(place),
          head,
          isText: table.text?.includes(place) ?? false,
          cell: (row) => ({ content: row[place], isMissing: row[place] === text.noData }),
        }),
      ),
    [table],
  );
  return <DataTable name={name} columns={columns} rows={table.rows} box={TALLEST} />;
}
