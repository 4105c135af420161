import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type App, createLogger, openApp, ownHome, readConfig } from '@flightdeck/app';
import { REDIRECT, ROUTES, type RunningServer, route, startServer, streamOf, toOpenApi } from '@flightdeck/server';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

const SESSION = { name: 'flightdeck_session', says: 'Who is signed in.' };
const common = {
  method: 'get',
  right: 'know',
  spans: 'nothing',
  says: 'Of this test.',
  body: null,
  heavy: true,
  cacheable: null,
} as const;

async function* brokenLines() {
  yield 'first line\r\n';
  throw new Error('the second line is nowhere');
}

/** Routes of every shape that the API itself has no use for yet. */
const TRIAL_ROUTES = [
  route({
    ...common,
    path: '/api/v1/trial/lines',
    answer: streamOf('text/plain; charset=utf-8'),
    handle: async () => ({ fileName: 'a "b".txt', pieces: ['Zeile 1 – ü\r\n', 'Zeile 2\r\n'] }),
  }),
  route({
    ...common,
    path: '/api/v1/trial/broken-lines',
    answer: streamOf('text/plain'),
    handle: async () => ({ fileName: null, pieces: brokenLines() }),
  }),
  route({
    ...common,
    path: '/api/v1/trial/sign-in',
    answer: REDIRECT,
    cookies: [SESSION],
    search: { parameters: [{ name: 'next', says: 'Path to go to.' }], parse: (search) => search.get('next') ?? '/' },
    async handle({ body, setCookie }) {
      setCookie({ name: SESSION.name, value: 'a b;c', maxAgeSeconds: 60, secure: true });
      return body === 'github' ? { elsewhere: new URL('https://github.example/login?a=b') } : { path: body };
    },
  }),
  route({
    ...common,
    path: '/api/v1/trial/who',
    answer: z.strictObject({ session: z.string().nullable() }),
    handle: async ({ cookie }) => ({ session: cookie(SESSION.name) }),
  }),
  route({
    ...common,
    path: '/api/v1/trial/other-cookie',
    answer: z.strictObject({}),
    cookies: [SESSION],
    async handle({ setCookie }) {
      setCookie({ name: SESSION.name, value: '1', maxAgeSeconds: null, secure: false });
      setCookie({ name: 'tracking', value: '1', maxAgeSeconds: null, secure: false });
      return {};
    },
  }),
  route({
    ...common,
    path: '/api/v1/trial/wrong-answer',
    answer: z.strictObject({ count: z.number().int() }),
    handle: async () => ({ count: 0.5 }),
  }),
] as const;

const OPENAPI_SCHEMA = fileURLToPath(new URL('../../fixtures/openapi/3.1.schema.json', import.meta.url));
const validator = () =>
  addFormats.default(new Ajv2020({ strict: false, allErrors: true })).addFormat('media-range', true);

const folder = mkdtempSync(join(tmpdir(), 'flightdeck-wire-'));
const logged: string[] = [];
let app: App;
let server: RunningServer;

beforeAll(async () => {
  const env = { FLIGHTDECK_DATA: folder, LOG_LEVEL: 'error' };
  const config = readConfig({ flags: {}, env, cwd: folder, readFile: () => null });
  const log = createLogger(config, { write: (text) => logged.push(text), isTerminal: false });
  app = await openApp(config, ownHome(config), { now: () => new Date('2026-05-20T12:00:00Z'), log });
  const routes = [...ROUTES, ...TRIAL_ROUTES];
  server = await startServer(app, { host: '127.0.0.1', port: 0, webFolder: folder, version: app.version, routes });
});

afterAll(async () => {
  await server?.close();
  await app?.close();
  rmSync(folder, { recursive: true, force: true });
});

const get = (path: string, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${server.url}/api/v1/${path}`, { headers, redirect: 'manual' });

describe('a route', () => {
  it.each(['gzip', 'identity'])('answers with a stream, sent as %s', async (encoding) => {
    const answer = await get('trial/lines', { 'Accept-Encoding': encoding });
    expect(await answer.text()).toBe('Zeile 1 – ü\r\nZeile 2\r\n');
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': 'attachment; filename="a _b_.txt"',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    expect(answer.headers.get('content-encoding')).toBe(encoding === 'gzip' ? 'gzip' : null);
  });

  it('cuts the connection where a stream fails, so that nobody takes a part for the whole, and logs why', async () => {
    await expect(get('trial/broken-lines').then((answer) => answer.text())).rejects.toThrow();
    expect(logged.join('')).toContain('the second line is nowhere');
  });

  it('redirects to a path of ours and to another address', async () => {
    const here = await get('trial/sign-in?next=/seats%3Fteam=a');
    expect([here.status, here.headers.get('location')]).toEqual([303, '/seats?team=a']);
    const away = await get('trial/sign-in?next=github');
    expect([away.status, away.headers.get('location')]).toEqual([303, 'https://github.example/login?a=b']);
  });

  it.each(['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', ''])(
    'never redirects to %j, and then sets no cookie',
    async (next) => {
      const answer = await get(`trial/sign-in?next=${encodeURIComponent(next)}`);
      expect([answer.status, answer.headers.get('location'), answer.headers.get('set-cookie')]).toEqual([
        500,
        null,
        null,
      ]);
    },
  );

  it('sets a cookie that scripts and other sites cannot use, and reads it again', async () => {
    const made = (await get('trial/sign-in')).headers.get('set-cookie') ?? '';
    expect(made).toBe('flightdeck_session=a%20b%3Bc; Max-Age=60; Path=/; HttpOnly; Secure; SameSite=Lax');
    const [pair = ''] = made.split(';');
    expect(await (await get('trial/who', { Cookie: `other=1; ${pair}` })).json()).toEqual({ session: 'a b;c' });
    expect(await (await get('trial/who')).json()).toEqual({ session: null });
  });

  it('sets only cookies that it names, and none with an answer that went wrong', async () => {
    const answer = await get('trial/other-cookie');
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([500, null]);
  });

  it('that sets cookies cannot be cacheable', async () => {
    const cacheable = route({
      ...common,
      path: '/api/v1/trial/kept',
      answer: z.null(),
      cookies: [SESSION],
      cacheable: () => true,
      handle: async () => null,
    });
    const options = { host: '127.0.0.1', port: 0, webFolder: folder, version: '0', routes: [cacheable] };
    await expect(startServer(app, options)).rejects.toThrow('cannot be cacheable');
  });
});

describe('an answer', () => {
  it('that differs from its schema is an error wherever the code runs from source', async () => {
    const answer = await get('trial/wrong-answer');
    expect([answer.status, await answer.json()]).toMatchObject([500, { code: 'internal' }]);
    expect(logged.join('')).toContain('/api/v1/trial/wrong-answer is not as its schema says');
  });

  it.each([
    { conditions: [], reads: 'dist/http/reply/no-check.js' },
    { conditions: ['--conditions=flightdeck-check'], reads: 'dist/http/reply/check-answer.js' },
    { conditions: ['--conditions=flightdeck-source'], reads: 'src/http/reply/check-answer.ts' },
  ])('is compared with its schema by a build only where it is asked to: $conditions', ({ conditions, reads }) => {
    const code = "console.log(import.meta.resolve('#check-answer'))";
    const asked = [...conditions, '--input-type=module', '--eval', code];
    const cwd = fileURLToPath(new URL('../../packages/server', import.meta.url));
    expect(execFileSync(process.execPath, asked, { cwd, encoding: 'utf8' }).trim().endsWith(reads)).toBe(true);
  });

  it.each(ROUTES.filter(({ method, path }) => method === 'get' && path !== '/api/v1/rows').map(({ path }) => path))(
    'of %s is as its schema says before anything is loaded',
    async (path) => {
      expect((await fetch(`${server.url}${path}`)).status).toBe(200);
    },
  );
});

describe('the OpenAPI document', () => {
  const read = async () => (await (await fetch(`${server.url}/openapi.json`)).json()) as Record<string, unknown>;

  it('is a valid document of OpenAPI 3.1, with every shape of answer', async () => {
    const document = await read();
    const validate = validator().compile(JSON.parse(readFileSync(OPENAPI_SCHEMA, 'utf8')));
    expect([validate(document), validate.errors]).toEqual([true, null]);
    expect(validate({ ...document, paths: { '/x': { get: { responses: { 200: {} } } } } })).toBe(false);
  });

  it('has components that are valid JSON schemas, and describe what is answered', async () => {
    const document = await read();
    const { schemas } = document.components as { readonly schemas: Record<string, object> };
    const schemaId = 'https://flightdeck.test/openapi.json';
    const known = validator().addSchema({ $id: schemaId, components: { schemas } });
    const schemaOf = (name: string) => known.compile({ $ref: `${schemaId}#/components/schemas/${name}` });
    for (const name of Object.keys(schemas)) expect(() => schemaOf(name), name).not.toThrow();
    const status: unknown = await (await get('status')).json();
    expect(schemaOf('Status')(status)).toBe(true);
    expect(schemaOf('Status')({ ...Object(status), scopes: null })).toBe(false);
    expect(schemaOf('Catalog')(await (await get('catalog')).json())).toBe(true);
    expect(schemaOf('Problem')(await (await get('rows')).json())).toBe(true);
  });

  it('has only references that lead somewhere, and no name that nothing refers to', async () => {
    const document = await read();
    const { schemas } = document.components as { readonly schemas: Record<string, unknown> };
    const referred = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]*)"/g)].map(([, place]) => place);
    const names = Object.keys(schemas).map((name) => `#/components/schemas/${name}`);
    expect([...new Set(referred)].sort()).toEqual(names.sort());
    expect(JSON.stringify(document)).not.toContain('$defs');
  });

  it('describes every answer of the API and names every operation differently', () => {
    const { paths } = toOpenApi(ROUTES, '0') as {
      readonly paths: Record<
        string,
        Record<string, { operationId: string; responses: Record<string, { content: object }> }>
      >;
    };
    const operations = Object.values(paths).flatMap((path) => Object.values(path));
    expect(operations.length).toBe(ROUTES.length);
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(ROUTES.length);
    for (const { operationId, responses } of operations) {
      const [answer] = Object.values(responses['200']?.content ?? {}) as { readonly schema: object }[];
      expect(Object.keys(answer?.schema ?? {}), operationId).not.toEqual([]);
    }
  });

  it('carries stream, redirect and cookie of a route', () => {
    const { paths } = toOpenApi(TRIAL_ROUTES, '0') as {
      readonly paths: Record<string, { get: { responses: object } }>;
    };
    expect(paths['/api/v1/trial/lines']?.get.responses).toMatchObject({
      200: { content: { 'text/plain; charset=utf-8': { schema: { type: 'string' } } } },
    });
    expect(paths['/api/v1/trial/sign-in']?.get.responses).toMatchObject({
      303: { headers: { Location: {}, 'Set-Cookie': { description: 'flightdeck_session: Who is signed in.' } } },
    });
  });
});
