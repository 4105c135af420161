import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import type { Restatements, Status, StatusLedger, toRestatementsQuery } from '@flightdeck/app';
import { CapabilityError, type DayRange, InputError, UpstreamError } from '@flightdeck/catalog';
import { type MetricQueryInput, parseExactJson, type QueryResult } from '@flightdeck/query';
import type { ReceivedFile, ReconcileRequest, Reconciliation } from '@flightdeck/reconcile';
import type { Api, RoutesOf, Sent } from '@flightdeck/server';
import type { Target } from './target.ts';

/** Which replaced days are wanted, as a person wrote it. */
export type RestatementsAsked = Parameters<typeof toRestatementsQuery>[0];

/** A server that is asked over its API. */
export interface ServerClient {
  query(query: MetricQueryInput): Promise<QueryResult>;
  status(): Promise<Status>;
  ledger(): Promise<StatusLedger>;
  restatements(asked: RestatementsAsked): Promise<Restatements>;
  /** Hands over a file to compare with. */
  receive(path: string, scope: string): Promise<ReceivedFile>;
  reconcile(request: ReconcileRequest): Promise<Reconciliation>;
  /** The table of accounts. */
  accounts(): Promise<Api['GET /api/v1/accounts']['answer']['accounts']>;
  /** Replaces it with a CSV. */
  importAccounts(csv: string): Promise<Api['POST /api/v1/accounts']['answer']>;
  tokens(): Promise<TokenRows>;
  makeToken(asked: TokenAsked): Promise<MadeToken>;
  /** Revokes a token; false if there was none. */
  revokeToken(id: string): Promise<boolean>;
  /** Starts a sync, of the range only if one is given; false if work is under way already. */
  startSync(range?: Partial<DayRange>): Promise<boolean>;
}

/** Tokens as a server lists them. */
export type TokenRows = Api['GET /api/v1/tokens']['answer']['tokens'];
/** What a new token is made from. */
export type TokenAsked = Sent<'POST /api/v1/tokens'>['body'];
/** A new token, with its text. */
export type MadeToken = Api['POST /api/v1/tokens']['answer'];

/** A client of the server; every error is one of the families. */
export function createServerClient(server: Target): ServerClient {
  return {
    query: (body) => call(server, 'POST /api/v1/query', { body }),
    status: () => call(server, 'GET /api/v1/status', {}),
    restatements: (search) => call(server, 'GET /api/v1/restatements', { search }),
    ledger: () => call(server, 'GET /api/v1/ledger', {}),
    async receive(path, scope) {
      const body = await openAsBlob(path).catch(() => null);
      if (body === null) throw unreadable(path);
      return call(server, 'POST /api/v1/reconcile/files', { search: { scope, name: basename(path) }, body });
    },
    reconcile: (body) => call(server, 'POST /api/v1/reconcile', { body }),
    accounts: async () => (await call(server, 'GET /api/v1/accounts', {})).accounts,
    importAccounts: (csv) => call(server, 'POST /api/v1/accounts', { body: new Blob([csv]) }),
    tokens: async () => (await call(server, 'GET /api/v1/tokens', {})).tokens,
    makeToken: (body) => call(server, 'POST /api/v1/tokens', { body }),
    revokeToken: async (id) => (await call(server, 'POST /api/v1/tokens/revoke', { body: { id } })).revoked,
    startSync: async (body = {}) => (await call(server, 'POST /api/v1/sync', { body })).started,
  };
}

interface AnySent {
  readonly search?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
}

/** Parsed JSON, whole numbers exact. The schema of its route describes it; tests check every answer against that. */
type Parsed = ReturnType<JSON['parse']>;

async function call<Key extends RoutesOf<'json'>>(
  server: Target,
  key: Key,
  { search = {}, body }: AnySent & Sent<Key>,
): Promise<Api[Key]['answer']> {
  const [method = '', path = ''] = key.split(' ', 2);
  const given = Object.entries(search).flatMap(([name, text]) => (text === undefined ? [] : [[name, text] as const]));
  const url = given.length === 0 ? path : `${path}?${new URLSearchParams(Object.fromEntries(given))}`;
  const text =
    body instanceof Blob
      ? await send(server, method, url, body, 'application/x-ndjson')
      : await send(server, method, url, body === undefined ? null : JSON.stringify(body));
  return parseAnswer(text);
}

function parseAnswer(text: string): Parsed {
  try {
    return parseExactJson(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UpstreamError('The server gave an answer that is not from Flightdeck.', {
      code: 'not_flightdeck',
      retryable: false,
      hint: 'Check its address: a page that asks people to sign in answers like this too.',
    });
  }
}

async function send(
  target: Target,
  method: string,
  path: string,
  body: string | Blob | null,
  type = 'application/json',
): Promise<string> {
  const { url, token } = target;
  const headers = {
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    ...(body === null ? {} : { 'content-type': type }),
  };
  let answered: { readonly status: number; readonly text: string };
  try {
    const answer = await target.send(new URL(path.slice(1), url), { method, headers, body });
    answered = { status: answer.status, text: await answer.text() };
  } catch (error) {
    throw target.silent(error);
  }
  const { status, text } = answered;
  if (status >= 300 && status < 400) throw sentOn(url);
  if (status === 200) return text;
  throw toError(status, text);
}

const sentOn = (url: string): UpstreamError =>
  new UpstreamError(`${url} sends on to another address, which is not followed: the token would go there.`, {
    code: 'sent_on',
    retryable: false,
    hint: 'Set FLIGHTDECK_URL to the address that people open, with its path; where a proxy before it signs people in, let /api/ pass.',
  });

function toError(status: number, text: string): Error {
  const problem = readProblem(text);
  const details = { code: problem.code, ...(problem.hint ? { hint: problem.hint } : {}) };
  if (status === 422) return new CapabilityError(problem.title, details);
  if (status < 500) return new InputError(problem.title, details);
  return new UpstreamError(problem.title, { ...details, retryable: status === 503, status });
}

interface ReadProblem {
  readonly title: string;
  readonly code: string;
  readonly hint?: string | undefined;
}

function readProblem(text: string): ReadProblem {
  const { title, code, hint } = toRecord(text);
  if (typeof title === 'string' && typeof code === 'string') {
    return { title, code, hint: typeof hint === 'string' ? hint : undefined };
  }
  return {
    title: 'The server gave an answer that is not from Flightdeck.',
    code: 'not_flightdeck',
  };
}

function toRecord(text: string): Readonly<Record<string, unknown>> {
  try {
    return { ...JSON.parse(text) };
  } catch {
    return {};
  }
}

/** The error for a file that does not exist or may not be read. */
export function unreadable(path: string): InputError {
  return new InputError(`${path} cannot be read.`, { code: 'no_file', hint: 'Check the path and who may read it.' });
}
