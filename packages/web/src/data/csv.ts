import type { MetricQueryInput } from '@flightdeck/query';
import { named } from '../table/named-heads.ts';
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

/** Hands text to the browser as a file; a byte-order mark lets spreadsheets read UTF-8. */
export function downloadCsv(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob(['\uFEFF', text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
