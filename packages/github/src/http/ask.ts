import { type Scope, UpstreamError } from '@flightdeck/catalog';
import type { Octokit } from '@octokit/core';
import type { Asked, Subject } from '../auth/needs.ts';
import { toFailure } from './failures/failures.ts';

/** A 2xx answer: what its body really was, and where the list goes on. */
export interface Answer {
  readonly status: number;
  /** Host that was asked. */
  readonly host: string;
  /** `text` is a body that is not JSON, such as a proxy's page. */
  readonly body:
    | { readonly kind: 'json'; readonly value: unknown }
    | { readonly kind: 'text' }
    | { readonly kind: 'empty' };
  readonly link: string;
  readonly requestId: string | null;
  /** Scopes of a classic token; null for other credentials. */
  readonly tokenScopes: string | null;
}

export interface Question {
  /** Null where the call is about the credential itself. */
  readonly scope: Scope | null;
  readonly subject: Subject;
  /** Path template with `{org}`, `{enterprise}` and further parameters. */
  readonly path: string;
  readonly parameters?: Readonly<Record<string, string | number>>;
}

/**
 * One GET, with retries and waits behind it.
 * @throws UpstreamError for everything but 2xx.
 */
export type Ask = (question: Question) => Promise<Answer>;

export function createAsk(clientFor: (scope: Scope | null) => Promise<Octokit>, now: () => number): Ask {
  return async ({ scope, subject, path, parameters }) => {
    const asked: Asked = { kind: scope?.kind ?? 'org', subject };
    try {
      const client = await clientFor(scope);
      const answer = await client.request(`GET ${path}`, { ...scopeParameter(path, scope), ...parameters });
      return toAnswer(answer);
    } catch (error) {
      throw toFailure(error, asked, now());
    }
  };
}

function scopeParameter(path: string, scope: Scope | null): Record<string, string> {
  if (scope === null || !path.includes('{')) return {};
  return scope.kind === 'org' ? { org: scope.slug } : { enterprise: scope.slug };
}

function toAnswer(answer: {
  readonly status: number;
  readonly url: string;
  readonly data: unknown;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
}): Answer {
  const { headers, data } = answer;
  const kind = headers['content-type'];
  return {
    status: answer.status,
    host: URL.canParse(answer.url) ? new URL(answer.url).host : 'GitHub',
    body: kind === 'application/json' ? { kind: 'json', value: data } : { kind: kind === undefined ? 'empty' : 'text' },
    link: String(headers.link ?? ''),
    requestId: headers['x-github-request-id'] === undefined ? null : String(headers['x-github-request-id']),
    tokenScopes: headers['x-oauth-scopes'] === undefined ? null : String(headers['x-oauth-scopes']),
  };
}

/** The error for a 2xx answer GitHub would not give: a proxy's page, a list where an object belongs. */
export function notGithub(answer: Answer): UpstreamError {
  return new UpstreamError(
    `The server at ${answer.host} is not GitHub, or it answered in a form that GitHub does not document.`,
    {
      code: 'not_github',
      retryable: false,
      status: answer.status,
      requestId: answer.requestId,
      hint: 'Check the address of the API (https://api.github.com, https://api.SUBDOMAIN.ghe.com) and whether a proxy puts its own page in between.',
    },
  );
}
