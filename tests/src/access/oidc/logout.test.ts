import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AUDIT_FILE, createLogger } from '@flightdeck/app';
import { type RunningServer, startServer } from '@flightdeck/server';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askRaw, type RawAnswer } from '../../raw-request.ts';
import { type Installation, install } from '../world.ts';
import { type Browser, openBrowser, PUBLIC_HOST } from './browser.ts';
import { CLIENT_ID, CLIENT_SECRET, type Issuer, type Said, startIssuer } from './issuer.ts';

/** When sessions of the installation begin. */
const BEGAN = new Date('2026-11-05T08:00:00Z');
const SECONDS = 1000;
const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const FORM = { host: PUBLIC_HOST, 'content-type': 'application/x-www-form-urlencoded' };
let issuer: Issuer;
let all: Installation;
let server: RunningServer;
let now = BEGAN;
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
    ADMINS: 'root',
  };
  all = await install({ organizations: [], settings });
  const { app, folder } = all;
  const { reach, signIn } = app.config;
  const options = { host: '127.0.0.1', port: 0, webFolder: folder, version: app.version, reach, signIn };
  const log = createLogger(app.config, { write: (text) => logged.push(text), isTerminal: false });
  server = await startServer({ ...app, log }, { ...options, now: () => now });
});
beforeEach(() => {
  now = BEGAN;
});
afterAll(async () => {
  await server?.close();
  await all?.close();
  await issuer?.close();
});

async function signIn(claims: Said['claims']): Promise<Browser> {
  const browser = openBrowser(server.localUrl);
  const { location = '' } = await browser.get('/auth/sign-in');
  const search = new URL(location).searchParams;
  issuer.says({ claims: { ...claims } }, search.get('nonce') ?? '');
  expect((await browser.get(`/auth/callback?code=c&state=${search.get('state')}`)).status).toBe(303);
  return browser;
}
const isIn = async (browser: Browser): Promise<boolean> => (await browser.get('/api/v1/sessions')).status === 200;
const send = (body: string, headers: Readonly<Record<string, string>> = FORM): Promise<RawAnswer> =>
  askRaw(`${server.localUrl}/auth/back-channel-logout`, headers, body);
const logout = async (said: Said, at = now): Promise<RawAnswer> =>
  send(new URLSearchParams({ logout_token: await issuer.logoutToken(said, at) }).toString());
const audited = (): readonly Record<string, unknown>[] =>
  readFileSync(join(all.folder, AUDIT_FILE), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

/** What a logout token can say wrongly, in words, and the code it is refused with. */
const REFUSED: readonly (readonly [what: string, said: Said, code: string])[] = [
  ['another issuer', { claims: { iss: 'https://evil.example' } }, 'token_iss'],
  ['no issuer', { claims: { iss: undefined } }, 'token_iss'],
  ['another audience', { claims: { aud: 'other' } }, 'token_aud'],
  ['no audience', { claims: { aud: undefined } }, 'token_aud'],
  ['no signature', { alg: 'none' }, 'token_alg'],
  ["a signature with the client's secret", { alg: 'HS256' }, 'token_alg'],
  ['a key nobody knows', { kid: 'other' }, 'token_key'],
  ["a signature that is not the issuer's", { forged: true }, 'token_invalid'],
  ['the type of an access token', { typ: 'at+jwt' }, 'token_typ'],
  ['no event', { claims: { events: undefined } }, 'logout_event'],
  ['another event', { claims: { events: { 'http://schemas.openid.net/event/other': {} } } }, 'logout_event'],
  ['an event that is a text', { claims: { events: { [EVENT]: 'yes' } } }, 'logout_event'],
  ['events that are a list', { claims: { events: [EVENT] } }, 'logout_event'],
  ['a nonce, as an ID token has', { claims: { nonce: 'n' } }, 'token_nonce'],
  ['a nonce that is null', { claims: { nonce: null } }, 'token_nonce'],
  ['no id', { claims: { jti: undefined } }, 'token_jti'],
  ['an id that is a number', { claims: { jti: 17 } }, 'token_jti'],
  ['no time', { claims: { iat: undefined } }, 'token_iat'],
  ['a time eleven minutes ago', { claims: { iat: BEGAN.getTime() / SECONDS - 661 } }, 'token_iat'],
  ['a time in two minutes', { claims: { iat: BEGAN.getTime() / SECONDS + 120 } }, 'token_iat'],
  ['an end two minutes ago', { claims: { exp: BEGAN.getTime() / SECONDS - 120 } }, 'token_exp'],
  ['nobody', { claims: { sid: undefined } }, 'logout_of_nobody'],
  ['an empty session', { claims: { sid: '' } }, 'logout_of_nobody'],
  ['a person that is a number', { claims: { sub: 17 } }, 'logout_of_nobody'],
];

describe('a logout at the provider', () => {
  it('ends the session it names, and says so in the audit log', async () => {
    const [ended, stays] = [await signIn({ sid: 'sid-1' }), await signIn({ sid: 'sid-2' })];
    const { status, text } = await logout({});
    expect([status, text, await isIn(ended), await isIn(stays)]).toEqual([200, '', false, true]);
    expect(audited().at(-1)).toMatchObject({
      kind: 'signed_out',
      route: 'POST /auth/back-channel-logout',
      who: { id: JSON.stringify([issuer.url, '17']) },
      asked: { by: 'provider' },
    });
  });

  it('ends all sessions of the person it names, with or without the type in its header', async () => {
    const browsers = [await signIn({ sub: 'a', sid: 'x' }), await signIn({ sub: 'a' }), await signIn({ sub: 'b' })];
    expect((await logout({ claims: { sid: undefined, sub: 'a' }, typ: 'JWT' })).status).toBe(200);
    expect(await Promise.all(browsers.map(isIn))).toEqual([false, false, true]);
  });

  it('ends nothing where the session it names is of another person', async () => {
    const browser = await signIn({ sub: 'c', sid: 'sid-c' });
    expect((await logout({ claims: { sid: 'sid-c', sub: 'd' } })).status).toBe(200);
    expect(await isIn(browser)).toBe(true);
  });

  it.each(REFUSED)('is refused with %s', async (_, said, code) => {
    const browser = await signIn({ sid: 'sid-1' });
    const { status, text } = await logout(said);
    const { error, error_description: says } = JSON.parse(text);
    expect([status, error, says.split(':', 1)[0], await isIn(browser)]).toEqual([400, 'invalid_request', code, true]);
  });

  it('that was refused is in the audit log, by code and without the token', () => {
    const refused = audited().filter(({ kind }) => kind === 'refused');
    expect(refused.map(({ asked }) => (asked as { code: string }).code)).toEqual(
      expect.arrayContaining(['token_iss', 'token_alg', 'logout_event', 'logout_of_nobody']),
    );
    expect(JSON.stringify(refused) + logged.join('')).not.toMatch(/eyJ/);
  });

  it('is taken once', async () => {
    const token = await issuer.logoutToken({ claims: { sid: undefined, sub: 'e' } }, now);
    const body = new URLSearchParams({ logout_token: token }).toString();
    expect((await send(body)).status).toBe(200);
    const browser = await signIn({ sub: 'e' });
    const { status, text } = await send(body);
    expect([status, text.includes('it was used already'), await isIn(browser)]).toEqual([400, true, true]);
  });

  it('ends no session of a person that begins later, whichever server of the folder it comes to', async () => {
    const browser = await signIn({ sub: 'f' });
    const before = new Date(BEGAN.getTime() - 61 * SECONDS);
    expect((await logout({ claims: { sid: undefined, sub: 'f' } }, before)).status).toBe(200);
    expect(await isIn(browser)).toBe(true);
    const clocksApart = new Date(BEGAN.getTime() - 60 * SECONDS);
    expect((await logout({ claims: { sid: undefined, sub: 'f' } }, clocksApart)).status).toBe(200);
    expect(await isIn(browser)).toBe(false);
  });

  it('is refused without a token, with two, from a page, in JSON and by a link', async () => {
    const browser = await signIn({ sid: 'sid-1' });
    const token = `logout_token=${await issuer.logoutToken({}, now)}`;
    const asked = [
      await send(''),
      await send('logout_token='),
      await send(`${token}&${token}`),
      await send(`logout_token=${'x'.repeat(17_000)}`),
      await send(token, { ...FORM, origin: 'https://evil.example' }),
      await send(token, { ...FORM, 'sec-fetch-site': 'cross-site' }),
      await send(JSON.stringify({ logout_token: token }), { ...FORM, 'content-type': 'application/json' }),
      await browser.get(`/auth/back-channel-logout?${token}`),
    ];
    expect(asked.map(({ status }) => status)).toEqual([400, 400, 400, 400, 403, 403, 400, 404]);
    expect(await isIn(browser)).toBe(true);
  });

  it('opens the door to forms at no other path', async () => {
    for (const path of ['/auth/sign-out', '/api/v1/query'])
      expect(JSON.parse((await askRaw(server.localUrl + path, FORM, 'a=b')).text).code, path).toBe('not_json');
  });
});
