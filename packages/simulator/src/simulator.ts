import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { addDays, type Day, isDay } from '@flightdeck/catalog';
import { type Answer, failure } from './answer.ts';
import { createFaultPlanner, type Fault, type FaultPlan, type RequestKind } from './faults.ts';
import { createLinks } from './links.ts';
import {
  availabilityOf,
  latestDay,
  type ReportFile,
  reportKindOf,
  reportLines,
  settledOf,
  shardCount,
} from './reports.ts';
import { answerDirectory } from './routes.ts';
import type { ScopeName, Simulation, UsersGrain } from './simulation.ts';

/** How the stand-in behaves. */
export interface SimulatorOptions {
  /** Default 0, any free port. */
  readonly port?: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** The simulated clock, default fixed at 22:00 UTC of the day after the last. */
  readonly now?: () => Date;
  readonly faults?: FaultPlan;
  /** Files a report by person is split into, default 2; never more than 10,000 people a file. */
  readonly shardsPerReport?: number;
  /** Delay of every answer, default 0. */
  readonly latencyMs?: number;
  /** The last three days grow until they are final; default true. */
  readonly lateTelemetry?: boolean;
  /** Grain of users-28-day, default one row a person and day. */
  readonly usersGrain?: UsersGrain;
  /** Tokens that work; default any. */
  readonly tokens?: readonly string[];
  /** Calls an hour, default 15,000. */
  readonly rateLimit?: number;
}

/** A running stand-in. */
export interface RunningSimulator {
  /** Base URL, to be used as `GITHUB_API_URL`. */
  readonly url: string;
  /** Answered requests by `METHOD route`, where a route is the path with the report names kept and downloads as `/_reports`. */
  readonly requests: ReadonlyMap<string, number>;
  readonly clock: { now(): Date; set(instant: Date): void; advance(hours: number): void };
  close(): Promise<void>;
}

const API_VERSIONS = ['2022-11-28', '2026-03-10'];
const BUFFERED_PEOPLE = 5000;

/** Serves the simulation the way GitHub serves reports, teams, people and seats, on loopback. */
export async function startSimulator(
  simulation: Simulation,
  options: SimulatorOptions = {},
): Promise<RunningSimulator> {
  const { host = '127.0.0.1', shardsPerReport = 2, lateTelemetry = true, rateLimit = 15_000 } = options;
  const clock = createClock(options.now ?? (() => new Date(`${addDays(simulation.lastDay, 1)}T22:00:00Z`)));
  const links = createLinks(randomBytes(24).toString('hex'));
  const planner = createFaultPlanner(options.faults);
  const requests = new Map<string, number>();
  const held = new Set<ServerResponse>();
  const quota = { used: 0, resetsAt: 0 };
  let base = '';

  const server = createServer((request, response) => {
    const delay = options.latencyMs ?? 0;
    if (delay > 0) setTimeout(() => respond(request, response), delay);
    else respond(request, response);
  });

  function respond(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', base);
    if (url.pathname.startsWith('/_reports/')) serveFile(request, response, url);
    else serveApi(request, response, url);
  }

  function serveApi(request: IncomingMessage, response: ServerResponse, url: URL): void {
    const method = request.method ?? 'GET';
    count(requests, `${method} ${url.pathname}`);
    const refused = refusal(request, options.tokens);
    if (refused) return write(response, refused);
    const target = scopeOf(url.pathname);
    const segment = target && /^\/copilot\/metrics\/reports\/(.+)$/.exec(target.path)?.[1];
    const kind: RequestKind = segment ? 'report' : 'api';
    const fault = planner.next(kind, `${method} ${url.pathname}${url.search}`);
    if (fault && playConnection(response, fault)) return;
    if (fault && fault !== 'wrong-day') return write(response, faultAnswer(fault, options.faults));
    const answer = answerApi(method, url, target, segment ?? null, fault === 'wrong-day');
    write(response, answer, url.pathname === '/rate_limit' ? 0 : 1);
  }

  function answerApi(
    method: string,
    url: URL,
    target: Target | null,
    segment: string | null,
    wrongDay: boolean,
  ): Answer {
    if (method === 'POST' && /^\/app\/installations\/\d+\/access_tokens$/.test(url.pathname))
      return installationToken(clock.now());
    if (method !== 'GET') return failure(404, 'Not Found');
    if (url.pathname === '/rate_limit') return { status: 200, body: rateLimitBody() };
    if (url.pathname === '/versions') return { status: 200, body: API_VERSIONS.toReversed() };
    if (!target || !simulation.knows(target.scope)) return failure(404, 'Not Found');
    if (target.path === '/installation') return { status: 200, body: installation(target.scope) };
    if (segment) return reportAnswer(url, target.scope, segment, wrongDay);
    const context = { simulation, base, url, now: clock.now() };
    return answerDirectory(context, target.scope, target.path) ?? failure(404, 'Not Found');
  }

  function reportAnswer(url: URL, scope: ScopeName, segment: string, wrongDay: boolean): Answer {
    const kind = reportKindOf(segment, scope.kind);
    if (!kind) return failure(404, 'Not Found');
    const now = clock.now();
    const shards = shardCount(kind, simulation.people, shardsPerReport);
    const linksFor = (day: Day) =>
      Array.from({ length: shards }, (_, part) =>
        links.create(
          base,
          {
            scope,
            kind,
            day,
            settled: settledOf(day, now, lateTelemetry),
            shard: { part, of: shards },
            grain: options.usersGrain ?? 'user-day',
          },
          now,
        ),
      );
    if (kind === 'aggregate-28-day' || kind === 'users-28-day') {
      const last = latestDay(simulation, scope, now);
      if (last === null) return failure(404, 'Not Found');
      return {
        status: 200,
        body: { download_links: linksFor(last), report_start_day: addDays(last, -27), report_end_day: last },
      };
    }
    const asked = url.searchParams.get('day') ?? '';
    if (!isDay(asked)) return failure(404, 'Not Found');
    const availability = availabilityOf(simulation, scope, kind, asked, now);
    // Only organizations, and repos of both, have a documented 204.
    if (availability !== 'ready') {
      return availability === 'not-yet' && (scope.kind === 'org' || kind === 'repos-1-day')
        ? { status: 204 }
        : failure(404, 'Not Found');
    }
    const day = wrongDay ? addDays(asked, -1) : asked;
    return { status: 200, body: { download_links: linksFor(day), report_day: day } };
  }

  function serveFile(request: IncomingMessage, response: ServerResponse, url: URL): void {
    count(requests, `${request.method ?? 'GET'} /_reports`);
    if (request.headers.authorization !== undefined) {
      return writePlain(response, 400, 'Authentication information is not given in the correct format.');
    }
    const file = links.open(url, clock.now());
    if (typeof file === 'string') return writePlain(response, 403, `Signature not valid: ${file}.`);
    const { scope, kind, day, shard } = file;
    const fault = planner.next(
      'download',
      `GET /_reports/${scope.kind}/${scope.slug}/${kind}/${day}/${shard.part + 1}`,
    );
    if (fault && playConnection(response, fault)) return;
    if (fault === 'expired') return writePlain(response, 403, 'Signed expiry time has to be after signed start time.');
    if (fault === 'not-found') return writePlain(response, 404, 'The specified blob does not exist.');
    if (fault === 'server-error') return writePlain(response, 503, 'The server is busy.');
    sendFile(response, file, fault);
  }

  function sendFile(response: ServerResponse, file: ReportFile, fault: Fault | null): void {
    const headers = { 'content-type': 'application/octet-stream', 'x-ms-blob-type': 'BlockBlob' };
    if (fault === null && simulation.people > BUFFERED_PEOPLE) {
      response.writeHead(200, headers);
      const stream = Readable.from(chunks(reportLines(simulation, file)));
      response.on('close', () => stream.destroy());
      stream.pipe(response);
      return;
    }
    const body = Buffer.from([...reportLines(simulation, file)].join(''));
    const half = Math.max(0, Math.floor(body.length / 2) - (body[Math.floor(body.length / 2) - 1] === 10 ? 5 : 0));
    if (fault === 'truncated') {
      response.writeHead(200, headers);
      response.end(body.subarray(0, half));
    } else {
      response.writeHead(200, { ...headers, 'content-length': String(body.length) });
      if (fault !== 'cut-body') response.end(body);
      else response.write(body.subarray(0, half), () => response.destroy());
    }
  }

  /** Plays a fault of the connection; false when the fault is an answer instead. */
  function playConnection(response: ServerResponse, fault: Fault): boolean {
    if (fault === 'reset') response.socket?.resetAndDestroy();
    else if (fault === 'hang') {
      held.add(response);
      const timer = setTimeout(() => response.destroy(), options.faults?.hangMs ?? 120_000);
      response.on('close', () => {
        clearTimeout(timer);
        held.delete(response);
      });
    } else return false;
    return true;
  }

  function write(response: ServerResponse, answer: Answer, cost = 1): void {
    const text = answer.body === undefined ? '' : JSON.stringify(answer.body);
    const { remaining, resetsAt } = spend(cost);
    response.writeHead(remaining < 0 ? 403 : answer.status, {
      'content-type': 'application/json; charset=utf-8',
      'x-github-request-id': randomBytes(10).toString('hex').toUpperCase(),
      'x-github-media-type': 'github.v3; format=json',
      'x-ratelimit-limit': String(rateLimit),
      'x-ratelimit-remaining': String(Math.max(0, remaining)),
      'x-ratelimit-used': String(quota.used),
      'x-ratelimit-reset': String(resetsAt),
      'x-ratelimit-resource': 'core',
      'x-oauth-scopes': 'manage_billing:copilot, read:enterprise, read:org',
      ...answer.headers,
    });
    response.end(remaining < 0 ? JSON.stringify(failure(403, 'API rate limit exceeded.').body) : text);
  }

  /** Rate-limit windows run on the real clock, because clients wait on theirs. */
  function spend(cost: number): { remaining: number; resetsAt: number } {
    const seconds = Math.floor(Date.now() / 1000);
    if (seconds >= quota.resetsAt) {
      quota.used = 0;
      quota.resetsAt = seconds + 3600;
    }
    const remaining = rateLimit - quota.used - cost;
    if (remaining >= 0) quota.used += cost;
    return { remaining, resetsAt: quota.resetsAt };
  }

  function rateLimitBody(): Record<string, unknown> {
    const { remaining, resetsAt } = spend(0);
    const core = { limit: rateLimit, used: quota.used, remaining, reset: resetsAt };
    const search = { limit: 30, used: 0, remaining: 30, reset: resetsAt };
    return { resources: { core, search }, rate: core };
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, host, resolve);
  });
  base = `http://${host}:${(server.address() as AddressInfo).port}`;
  return {
    url: base,
    requests,
    clock,
    close: () =>
      new Promise((resolve) => {
        for (const response of held) response.destroy();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Target {
  readonly scope: ScopeName;
  readonly path: string;
}

function scopeOf(path: string): Target | null {
  const match = /^\/(orgs|enterprises)\/([^/]+)(\/.*)?$/.exec(path);
  if (!match) return null;
  const slug = decodeURIComponent(match[2] ?? '').toLowerCase();
  return { scope: { kind: match[1] === 'orgs' ? 'org' : 'enterprise', slug }, path: match[3] ?? '' };
}

function refusal(request: IncomingMessage, tokens: readonly string[] | undefined): Answer | null {
  const token = /^(?:bearer|token) (.+)$/i.exec(request.headers.authorization ?? '')?.[1]?.trim();
  if (!token) return failure(401, 'Requires authentication');
  if (tokens && !tokens.includes(token)) return failure(401, 'Bad credentials');
  const version = request.headers['x-github-api-version'];
  if (version !== undefined && !API_VERSIONS.includes(String(version))) {
    return failure(410, `This API version, ${String(version)}, is no longer supported.`);
  }
  return null;
}

function faultAnswer(fault: Fault, plan: FaultPlan | undefined): Answer {
  const seconds = plan?.retryAfterSeconds === undefined ? 1 : plan.retryAfterSeconds;
  const retryAfter: Record<string, string> = seconds === null ? {} : { 'retry-after': String(seconds) };
  switch (fault) {
    case 'rate-limit':
      return failure(429, 'API rate limit exceeded. Wait before you try again.', retryAfter);
    case 'secondary-limit':
      return failure(
        403,
        'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
        retryAfter,
      );
    case 'policy-off':
      return failure(403, 'Copilot usage metrics policy is disabled for this account.');
    case 'no-content':
      return { status: 204 };
    case 'bare-string':
      return { status: 200, body: '' };
    case 'not-found':
      return failure(404, 'Not Found');
    default:
      return failure(502, 'Server Error');
  }
}

function createClock(source: () => Date): RunningSimulator['clock'] {
  let shift = 0;
  return {
    now: () => new Date(source().getTime() + shift),
    set(instant) {
      shift = instant.getTime() - source().getTime();
    },
    advance(hours) {
      shift += hours * 3_600_000;
    },
  };
}

function* chunks(lines: Iterable<string>): Generator<string> {
  let chunk = '';
  for (const line of lines) {
    chunk += line;
    if (chunk.length < 65_536) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

function count(requests: Map<string, number>, route: string): void {
  requests.set(route, (requests.get(route) ?? 0) + 1);
}

function writePlain(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(text);
}

function installation(scope: ScopeName): Record<string, unknown> {
  return {
    id: 42,
    app_id: 1,
    app_slug: 'flightdeck',
    target_type: scope.kind === 'org' ? 'Organization' : 'Enterprise',
    account: { login: scope.slug },
    repository_selection: 'selected',
    permissions: { organization_copilot_metrics: 'read', members: 'read' },
  };
}

function installationToken(now: Date): Answer {
  return {
    status: 201,
    body: {
      token: `ghs_${randomBytes(18).toString('hex')}`,
      expires_at: new Date(Math.max(now.getTime(), Date.now()) + 3_600_000).toISOString(),
      permissions: { organization_copilot_metrics: 'read', members: 'read' },
      repository_selection: 'selected',
    },
  };
}
