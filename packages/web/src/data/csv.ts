import { type MetricQueryInput, toCsv } from '@flightdeck/query';
import { parseView } from '../view/view.ts';
import { ask } from './api.ts';
import { withAsOf } from './as-of.ts';

/** CSV of everything a query matches, not only of what is drawn: no limit, no offset. @throws ApiProblem */
export async function csvOf(query: MetricQueryInput): Promise<string> {
  const { asOf } = parseView(window.location.search);
  return toCsv(await ask(withAsOf({ ...query, limit: null, offset: 0, compare: null, total: false }, asOf)));
}

/** RFC 4180 text of rows of text; a cell a spreadsheet would run as a formula gets a leading apostrophe. */
export function csvOfTable(rows: readonly (readonly (string | number | null)[])[]): string {
  const field = (value: string | number | null): string => {
    if (value === null) return '';
    const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return `${rows.map((row) => row.map(field).join(',')).join('\r\n')}\r\n`;
}

/** Hands text to the browser as a file; a byte-order mark lets spreadsheets read UTF-8. */
export function downloadCsv(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob(['\uFEFF', text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
