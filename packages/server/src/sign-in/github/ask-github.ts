import { InputError, UpstreamError } from '@flightdeck/catalog';
import type { CustomFetch } from 'openid-client';

/** An answer of GitHub: the status, the body, and what a header says of single sign-on. */
export interface GithubAnswer {
  readonly status: number;
  /** The body; empty if it is a list. */
  readonly body: Readonly<Record<string, unknown>>;
  /** The body; empty if it is an object. */
  readonly list: readonly unknown[];
  /** `X-GitHub-SSO`, if the organization wants its single sign-on first; null otherwise. */
  readonly sso: string | null;
}

/** Sends requests to a host of GitHub. @throws UpstreamError `provider_unreachable`, `provider_busy`. */
export interface AskGithub {
  get(url: string, token: string): Promise<GithubAnswer>;
  /** Sends a form; the answer is JSON. */
  post(url: string, form: Readonly<Record<string, string>>): Promise<GithubAnswer>;
}

const TIMEOUT_MS = 10_000;
/** Most bytes of an answer about one person. */
const MOST_BYTES = 1_000_000;
/** @source https://docs.github.com/rest/about-the-rest-api/api-versions */
const HEADERS = {
  Accept: 'application/vnd.github+json',
  'X-GitHub-Api-Version': '2022-11-28',
  'User-Agent': 'Flightdeck',
};

/** A client that goes through the proxy of the settings; null: directly. */
export function createAskGithub(through: CustomFetch | null): AskGithub {
  const ask = async (
    url: string,
    method: 'GET' | 'POST',
    headers: Record<string, string>,
    body?: URLSearchParams,
  ): Promise<GithubAnswer> => {
    const options = { method, headers, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) } as const;
    const answer = await (through === null
      ? fetch(url, { ...options, ...(body === undefined ? {} : { body }) })
      : through(url, { ...options, body })
    ).catch((error: unknown) => {
      throw unreachable(error);
    });
    const text = await readText(answer);
    const busy =
      answer.status === 429 || (answer.status === 403 && answer.headers.get('x-ratelimit-remaining') === '0');
    if (busy) throw busyAt(answer);
    if (answer.status >= 500 || (answer.status >= 300 && answer.status < 400))
      throw unreachable(new Error(`${new URL(url).pathname} answers ${answer.status}`));
    return { status: answer.status, ...toBody(text, answer.status), sso: answer.headers.get('x-github-sso') };
  };
  return {
    get: (url, token) => ask(url, 'GET', { ...HEADERS, Authorization: `Bearer ${token}` }),
    post: (url, form) => ask(url, 'POST', { ...HEADERS, Accept: 'application/json' }, new URLSearchParams(form)),
  };
}

async function readText(answer: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  const reader = answer.body?.getReader();
  for (;;) {
    const { done, value } = (await reader?.read().catch((error: unknown) => {
      throw unreachable(error);
    })) ?? { done: true, value: undefined };
    if (done || value === undefined) return Buffer.concat(parts).toString('utf8');
    bytes += value.byteLength;
    if (bytes > MOST_BYTES) throw unreachable(new Error(`an answer is larger than ${MOST_BYTES} bytes`));
    parts.push(value);
  }
}

/** The JSON in a text; empty for a refusal that is not JSON. @throws UpstreamError `provider_unreachable`. */
function toBody(text: string, status: number): Pick<GithubAnswer, 'body' | 'list'> {
  try {
    const value: unknown = JSON.parse(text);
    if (Array.isArray(value)) return { body: {}, list: value };
    if (typeof value === 'object' && value !== null) return { body: value as GithubAnswer['body'], list: [] };
  } catch {
    // The error is thrown below.
  }
  if (status >= 400) return { body: {}, list: [] };
  throw unreachable(new Error(`an answer with ${status} is neither a JSON object nor a list`));
}

const unreachable = (cause: unknown): UpstreamError =>
  new UpstreamError('GitHub does not answer as expected.', {
    code: 'provider_unreachable',
    retryable: true,
    hint: 'Try again in a minute.',
    cause,
  });

const busyAt = ({ status }: Response): UpstreamError =>
  new UpstreamError('GitHub has received too many requests.', {
    code: 'provider_busy',
    retryable: true,
    hint: 'Try again in a few minutes.',
    cause: new Error(`it answers ${status}`),
  });

/** The error for a person who is not let in; `why` is for the log. */
export const refuseSignIn = (code: string, message: string, hint: string, why: string | null = null): InputError =>
  new InputError(message, { code, hint, ...(why === null ? {} : { cause: new Error(why) }) });
