import { findDimension, findMetric, tileTitle } from '@flightdeck/catalog';
import { csvLine, type MetricQueryInput } from '@flightdeck/query';
import { parseView } from '../view/view.ts';
import { callText, isOwn } from './api.ts';
import { withAsOf } from './as-of.ts';

/** CSV of everything a query matches, with the names the page has: no limit, no offset. @throws ApiProblem */
export async function csvOf(query: MetricQueryInput): Promise<string> {
  const { asOf } = parseView(window.location.search);
  const body = withAsOf({ ...query, limit: null, offset: 0, compare: null, total: false }, asOf);
  const text = await callText(isOwn(body) ? 'POST /api/v1/me/query/csv' : 'POST /api/v1/query/csv', { body });
  return named(text, query.over ?? []);
}

/** The text with the names of the catalogue for people in place of those for programs. */
export function named(text: string, over: readonly string[]): string {
  const end = text.indexOf('\r\n');
  if (end < 0) return text;
  const head = text
    .slice(0, end)
    .split(',')
    .map((name) => {
      const metric = findMetric(name);
      return metric ? tileTitle(metric.name, over) : (findDimension(name)?.label ?? name);
    });
  return csvLine(head) + text.slice(end + 2);
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
