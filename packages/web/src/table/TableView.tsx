import type { TableModel } from './table.ts';

/** The numbers of a chart as a table. */
export function TableView({ table, name }: { readonly table: TableModel; readonly name: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="fd-table-wrap" style={{ maxHeight: 420 }} tabIndex={0} aria-label={`${name}, table`}>
      <table className="fd-table">
        <thead>
          <tr>
            {table.head.map((text, column) => (
              <th key={text} scope="col" data-text={table.text?.includes(column) ?? false}>
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, line) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of one table never move
            <tr key={line}>
              {row.map((text, column) =>
                column === 0 ? (
                  <th key={table.head[column]} scope="row">
                    {text}
                  </th>
                ) : (
                  <td
                    key={table.head[column]}
                    data-none={text === 'no data'}
                    data-text={table.text?.includes(column) ?? false}
                  >
                    {text}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
