import { type RunningServer, startServer } from '@flightdeck/server';
import { exportJWK, exportPKCS8, generateKeyPair } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Installation, install, OWN } from '../world.ts';
import { type Browser, openBrowser, PUBLIC_HOST } from './browser.ts';
import { type RealProvider, startRealProvider } from './real-provider.ts';

const SECRET = 'the-secret-of-the-registration';
const HOME = `https://${PUBLIC_HOST}/flightdeck/`;
let all: Installation;
let server: RunningServer;
let provider: RealProvider;
let issuer = '';
let ownKey = '';

beforeAll(async () => {
  const own = await generateKeyPair('RS256', { extractable: true });
  ownKey = await exportPKCS8(own.privateKey);
  provider = await startRealProvider(
    [
      {
        client_id: 'flightdeck',
        client_secret: SECRET,
        redirect_uris: [`${HOME}auth/callback`],
        post_logout_redirect_uris: [HOME],
        backchannel_logout_uri: `${HOME}auth/back-channel-logout`,
        backchannel_logout_session_required: true,
      },
      {
        client_id: 'flightdeck-with-a-key',
        token_endpoint_auth_method: 'private_key_jwt',
        jwks: { keys: [{ ...(await exportJWK(own.publicKey)), kid: 'own', use: 'sig' }] },
        redirect_uris: [`${HOME}auth/callback`],
      },
    ],
    // Our public name is known to nobody else, and its guard against addresses of this machine asks nothing here.
    (url, { dispatcher: _, ...options }) => fetch(url.replace(new URL(HOME).origin, server.localUrl), options),
  );
  issuer = provider.issuer;
  const settings = {
    AUTH_MODE: 'oidc',
    PUBLIC_URL: HOME,
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: 'flightdeck',
    OIDC_CLIENT_SECRET: SECRET,
    OIDC_SCOPES: 'openid profile email groups',
    ROLE_MAP: `leads:viewer@org:${OWN}`,
  };
  all = await install({ organizations: [OWN], settings });
  const { app, folder } = all;
  const { reach, signIn } = app.config;
  const options = { host: '127.0.0.1', port: 0, webFolder: folder, version: app.version };
  server = await startServer(app, { ...options, reach, signIn });
});
afterAll(async () => {
  await server?.close();
  await all?.close();
  provider?.close();
});

/** Follows redirects of the provider with its own cookies, until it leads back to us. */
async function signInThere(start: string, jar: Map<string, string>): Promise<URL> {
  let url = new URL(start);
  for (let hops = 0; hops < 8 && url.origin === issuer; hops++) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, { redirect: 'manual', headers: { cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    await answer.arrayBuffer();
    url = new URL(answer.headers.get('location') ?? '', url);
  }
  return url;
}

/** Confirms on a page of the provider that somebody wants to be signed out there; it says so to those they signed in at. */
async function signOutThere(jar: ReadonlyMap<string, string>): Promise<void> {
  const cookie = [...jar].map((pair) => pair.join('=')).join('; ');
  const page = await fetch(`${issuer}/session/end`, { headers: { cookie } });
  const [, xsrf = ''] = /name="xsrf" value="(\w+)"/.exec(await page.text()) ?? [];
  const answer = await fetch(`${issuer}/session/end/confirm`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ xsrf, logout: 'yes' }),
  });
  expect(answer.status).toBe(303);
}

/** Signs in with a browser and returns where it ends. */
async function signIn(
  browser: Browser,
  jar = new Map<string, string>(),
): Promise<{ readonly back: URL; readonly at: string | undefined }> {
  const there = await browser.get('/flightdeck/auth/sign-in?return_to=/teams%3Frange%3D28d');
  const back = await signInThere(there.location ?? '', jar);
  const answer = await browser.get(back.pathname + back.search);
  return { back, at: answer.location };
}

describe('sign-in with a provider of others, below a path', () => {
  it('leads there and back to the same page, and shows what the groups were granted', async () => {
    const browser = openBrowser(server.localUrl);
    const { back, at } = await signIn(browser);
    expect(back.origin + back.pathname).toBe(`${HOME}auth/callback`);
    expect(back.searchParams.get('iss')).toBe(issuer);
    expect(at).toBe('/flightdeck/teams?range=28d');
    expect([...browser.jar.keys()]).toEqual(['__Host-fd-session-flightdeck']);
    const { status, text } = await browser.get('/flightdeck/api/v1/status');
    expect([status, text.includes(OWN)]).toEqual([200, true]);
  });

  it('takes the answer of the provider once: its code is worth nothing in another browser', async () => {
    const there = await openBrowser(server.localUrl).get('/flightdeck/auth/sign-in');
    const back = await signInThere(there.location ?? '', new Map());
    const victim = openBrowser(server.localUrl);
    await victim.get('/flightdeck/auth/sign-in');
    const { status, text } = await victim.get(back.pathname + back.search);
    expect([status, text.includes('state_mismatch')]).toEqual([400, true]);
    expect((await victim.get('/flightdeck/api/v1/status')).status).toBe(401);
  });

  it('is refused by the provider where a code is redeemed twice', async () => {
    const browser = openBrowser(server.localUrl);
    const there = await browser.get('/flightdeck/auth/sign-in');
    const kept = new Map(browser.jar);
    const back = await signInThere(there.location ?? '', new Map());
    expect((await browser.get(back.pathname + back.search)).status).toBe(303);
    const again = await openBrowser(server.localUrl, kept).get(back.pathname + back.search);
    expect([again.status, again.text.includes('code_refused')]).toEqual([400, true]);
  });

  it('signs out here and there, where the provider knows us by what it signed itself', async () => {
    const browser = openBrowser(server.localUrl);
    const jar = new Map<string, string>();
    await signIn(browser, jar);
    const { elsewhere } = JSON.parse((await browser.post('/flightdeck/auth/sign-out')).text);
    const answer = await fetch(elsewhere, { headers: { cookie: [...jar].map((pair) => pair.join('=')).join('; ') } });
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('/session/end/confirm')]);
    expect((await browser.get('/flightdeck/api/v1/status')).status).toBe(401);
  });

  it('ends where the provider ends it, in a browser that asked for nothing', async () => {
    const browser = openBrowser(server.localUrl);
    const jar = new Map<string, string>();
    await signIn(browser, jar);
    expect((await browser.get('/flightdeck/api/v1/status')).status).toBe(200);
    await signOutThere(jar);
    expect((await browser.get('/flightdeck/api/v1/status')).status).toBe(401);
  });

  it.each([
    ['a key that the provider knows', () => ownKey, 'own', 303, null],
    [
      'a key of others',
      async () => exportPKCS8((await generateKeyPair('RS256', { extractable: true })).privateKey),
      'own',
      400,
      'client_refused',
    ],
  ])('shows who it is by signing with %s', async (_, toKey, keyId, status, code) => {
    const { app, folder } = all;
    const { reach, signIn: settings } = app.config;
    const credential = { kind: 'key', pem: await toKey(), keyId } as const;
    const oidc = { ...settings.oidc, clientId: 'flightdeck-with-a-key', credential };
    const options = { host: '127.0.0.1', port: 0, webFolder: folder, version: app.version, reach };
    const other = await startServer(app, { ...options, signIn: { ...settings, oidc } });
    const browser = openBrowser(other.localUrl);
    const there = await browser.get('/flightdeck/auth/sign-in');
    const back = await signInThere(there.location ?? '', new Map());
    const answer = await browser.get(back.pathname + back.search);
    await other.close();
    expect([answer.status, /<small>(\w+)/.exec(answer.text)?.[1] ?? null]).toEqual([status, code]);
  });
});
