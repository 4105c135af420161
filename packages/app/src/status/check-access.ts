import { FlightdeckError, formatScope, type Scope } from '@flightdeck/catalog';
import { type CredentialKind, permissionOf } from '@flightdeck/github';
import type { Config } from '../settings/config.ts';
import type { Credentials, GithubHost } from '../settings/hosts/github-hosts.ts';
import { connectHost } from '../wiring/connect.ts';
import type { AppEffects } from '../wiring/effects.ts';
import { readVersion } from '../wiring/version.ts';

/** One check of credentials at GitHub, and how to fix what is missing. */
export interface AccessCheck {
  /** Such as `org:acme`; null: the check is about the credentials themselves. */
  readonly scope: string | null;
  /** `credentials`, `reports`, `user reports`, `teams`, `members` or `seats`. */
  readonly capability: string;
  /** `warning`: only a part of the data is missing without it. */
  readonly state: 'ok' | 'warning' | 'failed';
  readonly says: string;
  /** What to do; null if nothing is needed. */
  readonly fix: string | null;
  /** The missing permission, as GitHub names it; null if none is, or if this kind of credential cannot have it. */
  readonly permission: string | null;
  /** The page at GitHub to change that on; null if there is nothing to change. */
  readonly page: string | null;
}

/** What credentials may read, and the scopes they see. */
export interface AccessReport {
  readonly checks: readonly AccessCheck[];
  readonly found: FoundList;
}

/** Scopes that credentials see. */
export interface FoundList {
  readonly scopes: readonly { readonly scope: string; readonly name: string }[];
  /** Why the list may not be complete; empty if it is. */
  readonly missing: readonly string[];
}

/** Most scopes in one check: each takes some ten requests. */
const MOST_SCOPES = 20;
const NOTHING: FoundList = { scopes: [], missing: [] };

/** Checks the credentials of every host, and what they may read of each scope. */
export async function checkAccess(config: Config, effects: AppEffects): Promise<AccessReport> {
  const checks: AccessCheck[] = [];
  let found: FoundList = NOTHING;
  for (const host of config.githubHosts) {
    const client = connectHost(config, host, { ...effects, version: readVersion(), retries: 0 });
    if (client === null || host.credentials === null) continue;
    try {
      const { scopes, missing } = await client.foundScopes();
      const isUsual = host === config.githubHosts[0];
      if (isUsual)
        found = { scopes: scopes.map((one) => ({ scope: `${one.kind}:${one.slug}`, name: one.name })), missing };
      checks.push(accepted);
      const own = config.scopes.filter((scope) => scope.host === host.host).slice(0, MOST_SCOPES);
      for (const scope of own) {
        const findings = await client.checkAccess(scope);
        checks.push(
          ...findings
            .filter(({ capability }) => capability !== 'credentials')
            .map(({ capability, ok, code, says, fix, required }) => ({
              ...{ scope: formatScope(scope), capability, says, fix },
              state: ok ? ('ok' as const) : required ? ('failed' as const) : ('warning' as const),
              ...(ok ? { permission: null, page: null } : whereToFix(host, host.credentials, scope, capability, code)),
            })),
        );
      }
    } catch (error) {
      checks.push(toCheck(error, host));
    } finally {
      await client.close();
    }
  }
  return { checks, found };
}

const accepted: AccessCheck = {
  ...{ scope: null, capability: 'credentials', state: 'ok', says: 'GitHub accepts the credentials.' },
  ...{ fix: null, permission: null, page: null },
};

/** @throws the error itself when it is a bug. */
function toCheck(error: unknown, host: GithubHost): AccessCheck {
  if (!(error instanceof FlightdeckError)) throw error;
  const isOfToken = error.code === 'bad_credentials' && host.credentials !== null;
  return {
    ...{ scope: null, capability: 'credentials', state: 'failed', says: error.message, fix: error.hint ?? null },
    permission: null,
    page: isOfToken && host.credentials ? credentialsPage(host, host.credentials, null) : null,
  };
}

function whereToFix(
  host: GithubHost,
  credentials: Credentials | null,
  scope: Scope,
  capability: string,
  code: string,
): Pick<AccessCheck, 'permission' | 'page'> {
  if (credentials === null) return { permission: null, page: null };
  if (code === 'policy_off' || code === 'no_report') return { permission: null, page: policyPage(host, scope) };
  const subject = SUBJECTS[capability];
  if (code !== 'forbidden' && code !== 'not_found') return { permission: null, page: null };
  return {
    permission: subject === undefined ? null : permissionOf(scope.kind, subject, kindOf(credentials)),
    page: credentialsPage(host, credentials, scope),
  };
}

const SUBJECTS: Readonly<Record<string, 'reports' | 'teams' | 'members' | 'seats'>> = {
  reports: 'reports',
  'user reports': 'reports',
  teams: 'teams',
  members: 'members',
  seats: 'seats',
};

/** @source GitHub's formats of tokens: those of fine-grained ones begin with `github_pat_`. */
function kindOf(credentials: Credentials): CredentialKind {
  if (credentials.kind === 'app') return 'app';
  return /^github_pat_/.test(credentials.token) ? 'fine_grained' : 'classic';
}

/** `https://github.com` of the API's `https://api.github.com`, and the like of GHE.com. */
function webOf({ apiUrl }: GithubHost): string {
  const { protocol, host } = new URL(apiUrl);
  return `${protocol}//${host.replace(/^api\./, '')}`;
}

function credentialsPage(host: GithubHost, credentials: Credentials, scope: Scope | null): string {
  const web = webOf(host);
  const kind = kindOf(credentials);
  if (kind === 'classic') return `${web}/settings/tokens`;
  if (kind === 'fine_grained') return `${web}/settings/personal-access-tokens`;
  if (scope === null) return `${web}/settings/apps`;
  return `${web}/${scope.kind === 'org' ? 'organizations' : 'enterprises'}/${scope.slug}/settings/installations`;
}

/** Where an owner switches the collection of metrics on. */
function policyPage(host: GithubHost, { kind, slug }: Scope): string {
  const web = webOf(host);
  return kind === 'org'
    ? `${web}/organizations/${slug}/settings/copilot/policies`
    : `${web}/enterprises/${slug}/ai-controls`;
}
