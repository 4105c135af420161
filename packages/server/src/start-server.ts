import type { Server } from 'node:http';
import { createServer as createSecureServer, type Server as SecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import {
  type App,
  createNetworkTest,
  isReachable,
  LOCAL,
  type Principal,
  type Reach,
  type SignIn,
} from '@flightdeck/app';
import { InputError } from '@flightdeck/catalog';
import { serve } from '@hono/node-server';
import { createHttp } from './http/create-http.ts';
import { createIdentify } from './http/identify.ts';
import { type ServedHosts, toServedHosts, toUrlHost } from './http/reach/served-hosts.ts';
import { createTokenIdentify } from './http/tokens/identify-token.ts';
import { withAccount } from './http/with-account.ts';
import type { Route } from './routes/route.ts';
import { createSignInWay } from './sign-in/create-sign-in.ts';
import { putThreadsBehind } from './thread-priority.ts';
import { requirePair, type TlsPair, watchPair } from './tls.ts';

/** A listening server. */
export interface RunningServer {
  /** Address to open in a browser. */
  readonly url: string;
  /** Address for commands on this machine: plain HTTP, as no certificate names it. */
  readonly localUrl: string;
  /** Stops taking requests, lets running ones end within the grace time, then cuts them. */
  close(): Promise<void>;
}

/** Where to listen and what to serve. */
export interface ServerOptions {
  readonly host: string;
  /** 0 = any free port. */
  readonly port: number;
  readonly webFolder: string;
  readonly version: string;
  readonly now?: () => Date;
  /** Number of unhandled failures of this process; shown in `/metrics`. */
  readonly strayFailures?: () => number;
  /** What is served; all routes of the API unless given. */
  readonly routes?: readonly Route[];
  /** How other machines reach it; they do not unless given. */
  readonly reach?: Reach;
  /** Who everybody is without sign-in; the local user unless given. */
  readonly everybody?: Principal;
  /** How people sign in; they do not unless given. */
  readonly signIn?: SignIn;
  /** What commands on this machine send to be the local user. */
  readonly localKey?: string;
}

const NO_REACH: Reach = { publicUrl: null, trustedProxies: [], tls: null };
const LOOPBACK = '127.0.0.1';

/**
 * How long an idle connection stays open. Longer than anybody looks at a page before asking for another, and than proxies keep
 * theirs, so that none is closed just when a question comes along it.
 */
const KEEP_ALIVE_MS = 75_000;

/** Time running requests get to end when the server closes. */
const GRACE_MS = 3000;

/**
 * Listens and serves the API and the web app.
 * @throws InputError `port_taken` when another process listens there, `bad_host` when the address is not ours, `bad_tls`.
 */
export async function startServer(app: App, options: ServerOptions): Promise<RunningServer> {
  const { host, port, reach = NO_REACH, everybody = LOCAL, signIn } = options;
  const mode = signIn?.mode ?? 'none';
  if (mode === 'none' && everybody === LOCAL && isReachable({ host, reach }))
    throw new Error('Only this machine may be taken for the local user.');
  const isTrusted = createNetworkTest(reach.trustedProxies);
  const now = options.now ?? (() => new Date());
  const way = await createSignInWay({ app, signIn, reach, everybody, isTrusted, now });
  let served: ServedHosts = toServedHosts(host, port, reach.publicUrl);
  const { fetch } = createHttp(app, {
    ...options,
    served: () => served,
    base: reach.publicUrl?.base ?? '/',
    isTrusted,
    identify: createIdentify(
      options.localKey ?? null,
      createTokenIdentify(
        { tokens: app.tokens, isTrusted, now, hasForeign: mode === 'proxy' || mode === 'easyauth' },
        withAccount(app.accounts, way.identify),
      ).identify,
    ),
    signIn: way,
    metricsToken: signIn?.metricsToken ?? null,
    now,
    strayFailures: options.strayFailures ?? (() => 0),
  });
  const pair = reach.tls && requirePair(reach.tls);
  const main = await listen(pair ? { fetch, host, port, pair } : { fetch, host, port });
  const local = pair === null ? main : await listen({ fetch, host: LOOPBACK, port: 0 });
  const ports = [main, local].map((server) => (server.address() as AddressInfo).port);
  const [mainPort = port, localPort = port] = ports;
  served = toServedHosts(host, mainPort, reach.publicUrl);
  if (local !== main) served = { ...served, hosts: new Set([...served.hosts, `${LOOPBACK}:${localPort}`]) };
  const watch =
    reach.tls && watchPair(reach.tls, (renewed) => (main as SecureServer).setSecureContext(renewed), app.log);
  putThreadsBehind();
  const isWildcard = host === '0.0.0.0' || host === '::';
  const own = `${isWildcard ? LOOPBACK : toUrlHost(host)}:${mainPort}`;
  return {
    url: reach.publicUrl ? reach.publicUrl.origin + reach.publicUrl.base : `${pair ? 'https' : 'http'}://${own}`,
    localUrl: local === main ? `http://${own}` : `http://${LOOPBACK}:${localPort}`,
    async close() {
      watch?.stop();
      await Promise.all([...new Set([main, local])].map(stop));
    },
  };
}

interface Listening {
  readonly fetch: ReturnType<typeof createHttp>['fetch'];
  readonly host: string;
  readonly port: number;
  /** Speaks HTTPS when given. */
  readonly pair?: TlsPair;
}

function listen({ fetch, host, port, pair }: Listening): Promise<Server | SecureServer> {
  const limits = {
    maxHeaderSize: 16_384,
    headersTimeout: 10_000,
    requestTimeout: 30_000,
    keepAliveTimeout: KEEP_ALIVE_MS,
  };
  return new Promise((resolve, reject) => {
    const common = { fetch, hostname: host, port };
    const listening = pair
      ? serve({ ...common, createServer: createSecureServer, serverOptions: { ...limits, ...pair } }, () =>
          resolve(listening as SecureServer),
        )
      : serve({ ...common, serverOptions: limits }, () => resolve(listening as Server));
    listening.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, { host, port })));
  });
}

function stop(server: Server | SecureServer): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}

function listenError(error: NodeJS.ErrnoException, { host, port }: Pick<ServerOptions, 'host' | 'port'>): unknown {
  if (error.code === 'EADDRINUSE') {
    return new InputError(`Port ${port} on ${host} is taken by another process.`, {
      code: 'port_taken',
      hint: 'Set PORT to a free port, or stop that process.',
      cause: error,
    });
  }
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'EACCES') {
    return new InputError(`Cannot listen on ${host}:${port}.`, {
      code: 'bad_host',
      hint: 'Use HOST=127.0.0.1 and a PORT above 1023.',
      cause: error,
    });
  }
  return error;
}
