import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Scope } from '@flightdeck/catalog';
import { createGithub } from './create-github.ts';
import type { Github } from './github.ts';
import type { GithubOptions } from './options.ts';

/** Answers one request; called with how many requests for the same path came before. */
export type Reply = (request: IncomingMessage, response: ServerResponse, before: number) => void;

/** A small GitHub on loopback for tests: a table of paths (without query) and what each answers. */
export interface FakeGithub {
  readonly url: string;
  /** Requests so far as `METHOD path?query`. */
  readonly seen: readonly string[];
  /** Headers of the requests, in the same order. */
  readonly headers: readonly IncomingMessage['headers'][];
  /** Milliseconds the client asked to sleep; its timer returns at once and moves its clock on. */
  readonly slept: readonly number[];
  client(options?: Partial<GithubOptions>): Github;
  /** Listens no more; clients stay. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

export const TOKEN = 'ghp_canary0secret0token';
export const ORG: Scope = { kind: 'org', slug: 'acme', host: 'api.github.com' };
export const ENTERPRISE: Scope = { kind: 'enterprise', slug: 'big', host: 'api.github.com' };

export async function startFakeGithub(routes: Readonly<Record<string, Reply>>): Promise<FakeGithub> {
  const seen: string[] = [];
  const headers: IncomingMessage['headers'][] = [];
  const slept: number[] = [];
  const counts = new Map<string, number>();
  const clients: Github[] = [];
  const server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://fake');
    const before = counts.get(url.pathname) ?? 0;
    counts.set(url.pathname, before + 1);
    seen.push(`${request.method} ${request.url}`);
    headers.push(request.headers);
    const reply = routes[url.pathname];
    if (reply) reply(request, response, before);
    else json(404, { message: 'Not Found' })(request, response, before);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return {
    url,
    seen,
    headers,
    slept,
    client(options = {}) {
      const github = createGithub({
        apiUrl: url,
        auth: { kind: 'token', token: TOKEN },
        sleep: async (ms) => {
          slept.push(ms);
        },
        now: () => Date.now() + slept.reduce((sum, ms) => sum + ms, 0),
        ...options,
      });
      clients.push(github);
      return github;
    },
    stop,
    async close() {
      await Promise.all(clients.map((client) => client.close()));
      await stop();
    },
  };
}

/** A JSON answer. */
export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return (_request, response) => {
    response.writeHead(status, {
      'content-type': 'application/json; charset=utf-8',
      'x-github-request-id': 'REQ:1',
      ...headers,
    });
    response.end(status === 204 ? undefined : JSON.stringify(body));
  };
}

/** A body sent as it is. */
export function raw(status: number, body: string | Buffer, headers: Readonly<Record<string, string>> = {}): Reply {
  return (_request, response) => {
    response.writeHead(status, headers);
    response.end(body);
  };
}

/** The first reply first, the second next, … and the last for ever. */
export function inTurn(...replies: readonly Reply[]): Reply {
  return (request, response, before) => {
    replies[Math.min(before, replies.length - 1)]?.(request, response, before);
  };
}
