import { randomBytes } from 'node:crypto';
import { addDays, type Day, isDay, toDay } from '@flightdeck/catalog';
import type { ScopeName, Simulation, UsersGrain } from '../world/simulation.ts';
import { type Answer, failure } from './answer.ts';
import type { Links } from './links.ts';
import type { Quota } from './quota.ts';
import { answerDirectory } from './routes.ts';
import { answerWithNewFields, type NewField } from './shapes/new-fields.ts';
import {
  availabilityOf,
  hasRows,
  latestDay,
  type Offers,
  type ReportFile,
  reportKindOf,
  settledOf,
  shardCount,
} from './shapes/reports.ts';
import type { SeatOptions } from './shapes/seats.ts';
import { organizationShape } from './shapes/shapes.ts';
import { answerUsage } from './shapes/usage.ts';

/** Versions in force. @source GitHub "API versions". */
export const API_VERSIONS = ['2022-11-28', '2026-03-10'];

/** What the API needs to answer. */
export interface Api {
  readonly simulation: Simulation;
  readonly links: Links;
  readonly quota: Quota;
  readonly now: () => Date;
  readonly shardsPerReport: number;
  readonly lateTelemetry: boolean;
  readonly historyDays: number;
  readonly usersGrain: UsersGrain;
  readonly newFields: readonly NewField[];
  readonly offers: Offers;
  readonly seats: SeatOptions;
  /** Base URL of the files; the API's own unless they lie elsewhere. */
  readonly fileBase: () => string;
}

/** What a path is about. */
export interface Target {
  readonly scope: ScopeName;
  /** The path below the scope. */
  readonly path: string;
  /** The part after `copilot/metrics/reports/`, or null. */
  readonly report: string | null;
}

/** The scope and the rest of a path; null for a path of no scope. */
export function targetOf(path: string): Target | null {
  // Billing usage of an organization has a path of its own, `/organizations/`.
  const match = /^\/(orgs|organizations(?=\/[^/]+\/settings\/billing\/)|enterprises)\/([^/]+)(\/.*)?$/.exec(path);
  if (!match) return null;
  const slug = (match[2] ?? '').toLowerCase();
  const rest = match[3] ?? '';
  const report = /^\/copilot\/metrics\/reports\/(.+)$/.exec(rest)?.[1] ?? null;
  return { scope: { kind: match[1] === 'enterprises' ? 'enterprise' : 'org', slug }, path: rest, report };
}

/** A call as far as its answer depends on it. */
export interface ApiRequest {
  readonly method: string;
  readonly url: URL;
  /** API version it names; the oldest one in force when it names none. */
  readonly version: string;
}

/** A fault that answers with the day before the one asked for. */
export type Misdated = 'wrong-day' | 'wrong-rows' | null;

/** The answer to a call that passed the door.  */
export function answerApi(api: Api, base: string, request: ApiRequest, misdated: Misdated): Answer {
  const { simulation, quota, now } = api;
  const { method, url, version } = request;
  if (method === 'POST' && /^\/app\/installations\/\d+\/access_tokens$/.test(url.pathname)) return installationToken();
  if (method === 'POST' && url.pathname === '/graphql') return { status: 200, body: ownEnterprises(simulation) };
  if (method !== 'GET') return failure(404, 'Not Found');
  if (url.pathname === '/user/orgs')
    return { status: 200, body: simulation.organizations.map((o) => organizationShape(base, o)) };
  if (url.pathname === '/rate_limit') return { status: 200, body: quota.overview(version) };
  if (url.pathname === '/versions') return { status: 200, body: API_VERSIONS.toReversed() };
  const target = targetOf(url.pathname);
  if (!target || !simulation.knows(target.scope)) return failure(404, 'Not Found');
  if (target.path === '/installation') return { status: 200, body: installation(target.scope) };
  if (target.report !== null) return reportAnswer(api, url, target.scope, target.report, misdated);
  const context = { simulation, base, url, now: now(), seats: api.seats };
  const directory = answerDirectory(context, target.scope, target.path);
  return (
    (directory && answerWithNewFields(target.path, directory, toDay(now()), api.newFields)) ??
    answerUsage(simulation, target.scope, target.path, url, now()) ??
    failure(404, 'Not Found')
  );
}

/** Why a call is turned away at the door, or null. */
export function refusal(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  tokens: readonly string[] | undefined,
): Answer | null {
  const token = /^(?:bearer|token) (.+)$/i.exec(String(headers.authorization ?? ''))?.[1]?.trim();
  if (!token) return failure(401, 'Requires authentication');
  if (tokens && !tokens.includes(token)) return failure(401, 'Bad credentials');
  const version = headers['x-github-api-version'];
  if (version === undefined || API_VERSIONS.includes(String(version))) return null;
  return failure(410, `API version ${String(version)} is no longer supported.`);
}

function reportAnswer(api: Api, url: URL, scope: ScopeName, segment: string, misdated: Misdated): Answer {
  const { simulation } = api;
  const kind = reportKindOf(segment, scope.kind);
  if (!kind) return failure(404, 'Not Found');
  const now = api.now();
  const of = shardCount(kind, simulation.people, api.shardsPerReport);
  const linksFor = (day: Day): string[] => {
    const file = { scope, kind, day, settled: settledOf(day, now, api.lateTelemetry), grain: api.usersGrain };
    const files = Array.from({ length: of }, (_, part): ReportFile => ({ ...file, shard: { part, of } }));
    const full = of === 1 ? files : files.filter((one) => hasRows(simulation, one, api.offers));
    return (full.length > 0 ? full : files.slice(0, 1)).map((one) => api.links.create(api.fileBase(), one, now));
  };
  if (kind === 'aggregate-28-day' || kind === 'users-28-day') {
    const last = latestDay(simulation, scope, now, api.offers);
    if (last === null) return failure(404, 'Not Found');
    const body = { download_links: linksFor(last), report_start_day: addDays(last, -27), report_end_day: last };
    return { status: 200, body };
  }
  const asked = url.searchParams.get('day') ?? '';
  if (!isDay(asked)) return failure(404, 'Not Found');
  const availability = availabilityOf(simulation, scope, kind, asked, now, api);
  // A 204 is documented for organizations, and for repos in both scopes.
  const noContent = availability === 'not-yet' && (scope.kind === 'org' || kind === 'repos-1-day');
  if (availability !== 'ready') return noContent ? { status: 204 } : failure(404, 'Not Found');
  const other = addDays(asked, -1);
  const body = {
    download_links: linksFor(misdated ? other : asked),
    report_day: misdated === 'wrong-day' ? other : asked,
  };
  return { status: 200, body };
}

/** What GraphQL answers a token of an owner about the enterprises it sees, whatever else is asked for. */
function ownEnterprises({ enterprise: { slug } }: Simulation): object {
  return { data: { viewer: { enterprises: { nodes: [{ slug, name: slug }] } } } };
}

const PERMISSIONS = {
  organization_copilot_metrics: 'read',
  enterprise_copilot_metrics: 'read',
  members: 'read',
  organization_copilot_seat_management: 'read',
};

function installation(scope: ScopeName): Record<string, unknown> {
  return {
    id: 42,
    app_id: 1,
    app_slug: 'flightdeck',
    target_type: scope.kind === 'org' ? 'Organization' : 'Enterprise',
    account: { login: scope.slug },
    repository_selection: 'selected',
    permissions: PERMISSIONS,
  };
}

/** Expires by the real clock, because clients renew by theirs. */
function installationToken(): Answer {
  const expires_at = new Date(Date.now() + 3_600_000).toISOString();
  const token = `ghs_${randomBytes(18).toString('hex')}`;
  return { status: 201, body: { token, expires_at, permissions: PERMISSIONS, repository_selection: 'selected' } };
}
