import { UpstreamError } from '@flightdeck/catalog';
import { type Dispatcher, fetch, type RequestInit } from 'undici';

const LARGEST_ANSWER = 64 * 1024 * 1024;
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
  const text = await readText(answer);
  const headers = new Headers();
  for (const [name, value] of answer.headers) {
    if (!/^(content-(type|encoding|length)|transfer-encoding)$/.test(name)) headers.append(name, value);
  }
  if (text !== '') headers.set('content-type', isJson(text) ? 'application/json' : 'text/plain');
  return new Response(text === '' ? null : text, { status: answer.status, headers });
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
  return new UpstreamError('GitHub, or something before it, redirected a request to another host or in a circle.', {
    code: 'redirect_not_allowed',
    retryable: false,
    hint: 'Check the address of the API; a proxy that asks for sign-in also does this.',
  });
}
