import type { Server } from 'node:http';
import type { App } from '@flightdeck/app';
import { InputError } from '@flightdeck/catalog';
import { serve } from '@hono/node-server';
import { createHttp } from './http/create-http.ts';
import type { Route } from './routes/route.ts';
import { putThreadsBehind } from './thread-priority.ts';

/** A listening server. */
export interface RunningServer {
  /** Address to open in a browser. */
  readonly url: string;
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
}

/**
 * How long an idle connection stays open. Longer than anybody looks at a page before asking for another, and than proxies keep
 * theirs, so that none is closed just when a question comes along it.
 */
const KEEP_ALIVE_MS = 75_000;

/** Time running requests get to end when the server closes. */
const GRACE_MS = 3000;

/**
 * Listens and serves the API and the web app.
 * @throws InputError `port_taken` when another process listens there, `bad_host` when the address is not ours.
 */
export async function startServer(app: App, options: ServerOptions): Promise<RunningServer> {
  const allowedHosts = new Set<string>();
  const http = createHttp(app, {
    ...options,
    allowedHosts,
    now: options.now ?? (() => new Date()),
    strayFailures: options.strayFailures ?? (() => 0),
  });
  const server = await new Promise<Server>((resolve, reject) => {
    const listening = serve(
      {
        fetch: http.fetch,
        hostname: options.host,
        port: options.port,
        serverOptions: {
          maxHeaderSize: 16_384,
          headersTimeout: 10_000,
          requestTimeout: 30_000,
          keepAliveTimeout: KEEP_ALIVE_MS,
        },
      },
      () => resolve(listening as Server),
    );
    listening.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, options)));
  });
  putThreadsBehind();
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : options.port;
  for (const name of [
    'localhost',
    '127.0.0.1',
    '[::1]',
    options.host.includes(':') ? `[${options.host}]` : options.host,
  ]) {
    allowedHosts.add(`${name}:${port}`);
    if (port === 80) allowedHosts.add(name);
  }
  return {
    url: `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        const cut = setTimeout(() => server.closeAllConnections(), GRACE_MS);
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

function listenError(error: NodeJS.ErrnoException, { host, port }: ServerOptions): unknown {
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
