import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { config } from '../../settings/testing-config.ts';
import { openTracer } from './open-tracer.ts';
import { createOtlpTracer } from './otlp-tracer.ts';
import { traceRequest } from './trace-request.ts';
import { NO_TRACER, parseTraceparent } from './tracer.ts';

let collector: Server;
let url: string;
let status = 200;
const got: {
  readonly path: string | undefined;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: never;
}[] = [];
const warned: string[] = [];
const log = { warn: (_: object, message: string) => void warned.push(message) };

beforeEach(async () => {
  [status, got.length, warned.length] = [200, 0, 0];
  collector = createServer(async (request, answer) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    got.push({
      path: request.url,
      headers: request.headers,
      body: JSON.parse(Buffer.concat(chunks).toString()) as never,
    });
    answer.writeHead(status).end('{}');
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
});
afterEach(() => void collector.close());

const tracerTo = (endpoint: string) =>
  createOtlpTracer({ endpoint, headers: { 'api-key': 'k' }, service: 'stats', version: '1.2.3', log });

test('spans arrive as OTLP asks for, a part below what it is part of', async () => {
  const tracer = tracerTo(url);
  const sync = tracer.start('sync', { kind: 'internal' });
  traceRequest(tracer, sync.context, 'api.github.com', {
    ...{ method: 'GET', route: '/orgs/{org}/teams', status: 503, durationMs: 40 },
    ...{ rateLimitRemaining: null, rateLimitResource: null },
  });
  sync.end({ attributes: { result: 'partial', share: 0.5, final: true, missing: null } });
  await tracer.close();
  expect(got.map(({ path, headers }) => [path, headers['content-type'], headers['api-key']])).toEqual([
    ['/v1/traces', 'application/json', 'k'],
  ]);
  const ids = { traceId: expect.stringMatching(/^[0-9a-f]{32}$/), spanId: expect.stringMatching(/^[0-9a-f]{16}$/) };
  const times = {
    startTimeUnixNano: expect.stringMatching(/^\d{19}$/),
    endTimeUnixNano: expect.stringMatching(/^\d{19}$/),
  };
  expect(got[0]?.body).toEqual({
    resourceSpans: [
      {
        resource: {
          attributes: [
            { key: 'service.name', value: { stringValue: 'stats' } },
            { key: 'service.version', value: { stringValue: '1.2.3' } },
          ],
        },
        scopeSpans: [
          {
            scope: { name: 'flightdeck', version: '1.2.3' },
            spans: [
              {
                ...ids,
                ...times,
                parentSpanId: sync.context?.spanId,
                traceId: sync.context?.traceId,
                name: 'GET /orgs/{org}/teams',
                kind: 3,
                attributes: [
                  { key: 'http.request.method', value: { stringValue: 'GET' } },
                  { key: 'server.address', value: { stringValue: 'api.github.com' } },
                  { key: 'url.template', value: { stringValue: '/orgs/{org}/teams' } },
                  { key: 'http.response.status_code', value: { intValue: '503' } },
                ],
                status: { code: 2 },
              },
              {
                ...ids,
                ...times,
                ...sync.context,
                name: 'sync',
                kind: 1,
                attributes: [
                  { key: 'result', value: { stringValue: 'partial' } },
                  { key: 'share', value: { doubleValue: 0.5 } },
                  { key: 'final', value: { boolValue: true } },
                ],
                status: {},
              },
            ],
          },
        ],
      },
    ],
  });
});

test('a collector that is away or refuses costs the traces and one line of the log, and nothing else', async () => {
  for (const endpoint of ['http://127.0.0.1:9', url]) {
    [status, warned.length] = [400, 0];
    const tracer = tracerTo(endpoint);
    for (let at = 0; at < 3000; at++) tracer.start('x', { kind: 'server' }).end();
    await tracer.close();
    await tracer.close();
    expect(warned).toEqual(['traces cannot be sent; they are dropped while this lasts']);
  }
});

test('without a collector nothing is traced; the standard names say where to send and with which headers', async () => {
  expect(await openTracer(config(), log as never)).toBe(NO_TRACER);
  expect(NO_TRACER.start('x', { kind: 'server' }).context).toBeNull();
  const env = {
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318/',
    OTEL_EXPORTER_OTLP_HEADERS: 'api-key=a%20b,x=y=',
  };
  expect(config({ env }).traces).toEqual({
    endpoint: 'http://collector:4318',
    headers: { 'api-key': 'a b', x: 'y=' },
    service: 'flightdeck',
  });
  expect(() => config({ env: { ...env, OTEL_EXPORTER_OTLP_HEADERS: 'planted secret' } })).toThrow(
    'OTEL_EXPORTER_OTLP_HEADERS is not right.',
  );
});

test('the span of a caller is read as W3C writes it', () => {
  const [traceId, spanId] = ['0af7651916cd43dd8448eb211c80319c', 'b7ad6b7169203331'];
  expect(parseTraceparent(`00-${traceId}-${spanId}-01`)).toEqual({ traceId, spanId });
  for (const bad of [
    undefined,
    '',
    `00-${'0'.repeat(32)}-${spanId}-01`,
    `ff-${traceId}-${spanId}-01`,
    `00-${traceId}-x-01`,
  ])
    expect(parseTraceparent(bad)).toBeNull();
});
