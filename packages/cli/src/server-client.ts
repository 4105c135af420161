import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import type { Restatements, ServerFile, Status, StatusLedger } from '@flightdeck/app';
import { CapabilityError, type DayRange, InputError, UpstreamError } from '@flightdeck/catalog';
import { type MetricQueryInput, parseExactJson, type QueryResult } from '@flightdeck/query';
import type { ReceivedFile, ReconcileRequest, Reconciliation } from '@flightdeck/reconcile';

/** A server that runs on the data folder, asked over its API. */
export interface ServerClient {
  query(query: MetricQueryInput): Promise<QueryResult>;
  status(): Promise<Status>;
  ledger(): Promise<StatusLedger>;
  restatements(asked: Readonly<Record<string, string | undefined>>): Promise<Restatements>;
  /** Hands over a file to compare with. */
  receive(path: string, scope: string): Promise<ReceivedFile>;
  reconcile(request: ReconcileRequest): Promise<Reconciliation>;
  /** Has it sync, only days of the range when one is given; false when it was at work already. */
  startSync(range?: Partial<DayRange>): Promise<boolean>;
}

/** A client of the server; every error is one of the families. */
export function createServerClient(server: ServerFile): ServerClient {
  return {
    query: async (query) => (await call(server, 'POST', '/api/v1/query', query)) as QueryResult,
    status: async () => (await call(server, 'GET', '/api/v1/status')) as Status,
    restatements: async (asked) => {
      const given = Object.entries(asked).flatMap(([name, text]) =>
        text === undefined ? [] : [[name, text] as const],
      );
      return (await call(
        server,
        'GET',
        `/api/v1/restatements?${new URLSearchParams(Object.fromEntries(given))}`,
      )) as Restatements;
    },
    ledger: async () => (await call(server, 'GET', '/api/v1/ledger')) as StatusLedger,
    async receive(path, scope) {
      const search = new URLSearchParams({ scope, name: basename(path) });
      const file = await openAsBlob(path).catch(() => null);
      if (file === null) throw unreadable(path);
      const text = await send(server, 'POST', `/api/v1/reconcile/files?${search}`, file, 'application/x-ndjson');
      return parseExactJson(text) as ReceivedFile;
    },
    reconcile: async (request) => (await call(server, 'POST', '/api/v1/reconcile', request)) as Reconciliation,
    startSync: async (range = {}) =>
      ((await call(server, 'POST', '/api/v1/sync', range)) as { readonly started: boolean }).started,
  };
}

async function call(server: ServerFile, method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown> {
  const text = await send(server, method, path, body === undefined ? null : JSON.stringify(body));
  return parseExactJson(text);
}

async function send(
  { url, pid }: ServerFile,
  method: string,
  path: string,
  body: string | Blob | null,
  type = 'application/json',
): Promise<string> {
  let response: Response;
  try {
    response = await fetch(new URL(path, url), {
      method,
      ...(body === null ? {} : { body, headers: { 'content-type': type } }),
    });
  } catch (error) {
    throw new InputError(`Flightdeck (pid ${pid}) holds the data but does not answer at ${url}.`, {
      code: 'server_silent',
      hint: `Wait until it has started, or stop it: kill ${pid}. Then try again.`,
      cause: error,
    });
  }
  const text = await response.text();
  if (response.ok) return text;
  throw toError(response.status, text);
}

function toError(status: number, text: string): Error {
  const problem = readProblem(text);
  const details = { code: problem.code, ...(problem.hint ? { hint: problem.hint } : {}) };
  if (status === 422) return new CapabilityError(problem.title, details);
  if (status < 500) return new InputError(problem.title, details);
  return new UpstreamError(problem.title, { ...details, retryable: status === 503, status });
}

function readProblem(text: string): { readonly title: string; readonly code: string; readonly hint?: string } {
  try {
    return JSON.parse(text);
  } catch {
    return { title: 'The running server answered with something that is not JSON.', code: 'not_flightdeck' };
  }
}

/** The error for a file that is not there or may not be read. */
export function unreadable(path: string): InputError {
  return new InputError(`${path} cannot be read.`, { code: 'no_file', hint: 'Check the path and who may read it.' });
}
