import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

/** A request on its way to a node. */
export interface Passing {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly authorization: string | undefined;
}

/** What becomes of a request; nothing: it passes. */
export interface Fault {
  /** Answers instead of the node. */
  readonly answer?: { readonly status: number; readonly body: object };
  /** Refuses these items of a `_bulk`, by place; the others pass. */
  readonly refuse?: { readonly status: number; readonly places: ReadonlySet<number> };
  readonly delayMs?: number;
  /** Breaks the connection: before the node has heard of the request, or after it has done it. */
  readonly breaks?: 'before' | 'after';
  /** Changes what the node answered. */
  readonly edit?: (body: Record<string, unknown>) => object;
}

/** Stands between a store and a node. */
export interface FaultProxy {
  readonly url: string;
  /** Requests seen, in order. */
  readonly seen: Passing[];
  /** Items of `_bulk` that reached the node. */
  items(): number;
  fault: (passing: Passing) => Fault | undefined;
  close(): Promise<void>;
}

/** A proxy on a free port of loopback; with a key and certificate it speaks TLS. */
export async function startFaultProxy(node: string, tls?: { key: string; cert: string }): Promise<FaultProxy> {
  const seen: Passing[] = [];
  let items = 0;
  const pass = async (passing: Passing, body: string): Promise<{ status: number; body: string }> => {
    const { method, path } = passing;
    const headers = { 'content-type': path.includes('_bulk') ? 'application/x-ndjson' : 'application/json' };
    const answer = await fetch(`${node}${path}`, { method, headers, ...(body === '' ? {} : { body }) });
    return { status: answer.status, body: await answer.text() };
  };
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = 'GET', url = '/', headers } = request;
    const passing = { method, path: url, body: await text(request), authorization: headers.authorization };
    seen.push(passing);
    const { answer, refuse, delayMs = 0, breaks, edit } = proxy.fault(passing) ?? {};
    if (delayMs > 0) await sleep(delayMs);
    if (breaks === 'before') return void response.destroy();
    if (answer) return send(response, answer.status, JSON.stringify(answer.body));
    const actions = url.startsWith('/_bulk') ? splitBulk(passing.body) : [];
    const places = refuse?.places ?? new Set<number>();
    const passed = actions.filter((_, place) => !places.has(place));
    items += passed.length;
    const isEmptied = actions.length > 0 && passed.length === 0;
    const answered = isEmptied
      ? { status: 200, body: '{"errors":false,"items":[]}' }
      : await pass(passing, places.size > 0 ? passed.join('') : passing.body);
    if (breaks === 'after') return void response.destroy();
    if (refuse) return send(response, 200, JSON.stringify(weave(answered.body, actions, refuse)));
    send(response, answered.status, edit ? JSON.stringify(edit(JSON.parse(answered.body))) : answered.body);
  };
  const listener: RequestListener = (request, response) => {
    handle(request, response).catch(() => response.destroy());
  };
  const server: Server = tls ? createTlsServer(tls, listener) : createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const proxy: FaultProxy = {
    url: `http${tls ? 's' : ''}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    items: () => items,
    fault: () => undefined,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return proxy;
}

function send(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(body);
}

/** Actions of a `_bulk` without deletions: its line and the document's, with their line ends. */
function splitBulk(body: string): readonly string[] {
  const lines = body.split('\n').filter((line) => line !== '');
  const actions: string[] = [];
  for (let at = 0; at < lines.length; at += 2) actions.push(`${lines[at]}\n${lines[at + 1]}\n`);
  return actions;
}

/** The node's answer with the refused items in their places. */
function weave(body: string, actions: readonly string[], { status, places }: NonNullable<Fault['refuse']>): object {
  const answered = JSON.parse(body) as { readonly errors: boolean; readonly items?: readonly object[] };
  const rest = [...(answered.items ?? [])];
  const reasons: Readonly<Record<number, object>> = {
    400: { type: 'strict_dynamic_mapping_exception', reason: 'mapping set to strict' },
  };
  const error = reasons[status] ?? { type: 'rejected_execution_exception', reason: 'queue capacity reached' };
  const items = actions.map((action, place) => {
    if (!places.has(place)) return rest.shift() ?? { index: { status: 201 } };
    const { index } = JSON.parse(action.split('\n')[0] ?? '') as { readonly index: object };
    return { index: { ...index, status, error } };
  });
  return { errors: true, items };
}
