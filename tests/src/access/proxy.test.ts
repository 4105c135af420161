import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AUDIT_FILE, createLogger, readConfig } from '@flightdeck/app';
import { type RunningServer, startServer } from '@flightdeck/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askRaw, sendBytes } from '../raw-request.ts';
import { FOREIGN, type Installation, install, OWN } from './world.ts';

const PROXY = { PUBLIC_URL: 'https://stats.example.com/', TRUSTED_PROXIES: '127.0.0.1' };
const ROLES = { ROLE_MAP: `leads:viewer@org:${OWN},analysts:analyst@*,Führung:viewer@org:${OWN}`, ADMINS: 'root' };
/** The text as Node sends it byte by byte. */
const inUtf8 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
const KEY = `fd_local_${'k'.repeat(43)}`;
const METRICS_TOKEN = 'only-for-prometheus';
const HOST = { host: 'stats.example.com' };

let all: Installation;
const logged: string[] = [];
const servers: RunningServer[] = [];

beforeAll(async () => {
  all = await install({ settings: ROLES });
});
afterAll(async () => {
  for (const server of servers) await server.close();
  await all.close();
});

async function start(env: Readonly<Record<string, string>>): Promise<RunningServer> {
  const given = { ...PROXY, ...ROLES, METRICS_TOKEN, ...env };
  const config = readConfig({ flags: {}, env: given, cwd: all.folder, readFile: () => null });
  const log = createLogger(config, { write: (text) => logged.push(text), isTerminal: false });
  const { folder, app } = all;
  const options = { host: '127.0.0.1', port: 0, webFolder: folder, version: app.version, localKey: KEY };
  const server = await startServer({ ...app, log }, { ...options, reach: config.reach, signIn: config.signIn });
  servers.push(server);
  return server;
}

const QUESTION = JSON.stringify({
  metrics: ['accepted'],
  by: ['organization'],
  range: { from: '2026-10-24', to: '2026-10-31' },
});

async function rowsFor(server: RunningServer, headers: Readonly<Record<string, string | string[]>>): Promise<unknown> {
  const sent = { ...HOST, 'content-type': 'application/json', ...headers };
  const { status, text } = await askRaw(`${server.localUrl}/api/v1/query`, sent, QUESTION);
  const answer = JSON.parse(text);
  return status === 200 ? answer.rows.map((row: { organization: string }) => row.organization) : [status, answer.code];
}

describe('a server behind a proxy that signs people in', () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await start({ AUTH_MODE: 'proxy' });
  });
  const asked = (headers: Readonly<Record<string, string | string[]>>) => rowsFor(server, headers);

  it('answers each as far as their groups were granted', async () => {
    expect(await asked({ 'x-forwarded-user': 'ada', 'x-forwarded-groups': 'all, analysts' })).toEqual([FOREIGN, OWN]);
    expect(await asked({ 'x-forwarded-user': 'bob', 'x-forwarded-groups': 'leads' })).toEqual([OWN]);
    expect(await asked({ 'X-Forwarded-User': 'cyd', 'X-Forwarded-Groups': 'Leads,lead' })).toEqual([403, 'no_grant']);
    expect(await asked({ 'x-forwarded-user': 'dan' })).toEqual([403, 'no_grant']);
    expect(await asked({ 'x-forwarded-user': 'root' })).toEqual([403, 'not_allowed']);
  });

  it('knows nobody without the header, nor by another spelling of it or another header', async () => {
    expect(await asked({})).toEqual([401, 'not_signed_in']);
    expect(await asked({ 'x-forwarded-user': ' ', 'x-forwarded-groups': 'analysts' })).toEqual([401, 'not_signed_in']);
    for (const name of ['X_Forwarded_User', 'x-ms-client-principal-id', 'remote-user', 'x-forwarded-email'])
      expect(await asked({ [name]: 'ada', 'x-forwarded-groups': 'analysts' }), name).toEqual([401, 'not_signed_in']);
    expect(await asked({ authorization: 'Bearer fd_local_guess' })).toEqual([401, 'bad_token']);
  });

  it('takes nothing that is said twice, nor a name with control characters', async () => {
    const twice = { 'x-forwarded-user': ['ada', 'bob'], 'x-forwarded-groups': 'analysts' };
    expect(await asked(twice)).toEqual([400, 'bad_identity']);
    expect(await asked({ 'x-forwarded-user': 'ada', 'x-forwarded-groups': ['x', 'analysts'] })).toEqual([
      400,
      'bad_identity',
    ]);
    for (const user of ['a'.repeat(301), 'a\tb', inUtf8('a\u009bb'), '\u00e9 in latin1'])
      expect(await asked({ 'x-forwarded-user': user, 'x-forwarded-groups': 'analysts' })).toEqual([
        400,
        'bad_identity',
      ]);
    const tokens = [`Bearer ${KEY}`, 'Bearer other'];
    expect(await asked({ authorization: tokens })).toEqual([401, 'bad_token']);
  });

  it('reads names and groups in UTF-8, as proxies send them', async () => {
    expect(await asked({ 'x-forwarded-user': inUtf8('Jürgen Đỗ'), 'x-forwarded-groups': inUtf8('Führung') })).toEqual([
      OWN,
    ]);
  });

  it('says nothing of a question that may not be asked, whatever its asker claims to have', async () => {
    const as = { ...HOST, 'x-forwarded-user': 'bob', 'x-forwarded-groups': 'leads', 'if-none-match': '*' };
    const url = `${server.localUrl}/api/v1/rows?metrics=accepted&from=2026-10-24&to=2026-10-31`;
    expect((await askRaw(`${url}&by=user`, as)).status).toBe(403);
    const { status, headers } = await askRaw(url, as);
    expect([status, headers['cache-control']]).toEqual([200, 'no-store']);
  });

  it('writes down whom the proxy does not name clearly, apart from guessed tokens', async () => {
    const file = join(all.folder, AUDIT_FILE);
    const linesNow = () => (existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []);
    await asked({ 'x-forwarded-for': '203.0.113.77', 'x-forwarded-user': ['ada', 'bob'] });
    expect(JSON.parse(linesNow().at(-1) ?? '')).toMatchObject({
      kind: 'refused',
      who: { kind: 'stranger' },
      route: 'POST /api/v1/query',
      asked: { code: 'bad_identity' },
      client: '203.0.113.77',
    });
    const before = linesNow().length;
    for (let count = 0; count < 3; count++)
      await asked({ 'x-forwarded-for': '203.0.113.77', 'x-forwarded-user': ['ada', 'bob'] });
    expect(linesNow()).toHaveLength(before);
  });

  it('shows nothing of anybody before sign-in, and the page that leads to it', async () => {
    const get = async (path: string, headers = {}) => askRaw(server.localUrl + path, { ...HOST, ...headers });
    for (const path of ['/api/v1/status', '/api/v1/catalog', '/openapi.json', '/metrics', '/api/v1/rows'])
      expect((await get(path)).status, path).toBe(401);
    expect(JSON.parse((await get('/readyz')).text)).toEqual({ status: 'ok' });
    expect((await get('/healthz')).status).toBe(200);
    expect((await get('/auth/sign-in?return_to=/seats%3Fteam%3Dweb')).location).toBe('/seats?team=web');
    expect((await get('/auth/sign-in?return_to=/seats%3Fteam%3Dweb%23all')).location).toBe('/seats?team=web#all');
    for (const path of ['/auth/callback', '/auth/front-channel-logout'])
      expect((await get(path)).status, path).toBe(404);
    expect((await get('/openapi.json', { 'x-forwarded-user': 'bob', 'x-forwarded-groups': 'leads' })).status).toBe(200);
    expect((await get('/metrics', { 'x-forwarded-user': 'bob', 'x-forwarded-groups': 'leads' })).status).toBe(403);
    expect((await get('/metrics', { authorization: `Bearer ${METRICS_TOKEN}` })).status).toBe(200);
    expect((await get('/api/v1/status', { authorization: `Bearer ${METRICS_TOKEN}` })).status).toBe(401);
  });

  it('keeps answers of one from another who has the same question', async () => {
    const url = `${server.localUrl}/api/v1/status`;
    const as = (user: string, groups: string) => ({ ...HOST, 'x-forwarded-user': user, 'x-forwarded-groups': groups });
    expect((await askRaw(url, as('ada', 'analysts'))).text).toContain(FOREIGN);
    expect((await askRaw(url, as('bob', 'leads'))).text).not.toContain(FOREIGN);
  });

  it('is asked by commands on this machine with its own key', async () => {
    expect(await asked({ authorization: `Bearer ${KEY}` })).toEqual([FOREIGN, OWN]);
  });
});

describe('who connects from elsewhere than the proxy', () => {
  it('is not believed, and the attempt is logged', async () => {
    const server = await start({ AUTH_MODE: 'proxy', TRUSTED_PROXIES: '10.0.3.7' });
    const forged = { 'x-forwarded-user': 'ada', 'x-forwarded-groups': 'analysts', 'x-forwarded-for': '10.0.3.7' };
    for (let count = 0; count < 30; count++) expect(await rowsFor(server, forged)).toEqual([401, 'not_signed_in']);
    expect(logged.filter((text) => text.includes('not believed'))).toHaveLength(1);
  });
});

describe("a server behind Azure's authentication", () => {
  const claims = (...given: readonly (readonly [string, string])[]) =>
    Buffer.from(
      JSON.stringify({ auth_typ: 'aad', role_typ: 'my-roles', claims: given.map(([typ, val]) => ({ typ, val })) }),
    ).toString('base64');
  const as = (principal: string) => ({
    'x-ms-client-principal-id': '0f3c',
    'x-ms-client-principal-name': 'ada@example.com',
    'x-ms-client-principal-idp': 'aad',
    'x-ms-client-principal': principal,
  });

  it('reads groups and app roles from its claims, and no other header', async () => {
    const server = await start({ AUTH_MODE: 'easyauth' });
    expect(await rowsFor(server, as(claims(['groups', 'leads'])))).toEqual([OWN]);
    expect(await rowsFor(server, as(claims(['roles', 'analysts'])))).toEqual([FOREIGN, OWN]);
    expect(await rowsFor(server, as(claims(['my-roles', 'analysts'])))).toEqual([FOREIGN, OWN]);
    expect(await rowsFor(server, as(claims(['name', 'analysts'])))).toEqual([403, 'no_grant']);
    // Another provider can have anybody under an id or a group that was granted here.
    for (const other of ['github', '', 'AAD2'])
      expect(await rowsFor(server, { ...as(claims(['groups', 'leads'])), 'x-ms-client-principal-idp': other })).toEqual(
        [400, 'bad_identity'],
      );
    const fromElsewhere = Buffer.from('{"auth_typ":"own","claims":[{"typ":"groups","val":"leads"}]}').toString(
      'base64',
    );
    expect(await rowsFor(server, as(fromElsewhere))).toEqual([400, 'bad_identity']);
    const inList = Buffer.from('{"claims":[{"typ":["groups"],"val":"analysts"}]}').toString('base64');
    expect(await rowsFor(server, as(inList))).toEqual([403, 'no_grant']);
    expect(await rowsFor(server, as('not base64 of JSON'))).toEqual([400, 'bad_identity']);
    expect(await rowsFor(server, { 'x-forwarded-user': 'ada', 'x-forwarded-groups': 'analysts' })).toEqual([
      401,
      'not_signed_in',
    ]);
  });
});

describe('a server where nobody signs in', () => {
  const PASSED_ON = [
    ...[
      'X-Forwarded-For',
      'X-Forwarded-Host',
      'X-Forwarded-Proto',
      'X-Forwarded-Server',
      'Forwarded',
      'Via',
      'X-Real-IP',
    ],
    ...['CF-Connecting-IP', 'True-Client-IP', 'X-Client-IP', 'X-Original-Host', 'X-Forwarded-Prefix'],
  ];
  let server: RunningServer;
  beforeAll(async () => {
    const { app, folder } = all;
    const options = { host: '127.0.0.1', port: 0, webFolder: folder, version: app.version, localKey: KEY };
    server = await startServer(app, options);
  });
  afterAll(() => server?.close());
  const answerTo = async (headers: Readonly<Record<string, string>>, path = '/api/v1/status') => {
    const { status, text } = await askRaw(server.url + path, headers);
    return [status, JSON.parse(text).code ?? 'answered'];
  };

  it('takes nobody who comes through a reverse proxy on the machine for its user', async () => {
    for (const name of PASSED_ON)
      expect(await answerTo({ [name]: '203.0.113.9' }), name).toEqual([403, 'unnamed_proxy']);
    const { text } = await askRaw(`${server.url}/api/v1/status`, { via: '1.1 caddy' });
    expect(JSON.parse(text).hint).toMatch(/AUTH_MODE, PUBLIC_URL and TRUSTED_PROXIES/);
    // nginx, as it was delivered for twenty years.
    const asOld = await sendBytes(
      server.url,
      `GET /api/v1/status HTTP/1.0\r\nHost: ${new URL(server.url).host}\r\n\r\n`,
    );
    expect(asOld).toMatch(/^HTTP\/1\.[01] 403 [\s\S]*unnamed_proxy/);
  });

  it('answers browsers, commands, and whoever forwards the port by SSH, which adds nothing', async () => {
    expect(await answerTo({})).toEqual([200, 'answered']);
    expect(await answerTo({ 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors', 'sec-gpc': '1' })).toEqual([
      200,
      'answered',
    ]);
    expect(await answerTo({ via: '1.1 x', authorization: `Bearer ${KEY}` })).toEqual([200, 'answered']);
    expect(await answerTo({ via: '1.1 x' }, '/healthz')).toEqual([200, 'answered']);
  });
});
