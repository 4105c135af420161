import { FlightdeckError, UpstreamError } from '@flightdeck/catalog';
import { type Asked, type Need, needOf, policyFix } from '../../auth/needs.ts';
import { limitWaitMs } from '../limits/limits.ts';
import { rateLimited } from '../limits/rate-limited.ts';
import { networkFailure } from './network-failure.ts';
import { LONGEST_MESSAGE, type Meaning, meaningOfMessage } from './refusals.ts';

/** An error made by @octokit/request: with `response` it is an answer, without it a connection that failed. */
export interface Refusal extends Error {
  readonly status: number;
  readonly request: { readonly url: string };
  readonly response?: { readonly headers: Record<string, string | number | undefined>; readonly data?: unknown };
}

/** True for an error made by @octokit/request. */
export function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && 'status' in error && typeof error.status === 'number' && 'request' in error;
}

/** The error of ours for whatever Octokit threw; a bug stays what it was. */
export function toFailure(error: unknown, asked: Asked, now: number): unknown {
  if (error instanceof FlightdeckError) return error;
  if (!isRefusal(error)) return error;
  if (!error.response) return networkFailure(error);
  const headers = error.response.headers;
  const requestId = headers['x-github-request-id'] === undefined ? null : String(headers['x-github-request-id']);
  const wait = limitWaitMs({ status: error.status, headers, message: error.message }, 0, now);
  if (wait !== null) return rateLimited(now + wait, requestId);
  const { code, says, hint, retryable = false } = meaningOf(error, asked);
  return new UpstreamError(`${says}${quoted(error.response.data)}`, {
    code,
    hint,
    retryable,
    status: error.status,
    requestId,
  });
}

function meaningOf(error: Refusal, asked: Asked): Meaning {
  const need = needOf(asked.kind, asked.subject);
  if (
    /\/access_tokens$|\/installations?$/.test(new URL(error.request.url).pathname) &&
    error.status !== 401 &&
    error.status < 500
  ) {
    return {
      code: 'app_not_installed',
      says: 'The GitHub App is not installed there, or its installation is suspended.',
      hint: 'Install the App on the organization or enterprise, or correct the installation id.',
    };
  }
  const message = isSignOnMissing(error) ? 'SSO' : messageOf(error.response?.data);
  return meaningOfMessage(message, error.status, asked) ?? meaningOfStatus(error.status, asked, need);
}

/** GitHub also says in a header that a token lacks its single sign-on, and then with 404 too. @source github/docs "SAML SSO errors". */
function isSignOnMissing({ response }: Refusal): boolean {
  return String(response?.headers['x-github-sso'] ?? '').startsWith('required');
}

function meaningOfStatus(status: number, asked: Asked, need: Need): Meaning {
  switch (status) {
    case 401:
      return {
        code: 'bad_credentials',
        says: 'GitHub does not accept the credentials.',
        hint: 'The token is wrong, expired or revoked (or the App key does not belong to the App id). Make a new one and set it.',
      };
    case 403:
      return { code: 'forbidden', says: `The credentials may not read the ${need.what}.`, hint: need.right };
    case 404:
      return {
        code: 'not_found',
        says: `GitHub shows no ${need.what} under this name.`,
        hint: `Check the name. GitHub also answers like this when the right is missing. ${need.right}`,
      };
    case 410:
      return {
        code: 'gone',
        says: 'GitHub no longer offers this call.',
        hint: 'Update Flightdeck; this version asks for REST API version 2026-03-10.',
      };
    case 422:
      return {
        code: 'unprocessable',
        says: `GitHub cannot give the ${need.what} at present.`,
        hint:
          asked.subject === 'reports'
            ? `Usually a setting is off. ${policyFix(asked.kind)}`
            : 'Copilot may be switched off, or there is a problem with the payment.',
      };
    default:
      if (status >= 500) {
        return {
          code: 'github_unavailable',
          says: `GitHub answered with a server error (${status}).`,
          hint: 'Check githubstatus.com; the next sync tries again.',
          retryable: true,
        };
      }
      return { code: 'refused', says: `GitHub refused the request (${status}).`, hint: need.right };
  }
}

function messageOf(data: unknown): string {
  const message = typeof data === 'object' && data !== null && 'message' in data ? data.message : '';
  return typeof message === 'string' ? message.slice(0, LONGEST_MESSAGE) : '';
}

/** GitHub's own words, on one line and short; a page of HTML says nothing worth repeating. */
function quoted(data: unknown): string {
  const text = messageOf(data)
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, 200);
  return text === '' ? '' : ` GitHub says: "${text}"`;
}
