import { ME, type MetricQueryInput, type QueryResult } from '@flightdeck/query';
import type { Api, RoutesOf, Sent } from '@flightdeck/server/api';
import * as words from '../text/data.ts';
import { noteSignedOut } from './session/signed-out.ts';
import type { Status, StatusLedger } from './status/status.ts';

/** A problem the server reports (problem+json). */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly hint: string | null;
  readonly requestId: string | null;

  constructor(status: number, body: Readonly<Record<string, unknown>>, requestId: string | null) {
    const text = (key: string): string | null => (typeof body[key] === 'string' ? body[key] : null);
    super(text('detail') ?? text('title') ?? words.answered({ status }));
    this.name = 'ApiProblem';
    this.status = status;
    this.code = text('code') ?? 'unknown';
    this.hint = text('hint');
    this.requestId = text('requestId') ?? requestId;
  }
}

/** What is sent to a route, and a signal that ends the request. */
type Call<Key extends keyof Api> = Sent<Key> & { readonly signal?: AbortSignal | undefined };

/** One answer of a batch: a result, or why there is none. */
export type Answer = Api['POST /api/v1/queries']['answer']['results'][number];

/**
 * JSON as it was parsed. What is in it the schema of its route says, and the server's tests hold every answer to that; the
 * schemas themselves stay out of the page.
 */
type Parsed = ReturnType<JSON['parse']>;

/** The last answers with their ETags, so that the server need only confirm that one is still valid. */
const kept = new Map<string, { readonly etag: string; readonly body: Parsed }>();
const MOST_KEPT = 60;

/** Forgets every answer, as the person they were for has signed out. */
export const forgetAnswers = (): void => kept.clear();

/** Asks a route that answers with JSON; its types are the server's. @throws ApiProblem */
export async function call<Key extends RoutesOf<'json'>>(key: Key, sent: Call<Key>): Promise<Api[Key]['answer']> {
  const asked = toRequest(key, sent);
  const name = `${asked.url} ${typeof asked.init.body === 'string' ? asked.init.body : ''}`;
  const known = kept.get(name);
  const headers = { accept: 'application/json', ...(known ? { 'if-none-match': known.etag } : {}) };
  const response = await send(asked, headers);
  if (response.status === 304 && known) return known.body;
  const body: Parsed = await response.json().catch((error: unknown) => {
    throw error instanceof SyntaxError ? notJson(response) : error;
  });
  keep(name, response.headers.get('etag'), body);
  return body;
}

/** The text of a route that answers with a stream of it. @throws ApiProblem; TypeError when it is cut short. */
export async function callText<Key extends RoutesOf<'stream'>>(key: Key, sent: Call<Key>): Promise<string> {
  return (await send(toRequest(key, sent), {})).text();
}

interface Asked {
  readonly url: string;
  readonly init: RequestInit & { readonly headers?: Readonly<Record<string, string>> };
}

function toRequest(
  key: keyof Api,
  {
    search = {},
    signal,
    body,
  }: {
    readonly search?: Readonly<Record<string, string | undefined>>;
    readonly signal?: AbortSignal | undefined;
    readonly body?: unknown;
  },
): Asked {
  const [method = '', path = ''] = key.split(' /', 2);
  const given = Object.entries(search).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  const text = new URLSearchParams(given).toString();
  // Below the page's base, whatever prefix the server is mounted under.
  const { href: url } = new URL(text === '' ? path : `${path}?${text}`, document.baseURI);
  const init = { method, ...(signal ? { signal } : {}) };
  if (body === undefined) return { url, init };
  if (body instanceof Blob)
    return { url, init: { ...init, headers: { 'content-type': 'application/x-ndjson' }, body } };
  return { url, init: { ...init, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } };
}

async function send({ url, init }: Asked, headers: Readonly<Record<string, string>>): Promise<Response> {
  const response = await fetch(url, { ...init, headers: { ...headers, ...init.headers } });
  if (response.ok || response.status === 304) return response;
  if (response.status === 401) noteSignedOut();
  const body: unknown = await response.json().catch(() => ({}));
  throw new ApiProblem(response.status, isRecord(body) ? body : {}, response.headers.get('x-request-id'));
}

/** Such as the sign-in page of a proxy between the page and the server. */
function notJson({ status, headers }: Response): ApiProblem {
  const title = words.notFlightdeck;
  const hint = words.loadAgain;
  return new ApiProblem(status, { title, code: 'not_flightdeck', hint }, headers.get('x-request-id'));
}

function keep(name: string, etag: string | null, body: Parsed): void {
  kept.delete(name);
  if (etag === null) return;
  kept.set(name, { etag, body });
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_KEPT) break;
    kept.delete(oldest);
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** Asks all queries of a page in one request; answers stand in the same order. @throws ApiProblem */
export async function askAll(queries: readonly MetricQueryInput[], signal?: AbortSignal): Promise<readonly Answer[]> {
  const key = queries.every(isOwn) ? 'POST /api/v1/me/queries' : 'POST /api/v1/queries';
  return (await call(key, { body: { queries }, signal })).results;
}

/** True for a query of the asker's own rows only. */
export const isOwn = ({ where = [] }: MetricQueryInput): boolean =>
  where.some(({ dimension, is, values }) => dimension === 'user' && is !== 'not_in' && values.includes(ME));

/** Asks one query. @throws ApiProblem */
export async function ask(query: MetricQueryInput, signal?: AbortSignal): Promise<QueryResult> {
  if (!isOwn(query)) return call('POST /api/v1/query', { body: query, signal });
  const [answer] = await askAll([query], signal);
  if (answer && 'result' in answer) return answer.result;
  throw new ApiProblem(0, answer?.problem ?? {}, null);
}

/** Starts a sync now; false when one is running already. @throws ApiProblem */
export const startSync = async (): Promise<boolean> => (await call('POST /api/v1/sync', { body: {} })).started;

/** The server's state. @throws ApiProblem */
export const fetchStatus = (signal?: AbortSignal): Promise<Status> => call('GET /api/v1/status', { signal });

/** What the server's ledger knows day by day and line by line. @throws ApiProblem */
export const fetchLedger = (signal?: AbortSignal): Promise<StatusLedger> => call('GET /api/v1/ledger', { signal });
