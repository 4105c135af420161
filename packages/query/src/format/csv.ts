/** What a cell of CSV holds: text is guarded, numbers are written as they are, null is an empty field. */
export type CsvCell = string | number | bigint | null;

/** Beginnings a spreadsheet takes for a formula, full-width forms included. @source OWASP "CSV Injection" */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** RFC 4180 text, one line a row; text that a spreadsheet would run as a formula gets a leading apostrophe, numbers never do. */
export function csvText(rows: Iterable<readonly CsvCell[]>): string {
  return Array.from(rows, csvLine).join('');
}

/** One line of it, with its end. */
export function csvLine(row: readonly CsvCell[]): string {
  return `${row.map(csvCell).join(',')}\r\n`;
}

function csvCell(value: CsvCell): string {
  if (value === null) return '';
  const text = String(value);
  const safe = typeof value === 'string' && FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
