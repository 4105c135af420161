import { rootCertificates } from 'node:tls';
import { InputError, UpstreamError, withoutSlashes } from '@flightdeck/catalog';
import { Client, errors } from '@opensearch-project/opensearch';
import { withPatience } from './retry.ts';

/** How a cluster is reached. */
export interface ClusterAddress {
  /** One or several addresses of nodes, separated by commas. */
  readonly url: string;
  readonly user?: string;
  readonly password?: string;
  readonly apiKey?: string;
  /** Certificates of authorities to trust, in PEM, besides the usual ones. */
  readonly ca?: string;
  readonly requestTimeoutMs?: number;
  /** How long a request is sent again while nodes cannot be reached or are too busy. */
  readonly patienceMs?: number;
}

/** One request. A text body is newline-delimited JSON. */
export interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean>>;
  readonly body?: object | string;
  /** Status codes that are answers and not failures. */
  readonly accept?: readonly number[];
  /** Whole numbers that no double holds come as bigint; slower. */
  readonly isExact?: boolean;
  /** True: never sent again, because the cluster would go on from where it was. */
  readonly isOnce?: boolean;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
}

/** Status and body of an answer, of the shape the caller knows the request to have. */
export interface Answer<T> {
  readonly status: number;
  readonly body: T;
}

/** Speaks to the cluster. @throws UpstreamError as `explainFailure` says. */
export interface Cluster {
  send<T = unknown>(request: Request): Promise<Answer<T>>;
  /** How long a request that fails in a way that passes is sent again. */
  readonly patienceMs: number;
  /** The same connections with more or less patience, for work with or without somebody waiting. */
  patient(patienceMs: number): Cluster;
  /** Requests sent so far. */
  requests(): number;
  close(): Promise<void>;
}

const REQUEST_TIMEOUT_MS = 60_000;
const PATIENCE_MS = 10_000;

/** A connection to the nodes; failed ones are left out for a while. @throws InputError `bad_store_url`. */
export function connectCluster(address: ClusterAddress): Cluster {
  const nodes = parseNodes(address);
  const options = {
    nodes,
    // One try at each node, at once; after that with patience.
    maxRetries: nodes.length - 1,
    requestTimeout: address.requestTimeoutMs ?? REQUEST_TIMEOUT_MS,
    headers: address.apiKey === undefined ? {} : { authorization: `ApiKey ${address.apiKey}` },
    ...(address.ca === undefined ? {} : { ssl: { ca: [...rootCertificates, address.ca] } }),
    ...(address.user === undefined ? {} : { auth: { username: address.user, password: address.password ?? '' } }),
  };
  const quick = new Client(options);
  // A client of its own: looking for long numbers makes every answer several times slower to read.
  const exact = new Client({ ...options, enableLongNumeralSupport: true });
  let requests = 0;

  async function sendOnce<T>({ method, path, query, body, accept = [], isExact, isOnce, timeoutMs, signal }: Request) {
    signal?.throwIfAborted();
    requests += 1;
    const client = isExact ? exact : quick;
    const sent = client.transport.request(
      {
        method,
        path,
        ...(query === undefined ? {} : { querystring: { ...query } }),
        ...(body === undefined ? {} : typeof body === 'string' ? { bulkBody: body } : { body }),
      },
      {
        ignore: [...accept],
        ...(timeoutMs === undefined ? {} : { requestTimeout: timeoutMs }),
        ...(isOnce ? { maxRetries: 0 } : {}),
      },
    );
    const abort = () => sent.abort();
    signal?.addEventListener('abort', abort, { once: true });
    try {
      const { statusCode, body: answered } = await sent;
      return { status: statusCode ?? 0, body: answered as T };
    } catch (error) {
      signal?.throwIfAborted();
      throw explainFailure(error, path);
    } finally {
      signal?.removeEventListener('abort', abort);
    }
  }

  const withPatienceOf = (patienceMs: number): Cluster => ({
    send: <T>(request: Request) =>
      withPatience(request.isOnce ? 0 : patienceMs, () => sendOnce<T>(request), {
        signal: request.signal,
      }),
    patienceMs,
    patient: withPatienceOf,
    requests: () => requests,
    async close() {
      await Promise.all([quick.close(), exact.close()]);
    },
  });
  return withPatienceOf(address.patienceMs ?? PATIENCE_MS);
}

function parseNodes({ url, apiKey, user }: ClusterAddress): string[] {
  const nodes = url
    .split(',')
    .map((one) => withoutSlashes(one.trim()))
    .filter((one) => one !== '');
  for (const node of nodes) {
    const parsed = URL.canParse(node) ? new URL(node) : null;
    if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.username !== '' || parsed.password !== '') {
      throw badUrl('The address of the cluster is not http:// or https:// with a host, without user and password.');
    }
  }
  if (nodes.length === 0) throw badUrl('The address of the cluster is empty.');
  if (apiKey !== undefined && user !== undefined) throw badUrl('Both a user and an API key are set for the cluster.');
  return nodes;
}

const badUrl = (message: string): InputError =>
  new InputError(message, {
    code: 'bad_store_url',
    hint: 'Set STORE_URL to https://HOST:9200, several nodes separated by commas, and one of STORE_USER with STORE_PASSWORD and STORE_API_KEY.',
  });

/** What a failure of the cluster means to people; credentials never stand in it. */
function explainFailure(error: unknown, path: string): Error {
  if (error instanceof errors.ResponseError) return explainResponse(error, path);
  if (error instanceof errors.TimeoutError) {
    return upstream('store_timeout', `The cluster did not answer ${path} in time.`, true, error);
  }
  if (error instanceof errors.NoLivingConnectionsError || error instanceof errors.ConnectionError) {
    const reason = reasonOf(error);
    if (/certificate|self.signed|CERT_|altname|SSL|TLS|EPROTO|wrong version/i.test(reason)) {
      return upstream('store_certificate', `The cluster's certificate was not accepted: ${reason}.`, false, error, {
        hint: 'Give the certificate of its authority with STORE_CA, and use the name the certificate is made out to.',
      });
    }
    return upstream('store_unreachable', `The cluster cannot be reached: ${reason}.`, true, error, {
      hint: 'Look whether the nodes of STORE_URL run and can be reached from here.',
    });
  }
  return error instanceof Error ? error : new Error(String(error));
}

function explainResponse(error: errors.ResponseError, path: string): Error {
  const status = error.statusCode;
  const body = (error.meta?.body ?? {}) as { readonly error?: unknown };
  const reason = reasonIn(body.error) ?? error.message;
  if (status === 401 || status === 403) {
    if (/cluster_block|blocked by/i.test(reason)) return blocked(reason, error);
    return upstream('store_denied', `The cluster refused the credentials (${status}): ${reason}`, false, error, {
      hint: 'Check STORE_USER and STORE_PASSWORD or STORE_API_KEY, and that they may read, write and manage STORE_PREFIX-*.',
    });
  }
  if (status === 429 && /disk|flood|read-only/i.test(reason)) return blocked(reason, error);
  const retryable = status === 429 || (status >= 502 && status <= 504) || (status >= 500 && IN_MOTION.test(reason));
  return upstream('store_failed', `The cluster answered ${status} to ${path}: ${reason}`, retryable, error);
}

/** What nodes say while one of them leaves or comes. */
const IN_MOTION =
  /node_(closed|disconnected|not_connected)|no_shard_available|not_discovered|process_cluster_event_timeout/;

const blocked = (reason: string, cause: unknown): UpstreamError =>
  upstream('store_blocked', `The cluster takes no writes: ${reason}`, true, cause, {
    hint: 'Free disk space on its nodes; the block is lifted when there is enough, and the next sync goes on.',
  });

function upstream(code: string, message: string, retryable: boolean, error: unknown, more = {}): UpstreamError {
  // The client's own errors hold the request, and with it an API key.
  const cause = error instanceof Error ? new Error(`${error.name}: ${error.message}`) : undefined;
  return new UpstreamError(message, { code, retryable, cause, ...more });
}

function reasonOf(error: Error): string {
  const text = error.message || 'no node answers at any of its addresses';
  return text.split('\n')[0] ?? text;
}

/** The reason an engine gives, its cause behind it. */
export function reasonIn(error: unknown): string | null {
  if (typeof error === 'string') return error;
  if (typeof error !== 'object' || error === null) return null;
  const { reason, type, caused_by, root_cause } = error as Record<string, unknown>;
  const inner = reasonIn(caused_by) ?? (Array.isArray(root_cause) ? reasonIn(root_cause[0]) : null);
  const own = [type, reason].filter((part) => typeof part === 'string').join(': ');
  return inner !== null && !own.includes(inner) ? `${own} (${inner})` : own || inner;
}
