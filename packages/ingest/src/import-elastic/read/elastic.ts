import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { InputError, UpstreamError } from '@flightdeck/catalog';
import { isDeeper } from '../../scan/json/depth.ts';
import { parseJson } from '../../scan/json/parse-json.ts';

/** How to reach an Elasticsearch. */
export interface ElasticOptions {
  /** `https://elastic.example:9200`, without a name or password in it. */
  readonly url: string;
  readonly basic?: { readonly user: string; readonly password: string } | undefined;
  readonly apiKey?: string | undefined;
  /** PEM of a certificate authority to trust besides the usual ones. */
  readonly ca?: string | undefined;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
}

/** A document and where it stands. */
export interface ElasticHit {
  readonly _id: string;
  readonly _source: Readonly<Record<string, unknown>>;
}

/** Reads indexes and never writes any. */
export interface Elastic {
  /** The JSON of an answer; null when there is no such index. @throws UpstreamError */
  ask(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<unknown>;
  /** Every document of a query, a page at a time, as they stood when it began. @throws UpstreamError */
  documents(index: string, query: object): AsyncGenerator<readonly ElasticHit[]>;
}

const PAGE = 1000;
const MOST_LEVELS = 100;
/** A page of a thousand people's rows of 4 kB is 4 MB; what is far beyond is no such answer. */
const MOST_BYTES = 256 * 1024 ** 2;

/** A client of one Elasticsearch. @throws InputError `bad_url`. */
export function createElastic(options: ElasticOptions): Elastic {
  const base = parseUrl(options.url);
  const ask: Elastic['ask'] = (method, path, body) => send(base, options, method, path, body);
  return {
    ask,
    async *documents(index, query) {
      let id: unknown = null;
      try {
        let page = toPage(
          await ask('POST', `${index}/_search?scroll=5m`, {
            size: PAGE,
            sort: ['_doc'],
            query,
            track_total_hits: true,
          }),
        );
        let seen = 0;
        while (page.hits.length > 0) {
          id = page.scrollId;
          seen += page.hits.length;
          yield page.hits;
          page = toPage(await ask('POST', '_search/scroll', { scroll: '5m', scroll_id: id }), page.total);
        }
        id = page.scrollId ?? id;
        if (page.total !== null && seen !== page.total) {
          throw failed(`${index} gave ${seen} of ${page.total} documents.`, 'elastic_partial', true);
        }
      } finally {
        if (id !== null) await ask('DELETE', '_search/scroll', { scroll_id: id }).catch(() => undefined);
      }
    },
  };
}

function parseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw new InputError('That is no URL of an Elasticsearch.', {
      code: 'bad_url',
      hint: 'Write it as https://elastic.example:9200.',
    });
  }
  if (url.username !== '' || url.password !== '') {
    throw new InputError('A name or password in a URL ends up in logs.', {
      code: 'bad_url',
      hint: 'Leave them out and use --user with --password-file, or --api-key-file.',
    });
  }
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

interface Page {
  readonly scrollId: string | null;
  readonly hits: readonly ElasticHit[];
  readonly total: number | null;
}

/** @throws UpstreamError `elastic_partial` for an answer of some shards only: part of the truth is none. */
function toPage(answer: unknown, total: number | null = null): Page {
  if (answer === null) return { scrollId: null, hits: [], total };
  const { _scroll_id, timed_out, _shards, hits } = answer as {
    readonly _scroll_id?: string;
    readonly timed_out?: boolean;
    readonly _shards?: { readonly failed?: number };
    readonly hits?: { readonly hits?: readonly ElasticHit[]; readonly total?: { readonly value: number } | number };
  };
  if (timed_out === true || (_shards?.failed ?? 0) > 0) {
    throw failed('Some shards did not answer.', 'elastic_partial', true);
  }
  if (!Array.isArray(hits?.hits)) throw failed('The answer has no documents.', 'elastic_failed', false);
  const said = typeof hits.total === 'number' ? hits.total : (hits.total?.value ?? null);
  return { scrollId: _scroll_id ?? null, hits: hits.hits, total: total ?? said };
}

function failed(message: string, code: string, retryable: boolean, cause?: unknown): UpstreamError {
  const hint = retryable ? 'Run the command again; it goes on where it stopped.' : undefined;
  return new UpstreamError(message, { code, retryable, ...(hint === undefined ? {} : { hint }), cause });
}

function authorization({ basic, apiKey }: ElasticOptions): Record<string, string> {
  if (apiKey !== undefined) return { authorization: `ApiKey ${apiKey}` };
  if (basic === undefined) return {};
  return { authorization: `Basic ${Buffer.from(`${basic.user}:${basic.password}`).toString('base64')}` };
}

function send(base: URL, options: ElasticOptions, method: string, path: string, body?: object): Promise<unknown> {
  const url = new URL(path, base);
  const text = body === undefined ? null : JSON.stringify(body);
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const call = request(url, {
      method,
      timeout: options.timeoutMs ?? 60_000,
      ...(options.signal === undefined ? {} : { signal: options.signal }),
      ...(options.ca === undefined ? {} : { ca: options.ca }),
      headers: {
        accept: 'application/json',
        ...(text === null ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
        ...authorization(options),
      },
    });
    call.on('timeout', () => call.destroy(new Error('no answer in time')));
    call.on('error', (error) => {
      if (options.signal?.aborted) reject(error);
      else reject(failed(`${base.host} does not answer: ${error.message}.`, 'elastic_unreachable', true, error));
    });
    call.on('response', (response) => {
      const pieces: Buffer[] = [];
      let size = 0;
      response.on('data', (piece: Buffer) => {
        size += piece.length;
        pieces.push(piece);
        if (size > MOST_BYTES) call.destroy(new Error('the answer is too large'));
      });
      response.on('error', (error) => reject(failed(`${base.host} broke off.`, 'elastic_unreachable', true, error)));
      response.on('end', () => {
        const status = response.statusCode ?? 0;
        try {
          resolve(toAnswer(status, Buffer.concat(pieces), base.host));
        } catch (error) {
          reject(error);
        }
      });
    });
    call.end(text ?? undefined);
  });
}

function toAnswer(status: number, body: Buffer, host: string): unknown {
  if (status === 404) return null;
  if (status === 401 || status === 403) {
    throw new UpstreamError(`${host} refuses to be read (${status}).`, {
      code: 'elastic_refused',
      retryable: false,
      hint: 'Give --user with --password-file, or --api-key-file, of someone who may read the indexes copilot_*.',
    });
  }
  if (status < 200 || status > 299) {
    throw failed(`${host} answered ${status}.`, 'elastic_failed', status === 429 || status >= 500);
  }
  if (isDeeper(body, MOST_LEVELS))
    throw failed(`${host} answered with something that is no document.`, 'elastic_failed', false);
  try {
    // As text, an id too long stays what it is, and the scan names it; counts are added up.
    return parseJson(body.toString('utf8'), (digits, name) => (/(^|_)id$/.test(name) ? digits : Number(digits)));
  } catch (error) {
    throw failed(`${host} did not answer with JSON; is it an Elasticsearch?`, 'elastic_failed', false, error);
  }
}
