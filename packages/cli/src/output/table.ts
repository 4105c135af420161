import { printable } from '@flightdeck/query';

/** A column of a plain-text table. */
export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
}

/** Lines of a table with a rule under the header; no trailing blanks. */
export function formatTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => row.map((cell) => printable(cell)));
  const widths = columns.map((column, index) =>
    cells.reduce((width, row) => Math.max(width, [...(row[index] ?? '')].length), column.title.length),
  );
  const line = (row: readonly string[]): string =>
    columns
      .map(({ align }, index) => {
        const cell = row[index] ?? '';
        const fill = ' '.repeat(Math.max(0, (widths[index] ?? 0) - [...cell].length));
        return align === 'right' ? fill + cell : cell + fill;
      })
      .join('  ')
      .trimEnd();
  const header = line(columns.map(({ title }) => title));
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  return `${[header, rule, ...cells.map(line)].join('\n')}\n`;
}
