import { UpstreamError } from '@flightdeck/catalog';
import { type Dispatcher, fetch, type RequestInit } from 'undici';
import { LONGEST_MESSAGE } from './failures/refusals.ts';

const LARGEST_ANSWER = 64 * 1024 * 1024;
/** Parsers and writers recurse; a seat of a page this deep still fits into a line of the reader, which takes 64 levels. */
const DEEPEST = 60;
const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [34, 92, 91, 93, 123, 125];
const MOST_REDIRECTS = 3;
const REDIRECTS: readonly number[] = [301, 302, 307, 308];

/** The part of the fetch contract @octokit/request uses. */
export type ApiFetch = (url: string, init: RequestInit) => Promise<Response>;

/**
 * The fetch under Octokit. The answer is read whole before it is handed over, because @octokit/request takes a body cut
 * in the middle for an empty one; one deadline covers it all, so a server that drips is a timeout; redirects stay on the
 * API's own origin; the content type says what the body really is: JSON, text, or nothing.
 */
export function createApiFetch(options: {
  readonly dispatcher: Dispatcher;
  readonly origin: string;
  readonly timeoutMs: number;
}): ApiFetch {
  return async (address, init) => {
    const signal = AbortSignal.timeout(options.timeoutMs);
    let url = new URL(address);
    for (let hop = 0; ; hop += 1) {
      if (url.origin !== options.origin || hop > MOST_REDIRECTS) throw redirectNotAllowed();
      const answer = await fetch(url, { ...init, dispatcher: options.dispatcher, redirect: 'manual', signal });
      const location = answer.headers.get('location');
      if (!REDIRECTS.includes(answer.status) || location === null) return toPlainResponse(answer);
      await answer.body?.cancel();
      if (!URL.canParse(location, url.href)) throw redirectNotAllowed();
      url = new URL(location, url);
    }
  };
}

type Answer = Awaited<ReturnType<typeof fetch>>;

async function toPlainResponse(answer: Answer): Promise<Response> {
  const received = await readText(answer);
  const headers = new Headers();
  for (const [name, value] of answer.headers) {
    if (!/^(content-(type|encoding|length)|transfer-encoding)$/.test(name)) headers.append(name, value);
  }
  // Of a refusal Octokit reads the message alone, and stumbles over odd values beside it.
  const text = answer.status >= 400 ? messageOnly(received) : received;
  if (answer.status < 400 && isDeep(text)) throw tooDeep(answer.status);
  if (text !== '') headers.set('content-type', isJson(text) ? 'application/json' : 'text/plain');
  return new Response(text === '' ? null : text, { status: answer.status, headers });
}

/** The error body with GitHub's message, cut; empty when it has none. */
function messageOnly(text: string): string {
  if (isDeep(text) || !isJson(text)) return '';
  const body: unknown = JSON.parse(text);
  const message = typeof body === 'object' && body !== null && 'message' in body ? body.message : null;
  return typeof message === 'string' ? JSON.stringify({ message: message.slice(0, LONGEST_MESSAGE) }) : '';
}

/** True for JSON nested deeper than any answer of GitHub; one pass, whatever the text. */
function isDeep(text: string): boolean {
  let depth = 0;
  let isInString = false;
  for (let at = 0; at < text.length; at += 1) {
    const mark = text.charCodeAt(at);
    if (isInString) {
      if (mark === BACKSLASH) at += 1;
      else if (mark === QUOTE) isInString = false;
    } else if (mark === QUOTE) isInString = true;
    else if (mark === OPEN_LIST || mark === OPEN_OBJECT) {
      depth += 1;
      if (depth > DEEPEST) return true;
    } else if (mark === CLOSE_LIST || mark === CLOSE_OBJECT) depth -= 1;
  }
  return false;
}

function tooDeep(status: number): UpstreamError {
  return new UpstreamError(`An answer of GitHub is nested more than ${DEEPEST} levels deep.`, {
    code: 'answer_too_deep',
    retryable: false,
    status,
    hint: 'None of it is used; what GitHub documents is nested at most six levels deep. A proxy may have changed it.',
  });
}

async function readText(answer: Answer): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of answer.body ?? []) {
    size += part.length;
    if (size > LARGEST_ANSWER) {
      throw new UpstreamError('An answer of GitHub is larger than any it documents.', {
        code: 'answer_too_large',
        retryable: false,
        status: answer.status,
      });
    }
    parts.push(part);
  }
  return new TextDecoder().decode(Buffer.concat(parts)).trim();
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function redirectNotAllowed(): UpstreamError {
  return new UpstreamError('GitHub, or a proxy in front of it, redirected a request to another host or in a loop.', {
    code: 'redirect_not_allowed',
    retryable: false,
    hint: 'Check the address of the API; a proxy that asks for sign-in also does this.',
  });
}
