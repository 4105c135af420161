import type { MetricQueryInput, QueryResult } from '@flightdeck/query';
import type { Status, StatusLedger } from './status.ts';

/** What went wrong, as the server says it (problem+json). */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly hint: string | null;
  readonly requestId: string | null;

  constructor(status: number, body: Readonly<Record<string, unknown>>, requestId: string | null) {
    const text = (key: string): string | null => (typeof body[key] === 'string' ? body[key] : null);
    super(text('detail') ?? text('title') ?? `The server answered ${status}.`);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = text('code') ?? 'unknown';
    this.hint = text('hint');
    this.requestId = text('requestId') ?? requestId;
  }
}

/** One answer of a batch: a result, or why there is none. */
export type Answer = { readonly result: QueryResult } | { readonly problem: Readonly<Record<string, unknown>> };

/** A path of the API below the page's base, whatever prefix the server is mounted under. */
export const apiUrl = (path: string): string => new URL(`api/v1/${path}`, document.baseURI).href;

/** Answers kept with their ETag, so that the server need only say that one still holds; those asked for last. */
const kept = new Map<string, { readonly etag: string; readonly body: unknown }>();
const MOST_KEPT = 60;

async function call(path: string, init: RequestInit): Promise<unknown> {
  const key = `${path} ${typeof init.body === 'string' ? init.body : ''}`;
  const known = kept.get(key);
  const response = await fetch(apiUrl(path), {
    ...init,
    headers: { accept: 'application/json', ...init.headers, ...(known ? { 'if-none-match': known.etag } : {}) },
  });
  if (response.status === 304 && known) return known.body;
  const requestId = response.headers.get('x-request-id');
  const body: unknown = await response.json().catch(() => ({}));
  if (!response.ok) throw new ApiProblem(response.status, isRecord(body) ? body : {}, requestId);
  keep(key, response.headers.get('etag'), body);
  return body;
}

function keep(key: string, etag: string | null, body: unknown): void {
  kept.delete(key);
  if (etag === null) return;
  kept.set(key, { etag, body });
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_KEPT) break;
    kept.delete(oldest);
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
const post = (body: unknown, signal?: AbortSignal): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
  ...(signal ? { signal } : {}),
});

/** Asks all queries of a page in one request; answers stand in the same order. @throws ApiProblem */
export async function askAll(queries: readonly MetricQueryInput[], signal?: AbortSignal): Promise<readonly Answer[]> {
  const body = (await call('queries', post({ queries }, signal))) as { readonly results: readonly Answer[] };
  return body.results;
}

/** Asks one query. @throws ApiProblem */
export async function ask(query: MetricQueryInput, signal?: AbortSignal): Promise<QueryResult> {
  return (await call('query', post(query, signal))) as QueryResult;
}

/** Starts a sync now; false when one is running already. @throws ApiProblem */
export async function startSync(): Promise<boolean> {
  return ((await call('sync', post({}))) as { readonly started: boolean }).started;
}

/** The server's state. @throws ApiProblem */
export async function fetchStatus(signal?: AbortSignal): Promise<Status> {
  return (await call('status', signal ? { signal } : {})) as Status;
}

/** What the server's ledger knows day by day and line by line. @throws ApiProblem */
export async function fetchLedger(signal?: AbortSignal): Promise<StatusLedger> {
  return (await call('ledger', signal ? { signal } : {})) as StatusLedger;
}

/** What a route answers to a body: JSON, or a file as it is; the type is the server's. @throws ApiProblem */
export async function postTo<T>(route: string, body: unknown, signal?: AbortSignal): Promise<T> {
  if (!(body instanceof Blob)) return (await call(route, post(body, signal))) as T;
  return (await call(route, { method: 'POST', headers: { 'content-type': 'application/x-ndjson' }, body })) as T;
}

/** What a route says to a search string; the type is the server's. @throws ApiProblem */
export async function fetchFrom<T>(
  route: string,
  search: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<T> {
  const text = new URLSearchParams(search).toString();
  return (await call(text === '' ? route : `${route}?${text}`, signal ? { signal } : {})) as T;
}
