import { type DayRange, eachDay } from '@flightdeck/catalog';
import { type Asked as Asking, type MetricQueryInput, mergeQueries, type QueryResult } from '@flightdeck/query';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import * as words from '../text/data.ts';
import { rememberSlots } from '../theme/slots.ts';
import { compareRange, type Extent, grainOf, rangeOf } from '../view/range.ts';
import type { View } from '../view/view.ts';
import { ApiProblem, ask, askAll, fetchLedger, fetchStatus } from './api.ts';
import { allAsOf, cutExtent, useAsOf, withAsOf } from './as-of.ts';
import { STATUS_NEED, useMay } from './session/me.ts';
import { hostsOf, scopesOf, scopeWhere } from './status/scopes.ts';
import { cutSpans, daysOfSpans, extentOfSpans, isDaily, isHistory, isLoaded, isSnapshot } from './status/spans.ts';
import type { Status, StatusSpan } from './status/status.ts';

/** How the server's state is asked for: before anything is drawn, and then by every part that shows some of it. */
export const STATUS_QUERY = queryOptions({
  queryKey: ['status'],
  queryFn: async ({ signal }) => {
    const status = await fetchStatus(signal);
    rememberSlots(status.slots);
    return status;
  },
  staleTime: 30_000,
});

/** The server's state, asked again every minute. */
export function useStatus() {
  // Asking for what is refused each time would fill the audit log.
  const enabled = useMay(STATUS_NEED);
  return useQuery({ ...STATUS_QUERY, refetchInterval: 60_000, enabled });
}

/** What the server's ledger knows day by day, asked again whenever the status has other data or another run. */
export function useLedger(status: Status | undefined) {
  return useQuery({
    queryKey: ['ledger', status?.dataVersion, status?.lastRun?.id],
    queryFn: ({ signal }) => fetchLedger(signal),
    placeholderData: keepPreviousData,
    enabled: status !== undefined,
  });
}

/** First and last loaded day of the scopes a choice means; null before anything has landed. */
export function extentOf(status: Status, chosen: string | null): Extent | null {
  if (chosen === null && hostsOf(status).length <= 1) {
    return status.range && { first: status.range.from, last: status.range.to };
  }
  const scopes = new Set(scopesOf(status, chosen).map(({ scope }) => scope));
  const loaded = status.spans.filter((span) => scopes.has(span.scope) && isLoaded(span));
  // Days of GitHub's daily reports, else of what else there is: history, then snapshots.
  const kinds = [isDaily, (span: StatusSpan) => !isSnapshot(span), isSnapshot];
  const extent = kinds.map((is) => extentOfSpans(loaded.filter(is))).find((found) => found !== null);
  // History lies before them, and can be looked at.
  const history = extentOfSpans(loaded.filter(isHistory));
  const first = history && extent && history.from < extent.from ? history.from : extent?.from;
  return extent && first !== undefined ? { first, last: extent.to } : null;
}

/** What the view means once the days there are are known. */
export interface Asked extends Asking {
  /** A comparison was chosen but its days are not all loaded, so it is left out rather than shown wrong. */
  readonly compareAbsent: boolean;
}

/** Reports whose days a comparison needs. */
const COMPARED_REPORTS: readonly string[] = ['users-1-day', 'aggregate-1-day'];

/** True when some day was never asked for or is still on its way; a day GitHub has no report for is not a gap. */
function hasGap(status: Status, scope: string | null, range: DayRange): boolean {
  const wanted = eachDay(range);
  return COMPARED_REPORTS.some((report) => {
    const spans = status.spans.filter((span) => span.report === report && (scope === null || span.scope === scope));
    const known = daysOfSpans(cutSpans(spans, range));
    return spans.length > 0 && wanted.some((day) => !known.has(day));
  });
}

/** A view → range, grain, comparison and conditions of every query of the page; null before anything has landed. */
export function toAsked(view: View, status: Status): Asked | null {
  const scopes = scopeWhere(status, view.scope);
  const extent = extentOf(status, scopes.length > 0 ? view.scope : null);
  if (!extent) return null;
  const range = rangeOf(view.range, cutExtent(extent, view.asOf));
  const compared = compareRange(view.compare, range);
  const compareAbsent = compared !== null && (compared.from < extent.first || hasGap(status, view.scope, compared));
  return {
    range,
    grain: grainOf(view.grain, range),
    compare: view.compare === 'off' || compareAbsent ? null : view.compare,
    compareAbsent,
    where: [...scopes, ...view.filters.map(({ dimension, is, values }) => ({ dimension, is, values: [...values] }))],
  };
}

/** Where an answer stands; `alone` says that only this one failed. */
export type Loaded =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly problem: ApiProblem; readonly retry: () => void; readonly alone: boolean }
  | { readonly kind: 'ready'; readonly result: QueryResult; readonly stale: boolean };

/** What went wrong, whatever was thrown. */
export const problemOf = (error: unknown): ApiProblem =>
  error instanceof ApiProblem ? error : new ApiProblem(0, { detail: words.noAnswer, hint: words.isRunning }, null);

/** An answer kept while another filter loads may only stand in for the same metrics by the same dimensions. */
function sameQuestion(kept: MetricQueryInput | undefined, wanted: MetricQueryInput | undefined): boolean {
  const shape = (query: MetricQueryInput | undefined): string =>
    JSON.stringify([query?.metrics, query?.by?.filter((name) => !TIME.has(name))]);
  return kept !== undefined && shape(kept) === shape(wanted);
}

const TIME: ReadonlySet<string> = new Set(['day', 'week', 'month']);

/** How different questions are asked in one request. */
export const answersQuery = (queries: readonly MetricQueryInput[]) =>
  queryOptions({
    queryKey: ['queries', queries],
    queryFn: async ({ signal }) => ({ asked: queries, answers: await askAll(queries, signal) }),
  });

/** Asks many queries in one request; equal questions are asked once. One answer a query, in their order. */
export function useAnswers(queries: readonly MetricQueryInput[]): readonly Loaded[] {
  const asOf = useAsOf();
  const merged = useMemo(() => mergeQueries(allAsOf(queries, asOf)), [queries, asOf]);
  const query = useQuery({
    ...answersQuery(merged.queries),
    placeholderData: keepPreviousData,
    enabled: queries.length > 0,
  });
  return merged.places.map((place): Loaded => {
    const retry = (): void => void query.refetch();
    if (query.isError) return { kind: 'failed', problem: problemOf(query.error), retry, alone: false };
    const answer = sameQuestion(query.data?.asked[place], merged.queries[place])
      ? query.data?.answers[place]
      : undefined;
    if (!answer) return { kind: 'loading' };
    if ('problem' in answer)
      return { kind: 'failed', problem: new ApiProblem(0, answer.problem, null), retry, alone: true };
    return { kind: 'ready', result: answer.result, stale: query.isPlaceholderData };
  });
}

/** Asks one query; null asks nothing. */
export function useAnswer(wanted: MetricQueryInput | null): Loaded {
  const asOf = useAsOf();
  const input = wanted && withAsOf(wanted, asOf);
  const query = useQuery({
    queryKey: ['query', input],
    queryFn: ({ signal }) => ask(input ?? { metrics: [], range: { from: '', to: '' } }, signal),
    placeholderData: keepPreviousData,
    enabled: input !== null,
  });
  if (query.isError)
    return { kind: 'failed', problem: problemOf(query.error), retry: () => void query.refetch(), alone: true };
  if (!query.data) return { kind: 'loading' };
  return { kind: 'ready', result: query.data, stale: query.isPlaceholderData };
}
