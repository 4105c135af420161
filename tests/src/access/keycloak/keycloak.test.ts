import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type RunningServer, startServer } from '@flightdeck/server';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Keycloak, type Realm, startKeycloak } from '../../../../scripts/idp/keycloak.mjs';
import { CHROME, launchChrome } from '../../browser/chrome.ts';
import { type Installation, install, OWN } from '../world.ts';

/** Set by `npm run test:idp`, which fetches what is started here. */
const IS_THERE = process.env.TEST_IDP === 'keycloak' && CHROME !== null;
const PASSWORD = 'for-tests-only';
const ADMIN = { name: 'admin', password: PASSWORD };

/** A port nobody listens on: each of the two must know the other's address before it starts. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** The realm of the fixture for a server at an address. */
function realmFor(home: string): Realm {
  const file = new URL('../../../../fixtures/keycloak/acme-realm.json', import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8').replaceAll('https://stats.example.com/', home));
}

describe.skipIf(!IS_THERE)('sign-in with a real Keycloak (needs `npm run test:idp`)', () => {
  vi.setConfig({ testTimeout: 300_000, hookTimeout: 900_000 });
  let keycloak: Keycloak;
  let all: Installation;
  let server: RunningServer;
  let browser: Browser;

  beforeAll(async () => {
    const [port, idpPort] = [await freePort(), await freePort()];
    const home = `http://localhost:${port}/`;
    const settings = {
      AUTH_MODE: 'oidc',
      PUBLIC_URL: home,
      OIDC_ISSUER: `http://localhost:${idpPort}/realms/acme`,
      OIDC_CLIENT_ID: 'flightdeck',
      OIDC_CLIENT_SECRET: PASSWORD,
      ROLE_MAP: `leads:viewer@org:${OWN}`,
      ADMINS: 'group:ops',
    };
    const starting = startKeycloak({ realm: realmFor(home), port: idpPort, admin: ADMIN });
    [keycloak, all, browser] = await Promise.all([
      starting,
      install({ organizations: [OWN], settings }),
      launchChrome(),
    ]);
    const { app } = all;
    const webFolder = fileURLToPath(new URL('../../../../packages/web/dist', import.meta.url));
    const { reach, signIn } = app.config;
    server = await startServer(app, { host: '127.0.0.1', port, webFolder, version: app.version, reach, signIn });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await all?.close();
    await keycloak?.stop();
  });

  /** A browser of its own in which somebody is signed in, at the page they wanted. */
  async function signIn(name: string, wanted = ''): Promise<Page> {
    const page = await (await browser.newContext()).newPage();
    // A Keycloak that has just started beside other tests draws its first page in half a minute.
    page.setDefaultTimeout(120_000);
    await page.goto(server.url + wanted);
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.locator('#username').fill(name);
    await page.locator('#password').fill(PASSWORD);
    await page.locator('#kc-login').click();
    await page.waitForURL((url) => url.origin === new URL(server.url).origin && !url.pathname.startsWith('/auth/'));
    return page;
  }

  /** What the API answers to the browser: a status, and a code where it is none of success. */
  const ask = async (page: Page, path: string): Promise<readonly [status: number, code: string | null]> => {
    const answer = await page.context().request.get(server.url + path);
    const status = answer.status();
    return [status, status === 200 ? null : (await answer.json()).code];
  };

  /** Asks Keycloak as its administrator. */
  async function administer(method: 'GET' | 'POST', path: string): Promise<Response> {
    const body = { grant_type: 'password', client_id: 'admin-cli', username: ADMIN.name, password: ADMIN.password };
    const token = await fetch(`${keycloak.url}/realms/master/protocol/openid-connect/token`, {
      method: 'POST',
      body: new URLSearchParams(body),
    });
    const authorization = `Bearer ${((await token.json()) as { access_token: string }).access_token}`;
    return fetch(`${keycloak.url}/admin/realms/acme/${path}`, { method, headers: { authorization } });
  }

  it('leads back to the page one wanted, and a group is a role', async () => {
    const page = await signIn('ada', 'languages?range=7d');
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    expect(page.url()).toBe(`${server.url}languages?range=7d`);
    expect([await ask(page, 'api/v1/status'), await ask(page, 'api/v1/ledger')]).toEqual([
      [200, null],
      [403, 'not_allowed'],
    ]);
  });

  it('makes a group administrators, and lets a group without a role see nothing', async () => {
    const [grace, eve] = [await signIn('grace'), await signIn('eve')];
    expect(await ask(grace, 'api/v1/ledger')).toEqual([200, null]);
    expect([await ask(eve, 'api/v1/status'), await ask(eve, 'api/v1/sessions')]).toEqual([
      [403, 'no_grant'],
      [200, null],
    ]);
  });

  it('ends here and there with signing out: whoever signs in next is asked for a password', async () => {
    const page = await signIn('ada');
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.keyboard.press('Control+K');
    await page.getByRole('combobox').fill('sign out');
    await page.getByRole('option', { name: /Sign out/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('You are not signed in').waitFor();
    expect(await ask(page, 'api/v1/status')).toEqual([401, 'not_signed_in']);
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.locator('#password').waitFor();
  });

  it('ends here when an administrator of Keycloak ends it there, and nobody else with it', async () => {
    const [ada, grace] = [await signIn('ada'), await signIn('grace')];
    const [user] = (await (await administer('GET', 'users?username=ada&exact=true')).json()) as { id: string }[];
    expect((await administer('POST', `users/${user?.id}/logout`)).status).toBe(204);
    expect([await ask(ada, 'api/v1/status'), await ask(grace, 'api/v1/status')]).toEqual([
      [401, 'not_signed_in'],
      [200, null],
    ]);
  });
});
