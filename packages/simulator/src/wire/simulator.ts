import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { addDays, HISTORY_DAYS } from '@flightdeck/catalog';
import type { Simulation, UsersGrain } from '../world/simulation.ts';
import type { Answer } from './answer.ts';
import { API_VERSIONS, type Api, answerApi, refusal, targetOf } from './api.ts';
import { type Clock, createClock } from './clock.ts';
import { serveDownload } from './downloads.ts';
import { createConnectionFaults, faultAnswer } from './faults/fault-play.ts';
import { createFaultPlanner, type FaultPlan } from './faults/faults.ts';
import { createLinks } from './links.ts';
import { createQuota } from './quota.ts';
import type { NewField } from './shapes/new-fields.ts';
import type { Offers } from './shapes/reports.ts';
import type { SeatOptions } from './shapes/seats.ts';

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
  /** How many days back reports are served, default one year as GitHub does. */
  readonly historyDays?: number;
  /** Grain of users-28-day, default one row a person and day. */
  readonly usersGrain?: UsersGrain;
  /** Fields that GitHub begins to send; default none. */
  readonly newFields?: readonly NewField[];
  /** Tokens that work; default any. */
  readonly tokens?: readonly string[];
  /** Calls an hour, default 15,000. */
  readonly rateLimit?: number;
  /** Days there is a report of; default every day of the history. */
  readonly offers?: Offers;
  /** What is sent packed with gzip: answers of the API, where the client takes it, or files, asked for or not. */
  readonly packed?: { readonly api?: boolean; readonly files?: boolean };
  /** Files lie on a port of their own. */
  readonly filesElsewhere?: boolean;
  readonly seats?: SeatOptions;
}

/** A running stand-in. */
export interface RunningSimulator {
  /** Base URL, to be used as `GITHUB_API_URL`. */
  readonly url: string;
  /** Received requests by `METHOD path`, without queries; every download counts as `GET /_reports`. */
  readonly requests: ReadonlyMap<string, number>;
  readonly clock: Clock;
  close(): Promise<void>;
}

/**
 * Serves a simulation the way GitHub serves reports, teams, people and seats.
 * @throws the error of `listen` when the port is taken.
 */
export async function startSimulator(
  simulation: Simulation,
  options: SimulatorOptions = {},
): Promise<RunningSimulator> {
  const clock = createClock(options.now ?? (() => new Date(`${addDays(simulation.lastDay, 1)}T22:00:00Z`)));
  const links = createLinks(randomBytes(24).toString('hex'));
  const planner = createFaultPlanner(options.faults);
  const connections = createConnectionFaults(options.faults?.hangMs ?? 120_000);
  const requests = new Map<string, number>();
  const api: Api = {
    simulation,
    links,
    quota: createQuota(options.rateLimit ?? 15_000),
    now: clock.now,
    shardsPerReport: options.shardsPerReport ?? 2,
    lateTelemetry: options.lateTelemetry ?? true,
    historyDays: options.historyDays ?? HISTORY_DAYS,
    usersGrain: options.usersGrain ?? 'user-day',
    newFields: options.newFields ?? [],
    offers: options.offers ?? (() => true),
    seats: options.seats ?? {},
    fileBase: () => fileBase,
  };
  const packed = options.packed ?? {};
  let base = '';
  let fileBase = '';

  function respond(request: IncomingMessage, response: ServerResponse): void {
    const target = request.url ?? '/';
    const url = new URL(URL.canParse(target, base) ? target : '/', base);
    const method = request.method ?? 'GET';
    const isDownload = url.pathname.startsWith('/_reports/');
    const route = `${method} ${isDownload ? '/_reports' : url.pathname}`;
    requests.set(route, (requests.get(route) ?? 0) + 1);
    if (isDownload) {
      const { offers, newFields } = api;
      const files = packed.files ?? false;
      const host = { simulation, links, planner, connections, now: clock.now, offers, newFields, packed: files };
      serveDownload(host, request, response, url);
    } else serveApi(request, response, method, url);
  }

  function serveApi(request: IncomingMessage, response: ServerResponse, method: string, url: URL): void {
    const isPacked = packed.api === true && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
    const write = (answer: Answer, cost: number): void => send(response, answer, cost, isPacked);
    const refused = refusal(request.headers, options.tokens);
    if (refused) {
      write(refused, 0);
      return;
    }
    const isReport = typeof targetOf(url.pathname)?.report === 'string';
    const fault = planner.next(isReport ? 'report' : 'api', `${method} ${url.pathname}${url.search}`);
    if (fault && connections.play(response, fault)) return;
    const misdated = fault === 'wrong-day' || fault === 'wrong-rows' ? fault : null;
    const version = String(request.headers['x-github-api-version'] ?? API_VERSIONS[0]);
    const answer =
      fault && !misdated
        ? faultAnswer(fault, options.faults)
        : answerApi(api, base, { method, url, version }, misdated);
    write(answer, url.pathname === '/rate_limit' ? 0 : 1);
  }

  function send(response: ServerResponse, answer: Answer, cost: number, isPacked: boolean): void {
    const { headers, exceeded } = api.quota.spend(cost);
    const { status, body, headers: own } = exceeded ?? answer;
    const text = body === undefined ? '' : JSON.stringify(body);
    response.writeHead(status, {
      'content-type': 'application/json; charset=utf-8',
      'x-github-request-id': randomBytes(10).toString('hex').toUpperCase(),
      // Nobody is signed in, so there are no scopes to name.
      ...(status !== 401 && { 'x-oauth-scopes': 'manage_billing:copilot, read:enterprise, read:org' }),
      ...(isPacked && text !== '' && { 'content-encoding': 'gzip', vary: 'Accept-Encoding' }),
      ...headers,
      ...own,
    });
    response.end(isPacked && text !== '' ? gzipSync(text) : text);
  }

  const host = options.host ?? '127.0.0.1';
  const latencyMs = options.latencyMs ?? 0;
  const open = async (port: number): Promise<Server> => {
    const server = createServer((request, response) => {
      if (latencyMs > 0) setTimeout(respond, latencyMs, request, response);
      else respond(request, response);
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
    return server;
  };
  const addressOf = (server: Server): string =>
    `http://${host.includes(':') ? `[${host}]` : host}:${(server.address() as AddressInfo).port}`;
  const server = await open(options.port ?? 0);
  const fileServer = options.filesElsewhere ? await open(0) : server;
  base = addressOf(server);
  fileBase = addressOf(fileServer);
  return {
    url: base,
    requests,
    clock,
    async close() {
      connections.release();
      await Promise.all([...new Set([server, fileServer])].map(closeServer));
    },
  };
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
