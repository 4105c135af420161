import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { AUDIT_FILE, createLogger } from '@flightdeck/app';
import { type RunningServer, startServer } from '@flightdeck/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askRaw, type RawAnswer } from '../../raw-request.ts';
import { type Installation, install, OWN } from '../world.ts';
import { type Browser, openBrowser, PUBLIC_HOST } from './browser.ts';
import { CLIENT_ID, CLIENT_SECRET, type Issuer, type Said, startIssuer } from './issuer.ts';
import { REFUSED, SEEN } from './said.ts';

const SESSION = '__Host-fd-session';
let issuer: Issuer;
let all: Installation;
let server: RunningServer;
const logged: string[] = [];

beforeAll(async () => {
  issuer = await startIssuer();
  const settings = {
    AUTH_MODE: 'oidc',
    LOG_LEVEL: 'warn',
    PUBLIC_URL: `https://${PUBLIC_HOST}/`,
    OIDC_ISSUER: issuer.url,
    OIDC_CLIENT_ID: CLIENT_ID,
    OIDC_CLIENT_SECRET: CLIENT_SECRET,
    ROLE_MAP: `leads:viewer@org:${OWN},analysts:analyst@*`,
    ADMINS: 'root@example.com',
  };
  all = await install({ settings });
  const { app, folder } = all;
  const log = createLogger(app.config, { write: (text) => logged.push(text), isTerminal: false });
  const { reach, signIn } = app.config;
  const options = { host: '127.0.0.1', port: 0, webFolder: folder, version: app.version, reach, signIn };
  server = await startServer({ ...app, log }, options);
});
afterAll(async () => {
  await server?.close();
  await all?.close();
  await issuer?.close();
});

interface Begun {
  readonly browser: Browser;
  readonly state: string;
  readonly nonce: string;
}

/** A browser that has been sent to the issuer. */
async function begin(returnTo = '/seats?team=web', browser = openBrowser(server.localUrl)): Promise<Begun> {
  const { status, location = '' } = await browser.get(`/auth/sign-in?return_to=${encodeURIComponent(returnTo)}`);
  expect(status).toBe(303);
  const search = new URL(location).searchParams;
  expect(search.get('code_challenge_method')).toBe('S256');
  return { browser, state: search.get('state') ?? '', nonce: search.get('nonce') ?? '' };
}

/** Comes back from an issuer that says something. */
async function signIn(said: Said, begun?: Begun): Promise<RawAnswer & Begun> {
  const started = begun ?? (await begin());
  issuer.says(said, started.nonce);
  return { ...(await started.browser.get(`/auth/callback?code=c&state=${started.state}`)), ...started };
}

const codeOf = ({ text }: RawAnswer): string | undefined => /<small>(\w+) · /.exec(text)?.[1];
const audited = (): readonly Record<string, unknown>[] =>
  readFileSync(join(all.folder, AUDIT_FILE), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
const organizationsOf = async ({ browser }: Pick<Begun, 'browser'>): Promise<unknown> => {
  const question = { metrics: ['accepted'], by: ['organization'], range: { from: '2026-10-24', to: '2026-10-31' } };
  const { status, text } = await browser.post('/api/v1/query', question);
  const answer = JSON.parse(text);
  return status === 200 ? answer.rows.map((row: { organization: string }) => row.organization) : answer.code;
};

describe('a sign-in', () => {
  it('ends where it began, with a cookie that scripts and other sites do not have', async () => {
    const answer = await signIn({});
    expect([answer.status, answer.location]).toEqual([303, '/seats?team=web']);
    const cookie = answer.cookies.find((line) => line.startsWith(SESSION));
    expect(cookie).toMatch(/^__Host-fd-session=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    expect(await organizationsOf(answer)).toEqual([OWN]);
    expect(audited().at(-1)).toMatchObject({
      kind: 'signed_in',
      who: { kind: 'person', id: JSON.stringify([issuer.url, '17']), name: 'Ada', roles: [`viewer@org:${OWN}`] },
    });
  });

  it('gives a new secret each time, and the one before opens nothing any more', async () => {
    const first = await signIn({});
    const stolen = openBrowser(server.localUrl, new Map(first.browser.jar));
    const second = await signIn({}, await begin('/', first.browser));
    expect(second.browser.jar.get(SESSION)).not.toBe(stolen.jar.get(SESSION));
    expect([await organizationsOf(second), await organizationsOf({ browser: stolen })]).toEqual([
      [OWN],
      'not_signed_in',
    ]);
  });

  it('takes no secret that was set before it', async () => {
    const fixed = 'f'.repeat(43);
    const browser = openBrowser(server.localUrl, new Map([[SESSION, fixed]]));
    const answer = await signIn({}, await begin('/', browser));
    expect(answer.browser.jar.get(SESSION)).not.toBe(fixed);
    expect(await organizationsOf({ browser: openBrowser(server.localUrl, new Map([[SESSION, fixed]])) })).toBe(
      'not_signed_in',
    );
  });

  it('of another person ends that of the first, with whose name and e-mail nothing is had', async () => {
    const claims = { name: 'Ada', email: 'ada@example.com', email_verified: true };
    const first = await signIn({ claims: { ...claims, sub: 'first' } });
    const kept = openBrowser(server.localUrl, new Map(first.browser.jar));
    const second = await signIn({ claims: { ...claims, sub: 'second' } }, await begin('/', first.browser));
    const { sessions } = JSON.parse((await second.browser.get('/api/v1/sessions')).text);
    expect([sessions.length, await organizationsOf({ browser: kept })]).toEqual([1, 'not_signed_in']);
  });

  it.each([
    '//evil.example',
    '/\\evil.example',
    '/%09/evil.example',
    'javascript:alert(1)',
    '/a\r\nSet-Cookie: a=b',
    '/auth/sign-in',
    'https://evil.example',
    '/../x',
    '',
  ])('comes back to the first page instead of %j', async (returnTo) => {
    expect((await signIn({}, await begin(returnTo))).location).toBe('/');
  });

  it.each(REFUSED)('is refused with %s', async (_, said, code) => {
    const answer = await signIn(said);
    expect([answer.status, codeOf(answer)]).toEqual([code === 'provider_unreachable' ? 502 : 400, code]);
    expect(answer.browser.jar.size).toBe(0);
    expect(await organizationsOf(answer)).toBe('not_signed_in');
    expect(answer.text).not.toContain(CLIENT_SECRET);
  });

  it('is refused without asking anybody where state or issuer are not those of this browser', async () => {
    const before = issuer.redeemed();
    const [one, other] = [await begin(), await begin()];
    const refusedWith = async ({ browser }: Pick<Begun, 'browser'>, search: string) =>
      codeOf(await browser.get(`/auth/callback?${search}`));
    expect(await refusedWith(one, `code=c&state=${other.state}`)).toBe('state_mismatch');
    expect(await refusedWith(await begin(), 'code=c')).toBe('state_mismatch');
    const twice = await begin();
    expect(await refusedWith(twice, `code=c&state=${twice.state}&state=${twice.state}`)).toBe('state_mismatch');
    const mixed = await begin();
    expect(await refusedWith(mixed, `code=c&state=${mixed.state}&iss=https://evil.example`)).toBe('iss_mismatch');
    expect(await refusedWith({ browser: openBrowser(server.localUrl) }, `code=c&state=${other.state}`)).toBe(
      'no_sign_in',
    );
    expect(await refusedWith(other, `error=access_denied&state=${other.state}`)).toBe('provider_refused');
    expect(issuer.redeemed()).toBe(before);
  });

  it('cannot be had twice: the answer is worth nothing without the cookie, which is gone', async () => {
    const answer = await signIn({});
    expect(codeOf(await answer.browser.get(`/auth/callback?code=c&state=${answer.state}`))).toBe('no_sign_in');
  });

  it('holds where the clocks are a minute apart', async () => {
    const now = Math.floor(Date.now() / 1000);
    expect((await signIn({ claims: { iat: now + 50, nbf: now + 50, exp: now - 50 } })).status).toBe(303);
  });

  it('has its refusals in the audit log, by code and without what was sent', () => {
    const refused = audited().filter(({ kind }) => kind === 'refused');
    expect(refused.map(({ asked }) => (asked as { code: string }).code)).toEqual(
      expect.arrayContaining(['state_mismatch', 'iss_mismatch', 'token_nonce', 'token_invalid', 'bad_claims']),
    );
    expect(JSON.stringify(refused)).not.toMatch(/code=c|state=/);
    expect(logged.join('')).toContain('"code":"token_nonce"');
    expect(logged.join('')).not.toMatch(new RegExp(`${CLIENT_SECRET}|code=c|state=`));
  });
});

describe('an issuer', () => {
  it.each([
    ['names itself otherwise', (url: string) => `${url}/`, 'issuer_mismatch'],
    ['names itself by another path', (url: string) => `${url}/realms/acme`, 'issuer_mismatch'],
    ['is not there', () => 'http://127.0.0.1:1', 'provider_unreachable'],
  ])('that %s signs nobody in', async (_, named, code) => {
    const { app, folder } = all;
    const { reach, signIn } = app.config;
    const other = await startServer(app, {
      ...{ host: '127.0.0.1', port: 0, webFolder: folder, version: app.version, reach },
      signIn: { ...signIn, oidc: { ...signIn.oidc, issuer: named(issuer.url) } },
    });
    try {
      const answer = await openBrowser(other.localUrl).get('/auth/sign-in');
      expect([answer.status, codeOf(answer), answer.cookies.filter((line) => line.includes('=ey'))]).toEqual([
        502,
        code,
        [],
      ]);
    } finally {
      await other.close();
    }
  });

  it('is asked through the proxy of the settings', async () => {
    const asked: (string | undefined)[] = [];
    const proxy = createServer().on('connect', (request, socket) => {
      asked.push(request.url);
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n');
    });
    await once(proxy.listen(0, '127.0.0.1'), 'listening');
    const { app, folder } = all;
    const httpsProxy = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const { reach, signIn } = app.config;
    const other = await startServer(
      { ...app, config: { ...app.config, proxy: { httpsProxy } } },
      {
        ...{ host: '127.0.0.1', port: 0, webFolder: folder, version: app.version, reach },
        signIn: { ...signIn, oidc: { ...signIn.oidc, issuer: 'https://id.example.com/realms/acme' } },
      },
    );
    const answer = await openBrowser(other.localUrl).get('/auth/sign-in');
    expect([codeOf(answer), asked]).toEqual(['provider_unreachable', ['id.example.com:443']]);
    await other.close();
    proxy.close();
  });
});

describe('what somebody may see', () => {
  it.each(SEEN)('follows from %s', async (_, said, seen) => {
    expect(await organizationsOf(await signIn(said))).toEqual(seen);
  });

  it('follows from a verified e-mail of an administrator for one person at a time, the first', async () => {
    const said = (sub: string, email: string, isVerified = true): Said => ({
      claims: { sub, groups: [], email, email_verified: isVerified },
    });
    // Whoever had it in other tests has it no longer.
    await signIn({});
    const seen: unknown[] = [];
    for (const [sub, email] of [
      ['one', 'root@example.com'],
      ['two', 'ROOT@example.com'],
      ['one', 'root@example.com'],
    ] as const)
      seen.push(await organizationsOf(await signIn(said(sub, email))));
    expect(seen).toEqual(['not_allowed', 'no_grant', 'not_allowed']);
    expect(logged.join('')).toContain('"code":"email_of_two"');
    await signIn(said('one', 'root@example.com', false));
    expect(await organizationsOf(await signIn(said('two', 'root@example.com')))).toBe('not_allowed');
  });

  it('never follows from a header', async () => {
    const forged = { 'x-forwarded-user': 'ada', 'x-forwarded-groups': 'analysts', 'x-ms-client-principal-id': 'ada' };
    for (const path of ['/api/v1/status', '/api/v1/sessions', '/openapi.json', '/metrics'])
      expect((await askRaw(server.localUrl + path, { host: PUBLIC_HOST, ...forged })).status, path).toBe(401);
  });
});

describe('a session', () => {
  const listOf = async ({ browser }: Pick<Begun, 'browser'>): Promise<readonly { key: string; current: boolean }[]> =>
    JSON.parse((await browser.get('/api/v1/sessions')).text).sessions;

  it('is listed and ended by its own person only, without signing out elsewhere', async () => {
    const said = (sub: string): Said => ({ claims: { sub } });
    const [here, there, foreign] = [await signIn(said('a')), await signIn(said('a')), await signIn(said('b'))];
    const list = await listOf(here);
    expect([list.length, list.filter(({ current }) => current).length]).toEqual([2, 1]);
    const [other = { key: '' }] = list.filter(({ current }) => !current);
    const end = async ({ browser }: Begun, key: string) =>
      JSON.parse((await browser.post('/api/v1/sessions/end', { key })).text).ended;
    expect(await end(foreign, other.key)).toBe(false);
    expect(await organizationsOf(there)).toEqual([OWN]);
    expect([await end(here, other.key), await end(here, other.key)]).toEqual([true, false]);
    expect([await organizationsOf(here), await organizationsOf(there)]).toEqual([[OWN], 'not_signed_in']);
  });

  it('ends by signing out, also for whoever kept its cookie, and leads to sign out at the provider', async () => {
    const answer = await signIn({});
    const kept = openBrowser(server.localUrl, new Map(answer.browser.jar));
    const out = await answer.browser.post('/auth/sign-out');
    const there = new URL(JSON.parse(out.text).elsewhere);
    expect(there.origin + there.pathname).toBe(`${issuer.url}/logout`);
    expect(there.searchParams.get('post_logout_redirect_uri')).toBe(`https://${PUBLIC_HOST}/`);
    expect(there.searchParams.get('id_token_hint')).toMatch(/^ey/);
    expect(answer.browser.jar.size).toBe(0);
    expect([await organizationsOf(answer), await organizationsOf({ browser: kept })]).toEqual(
      Array(2).fill('not_signed_in'),
    );
    expect(JSON.parse((await kept.post('/auth/sign-out')).text)).toEqual({ elsewhere: null });
    expect(audited().at(-1)).toMatchObject({ kind: 'signed_out', who: { name: 'Ada' } });
  });

  it('is not ended by a link, nor by another site', async () => {
    const answer = await signIn({});
    expect((await answer.browser.get('/auth/sign-out')).status).toBe(404);
    expect(await organizationsOf(answer)).toEqual([OWN]);
  });

  it('is ended by the provider, which names it, and by nobody who does not know that name', async () => {
    const answer = await signIn({ claims: { sub: 'c', sid: 'sid-1' } });
    const stay = await signIn({ claims: { sub: 'c', sid: 'sid-2' } });
    const provider = openBrowser(server.localUrl);
    const logout = (iss: string, sid: string) =>
      provider.get(`/auth/front-channel-logout?iss=${encodeURIComponent(iss)}&sid=${sid}`);
    for (const [iss, sid] of [
      ['https://evil.example', 'sid-1'],
      [issuer.url, ''],
      [issuer.url, 'sid'],
    ] as const)
      expect((await logout(iss, sid)).status).toBe(204);
    expect(await organizationsOf(answer)).toEqual([OWN]);
    for (const _ of ['first', 'replayed']) expect((await logout(issuer.url, 'sid-1')).status).toBe(204);
    expect([await organizationsOf(answer), await organizationsOf(stay)]).toEqual(['not_signed_in', [OWN]]);
  });
});
