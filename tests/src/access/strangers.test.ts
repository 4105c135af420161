import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type RunningServer, startServer } from '@flightdeck/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Installation, install, OWN, teamsOf } from './world.ts';

const PROXIED = { 'X-Forwarded-User': 'ada', 'X-Forwarded-Groups': 'leads' };
const WEB = fileURLToPath(new URL('../../../packages/web/', import.meta.url));

let all: Installation;
let server: RunningServer;

beforeAll(async () => {
  const settings = {
    AUTH_MODE: 'proxy',
    PUBLIC_URL: 'http://localhost:9/',
    TRUSTED_PROXIES: '127.0.0.1',
    ROLE_MAP: `leads:analyst@org:${OWN}`,
    ADMINS: 'somebody',
  };
  all = await install({ organizations: [OWN], settings });
  const { app } = all;
  const { reach, signIn } = app.config;
  // The page as it is written; built it has other names of scripts.
  server = await startServer(app, { host: '127.0.0.1', port: 0, webFolder: WEB, version: app.version, reach, signIn });
});
afterAll(async () => {
  await server?.close();
  await all?.close();
});

/** Asks by the address the server listens on, whatever people open. */
async function get(path: string, headers: Readonly<Record<string, string>> = {}) {
  const answer = await fetch(server.localUrl + path, { headers, redirect: 'manual' });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

describe('a stranger', () => {
  it.each([
    ['/', 200],
    ['/people?login=x', 200],
    ['/readyz', 200],
    ['/readyz?verbose', 200],
    ['/healthz', 200],
    ['/openapi.json', 401],
    ['/metrics', 401],
    ['/api/v1/me', 401],
    ['/api/v1/status', 401],
    ['/api/v1/audit/csv', 401],
    ['/api/v1/nowhere', 404],
    ['/auth/nowhere', 404],
    ['/favicon.ico', 404],
    ['/manifest.json', 404],
    ['/assets/first.js.map', 404],
    ['/a;b', 400],
  ])('learns nothing of anybody from %s, which answers %i', async (path, status) => {
    const answer = await get(path);
    expect(answer.status).toBe(status);
    const said = `${answer.text} ${JSON.stringify([...answer.headers])}`;
    // No name of a scope, a team or a person, no folder and no version; and no count: what is said is the same without any data.
    for (const secret of [
      OWN,
      ...teamsOf(OWN),
      'ada',
      'somebody',
      all.folder,
      `v${all.app.version}`,
      all.app.dataVersion(),
    ])
      if (secret.length > 2) expect(said, secret).not.toMatch(new RegExp(`(?<![a-z])${literal(secret)}(?![a-z])`));
    expect(said).not.toMatch(/\brecords?\b|\bseats?\b|x-powered-by|\d{4}-\d{2}-\d{2}/i);
  });

  it('learns how each part stands, and not why', async () => {
    expect(JSON.parse((await get('/readyz')).text)).toEqual({ status: 'ok' });
    expect(JSON.parse((await get('/readyz?verbose')).text)).toEqual({
      status: 'ok',
      checks: { store: { status: 'ok' }, data: { status: 'ok' }, disk: { status: 'ok' } },
    });
  });

  it('is not asked for answers ahead that are refused, and whoever is known is', async () => {
    expect((await get('/')).text).not.toContain('href="./api');
    const { text, headers } = await get('/', PROXIED);
    expect(text).toContain('href="./api/v1/me"');
    expect(text).toContain('href="./api/v1/status"');
    expect(headers.get('cache-control')).toBe('no-cache');
  });

  it('finds no map of scripts beside them', () => {
    const built = readdirSync(new URL('../../../packages/web/', import.meta.url)).includes('dist')
      ? readdirSync(`${WEB}dist/assets`)
      : [];
    expect(built.filter((name) => name.endsWith('.map'))).toEqual([]);
    for (const name of built.filter((name) => name.endsWith('.js')))
      expect(readFileSync(`${WEB}dist/assets/${name}`, 'utf8').slice(-200)).not.toContain('sourceMappingURL');
  });
});

describe('an answer', () => {
  const ask = (headers: Readonly<Record<string, string>>) =>
    get('/api/v1/rows?metrics=accepted&by=user&from=2026-10-24&to=2026-10-31', headers);

  it('for somebody is kept nowhere, and is not given to another by its ETag', async () => {
    const analyst = await ask(PROXIED);
    expect([analyst.status, analyst.headers.get('cache-control')]).toEqual([200, 'no-store']);
    const etag = analyst.headers.get('etag') ?? '*';
    const viewer = { 'X-Forwarded-User': 'eve', 'X-Forwarded-Groups': 'none', 'If-None-Match': etag };
    expect((await ask(viewer)).status).toBe(403);
    expect((await ask({ 'If-None-Match': etag })).status).toBe(401);
    for (const path of ['/api/v1/me', '/api/v1/status', '/api/v1/sessions', '/api/v1/me?x'])
      expect((await get(path, PROXIED)).headers.get('cache-control'), path).toBe('no-store');
  });

  it('to a stranger is kept nowhere either', async () => {
    for (const path of ['/api/v1/me', '/openapi.json', '/metrics', '/readyz', '/auth/sign-in'])
      expect((await get(path)).headers.get('cache-control'), path).toBe('no-store');
  });
});

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
