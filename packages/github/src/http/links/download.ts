import { UpstreamError } from '@flightdeck/catalog';
import type { Dispatcher } from 'undici';
import type { RequestEvent } from '../../options.ts';
import { networkFailure } from '../failures/network-failure.ts';
import { allowLink, type LinkPolicy, linkNotAllowed } from './link-policy.ts';
import { SignedLink } from './signed-link.ts';

/** One report file on its way. */
export interface DownloadedBody {
  /**
   * The bytes as sent, never decompressed: identity is asked for, and what comes compressed anyway says so in `encoding`.
   * Ends in UpstreamError `truncated_download` when bytes are missing, `timeout` when it stops moving.
   */
  readonly stream: AsyncIterable<Uint8Array>;
  /** Bytes announced, or null when not announced. */
  readonly contentLength: number | null;
  /** `gzip`, or null for plain bytes. */
  readonly encoding: 'gzip' | null;
}

/** A download that can be given up. */
export interface OpenDownload extends DownloadedBody {
  close(): void;
}

export interface Downloader {
  readonly dispatcher: Dispatcher;
  readonly policy: LinkPolicy;
  readonly timeoutMs: number;
  readonly userAgent: string;
  readonly onRequest: (event: RequestEvent) => void;
}

const MOST_REDIRECTS = 3;
/** A file that brings less than this in `timeoutMs` of waiting has stopped moving. */
const LEAST_BYTES_A_TIMEOUT = 1024;

/**
 * Opens the file behind a link, without credentials.
 * @throws UpstreamError `link_expired` (ask for the report again), `link_not_allowed`, `github_unavailable`, `timeout`.
 */
export async function openDownload(downloader: Downloader, link: SignedLink): Promise<OpenDownload> {
  let url = SignedLink.urlOf(link);
  for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
    const answer = await get(downloader, url);
    const location = answer.headers.location;
    if (![301, 302, 303, 307, 308].includes(answer.statusCode)) return toDownload(answer, downloader.timeoutMs);
    discard(answer);
    if (typeof location !== 'string' || !URL.canParse(location, url.href)) throw linkNotAllowed('it leads nowhere');
    const next = allowLink(new URL(location, url).href, downloader.policy);
    if (next.origin !== url.origin) throw linkNotAllowed('it leads to another host');
    url = next;
  }
  throw linkNotAllowed('it redirects in a loop');
}

async function get(downloader: Downloader, url: URL): Promise<Dispatcher.ResponseData> {
  const begun = performance.now();
  const report = (status: number | null): void =>
    downloader.onRequest({
      method: 'GET',
      route: 'download',
      status,
      durationMs: Math.round(performance.now() - begun),
      rateLimitRemaining: null,
      rateLimitResource: null,
    });
  try {
    const answer = await downloader.dispatcher.request({
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method: 'GET',
      headers: { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': downloader.userAgent },
    });
    report(answer.statusCode);
    return answer;
  } catch (error) {
    report(null);
    throw networkFailure(error);
  }
}

function toDownload(answer: Dispatcher.ResponseData, timeoutMs: number): OpenDownload {
  const { statusCode: status, headers, body } = answer;
  const refusal = status === 200 ? null : refusalOf(status);
  const encoding = String(headers['content-encoding'] ?? 'identity')
    .trim()
    .toLowerCase();
  if (refusal || !/^(identity|gzip|x-gzip)$/.test(encoding)) {
    discard(answer);
    throw (
      refusal ??
      failed('unexpected_encoding', 'A report file came in a compression that was not requested.', status, true)
    );
  }
  const announced = headers['content-length'];
  const contentLength = typeof announced === 'string' && /^\d+$/.test(announced) ? Number(announced) : null;
  return {
    stream: whole(body, contentLength, timeoutMs),
    contentLength,
    encoding: encoding === 'identity' ? null : 'gzip',
    close: () => discard(answer),
  };
}

function refusalOf(status: number): UpstreamError {
  if ([401, 403, 404, 410].includes(status)) {
    return failed('link_expired', `A report file is no longer there (${status}): its link has expired.`, status, true);
  }
  if (status === 206) return failed('truncated_download', 'Only part of a report file was sent.', status, true);
  if (status === 429 || status >= 500) {
    return failed(
      'github_unavailable',
      `The store of the report files answered with an error (${status}).`,
      status,
      true,
    );
  }
  return failed('download_failed', `A report file could not be fetched (${status}).`, status, false);
}

/** The bytes of a body, or an error when they are not all there or trickle. */
async function* whole(
  body: Dispatcher.ResponseData['body'],
  contentLength: number | null,
  timeoutMs: number,
): AsyncGenerator<Uint8Array> {
  let size = 0;
  let waitedMs = 0;
  let sizeThen = 0;
  const parts = body[Symbol.asyncIterator]();
  try {
    for (;;) {
      const begun = performance.now();
      const part = await parts.next().catch((error: unknown) => {
        throw broken(error);
      });
      if (part.done) break;
      waitedMs += performance.now() - begun;
      size += part.value.length;
      if (waitedMs > timeoutMs) {
        if (size - sizeThen < LEAST_BYTES_A_TIMEOUT) {
          throw failed('timeout', 'A report file came in too slowly.', 200, true);
        }
        waitedMs = 0;
        sizeThen = size;
      }
      yield part.value;
    }
    if (contentLength !== null && size !== contentLength) throw truncated();
  } finally {
    body.on('error', () => {}).destroy();
  }
}

/** A body that breaks off is a cut file, whatever the socket calls it. */
function broken(error: unknown): Error {
  const failure = networkFailure(error);
  return failure.code === 'github_unavailable' ? truncated() : failure;
}

function truncated(): UpstreamError {
  return failed('truncated_download', 'A report file ended before it was complete.', 200, true);
}

function failed(code: string, says: string, status: number, retryable: boolean): UpstreamError {
  return new UpstreamError(says, {
    code,
    status,
    retryable,
    hint: 'The day stays as it was and the next sync fetches it. If it happens every time, a proxy or firewall may be blocking copilot-reports.github.com.',
  });
}

function discard(answer: Dispatcher.ResponseData): void {
  answer.body.on('error', () => {}).destroy();
}
