import { InputError } from './errors.ts';

/** An enterprise or an organization on one GitHub host. A slug is unique only together with its host. */
export interface Scope {
  readonly kind: 'org' | 'enterprise';
  readonly slug: string;
  /** API host without scheme, `api.github.com` for github.com. */
  readonly host: string;
}

/** The host meant when none is named. */
export const DEFAULT_HOST = 'api.github.com';

const SLUG = /^[a-z0-9](?:[a-z0-9_-]{0,98}[a-z0-9])?$/i;
const HOST = /^[a-z0-9](?:[a-z0-9.-]{0,252}[a-z0-9])?(?::\d{1,5})?$/i;

/**
 * `org:acme`, `enterprise:big@api.big.ghe.com` → Scope, lower-cased; `organization:` and `ent:` are understood too, and
 * the host people open in a browser (`big.ghe.com`, `github.com`) for the host of its API.
 * @throws InputError `bad_scope` when the text does not follow the grammar.
 */
export function parseScope(text: string): Scope {
  const match = /^(org|organization|enterprise|ent):([^@]+)(?:@(.+))?$/.exec(text.trim());
  const slug = match?.[2] ?? '';
  const host = match?.[3] ?? DEFAULT_HOST;
  if (!match || !SLUG.test(slug) || !HOST.test(host)) {
    throw new InputError(`"${text}" is not a scope.`, {
      code: 'bad_scope',
      hint: 'Write org:NAME or enterprise:NAME, with @HOST for a host other than api.github.com.',
    });
  }
  const kind = match[1]?.startsWith('org') ? 'org' : 'enterprise';
  return { kind, slug: slug.toLowerCase(), host: toApiHost(host.toLowerCase()) };
}

/** The host of the API of a host of GitHub, lower-cased: `big.ghe.com` → `api.big.ghe.com`; others stay as they are. */
export function toApiHost(host: string): string {
  return /^(?!api\.)(?:github\.com|[a-z0-9-]+\.ghe\.com)$/.test(host) ? `api.${host}` : host;
}

/** The canonical text of a scope, which is also its key in every table: `org:acme`, `org:acme@api.big.ghe.com`. */
export function formatScope(scope: Scope): string {
  return `${scope.kind}:${scopeLabel(scope)}`;
}

/** The name people see and filter by: the slug, followed by `@HOST` where the host is not github.com. */
export function scopeLabel(scope: Scope): string {
  return scope.host === DEFAULT_HOST ? scope.slug : `${scope.slug}@${scope.host}`;
}
