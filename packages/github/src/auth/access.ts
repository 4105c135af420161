import { addDays, counted, FlightdeckError, REPORTS, type Scope, toDay, UpstreamError } from '@flightdeck/catalog';
import type { Github } from '../github.ts';
import type { AccessFinding } from './access-finding.ts';
import { needOf, policyFix } from './needs.ts';

interface Probe {
  readonly capability: AccessFinding['capability'];
  readonly required: boolean;
  readonly ask: (github: Github, scope: Scope, now: number) => Promise<string | { readonly noReport: string }>;
}

const PROBES: readonly Probe[] = [
  {
    capability: 'credentials',
    required: true,
    ask: async (github, scope) => {
      const limit = await github.rateLimit(scope);
      return `GitHub accepts the credentials; ${limit.remaining} of ${counted(limit.limit, 'request')} are left this hour.`;
    },
  },
  {
    capability: 'reports',
    required: true,
    ask: (github, scope, now) => recentReport(github, scope, 'aggregate-1-day', now),
  },
  {
    capability: 'user reports',
    required: true,
    ask: (github, scope, now) => recentReport(github, scope, 'users-1-day', now),
  },
  {
    capability: 'teams',
    required: false,
    ask: async (github, scope) => `${counted((await github.teams(scope)).length, 'team', 'teams')}.`,
  },
  {
    capability: 'members',
    required: false,
    ask: async (github, scope) => `${counted((await github.members(scope)).length, 'person', 'people')}.`,
  },
  {
    capability: 'seats',
    required: false,
    ask: async (github, scope) => `${counted((await github.seats(scope)).seats.length, 'seat', 'seats')}.`,
  },
];

/** Nothing else can succeed after these, and every refused call brings a lock-out nearer. */
const ENDS: ReadonlySet<string> = new Set([
  'bad_credentials',
  'dns_failed',
  'github_unavailable',
  'not_github',
  'proxy_refused',
  'rate_limited',
  'redirect_not_allowed',
  'timeout',
  'untrusted_certificate',
]);

/** What this credential may read in a scope, in the order to fix it; never throws for an answer of GitHub. */
export async function checkAccess(github: Github, scope: Scope, now: number): Promise<readonly AccessFinding[]> {
  const findings: AccessFinding[] = [];
  for (const { capability, required, ask } of PROBES) {
    const finding = await ask(github, scope, now).then(
      (found) => toFinding(found, scope),
      (error: unknown) => toProblem(error),
    );
    findings.push({ capability, required, ...finding });
    if (ENDS.has(finding.code)) break;
  }
  return findings;
}

type Outcome = Omit<AccessFinding, 'capability' | 'required'>;

/** Five days back: final, and within what GitHub keeps. */
async function recentReport(
  github: Github,
  scope: Scope,
  kind: 'aggregate-1-day' | 'users-1-day',
  now: number,
): Promise<string | { readonly noReport: string }> {
  const day = addDays(toDay(new Date(now)), -5);
  const answer = await github.report(scope, kind, day);
  if (answer.kind === 'report') return `GitHub has the report of ${day} (${REPORTS[kind].says}).`;
  return { noReport: `GitHub has no report for ${day} (${answer.why}).` };
}

function toFinding(found: string | { readonly noReport: string }, scope: Scope): Outcome {
  if (typeof found === 'string') return { ok: true, code: 'ok', says: found, fix: null };
  return {
    ok: false,
    code: 'no_report',
    says: found.noReport,
    fix: `Nobody used Copilot that day, the name is wrong, or the policy was switched on only recently. ${policyFix(scope.kind)} ${needOf(scope.kind, 'reports').right}`,
  };
}

function toProblem(error: unknown): Outcome {
  if (!(error instanceof FlightdeckError)) throw error;
  const again = error instanceof UpstreamError && error.retryable ? 'Try again later.' : null;
  return { ok: false, code: error.code, says: error.message, fix: error.hint ?? again };
}
