import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type RunningServer, startServer } from '@flightdeck/server';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLIENT_ID, CLIENT_SECRET, type Issuer, startIssuer } from '../access/oidc/issuer.ts';
import { type Installation, install, OWN } from '../access/world.ts';
import { CHROME, launchChrome } from './chrome.ts';

/** A port nobody listens on: the address people open must be known before the server is. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

describe.skipIf(CHROME === null)('sign-in in a browser', () => {
  let issuer: Issuer;
  let all: Installation;
  let server: RunningServer;
  let browser: Browser;

  beforeAll(async () => {
    issuer = await startIssuer();
    const port = await freePort();
    const settings = {
      AUTH_MODE: 'oidc',
      PUBLIC_URL: `http://localhost:${port}/flightdeck/`,
      OIDC_ISSUER: issuer.url,
      OIDC_CLIENT_ID: CLIENT_ID,
      OIDC_CLIENT_SECRET: CLIENT_SECRET,
      ROLE_MAP: `leads:viewer@org:${OWN}`,
    };
    all = await install({ organizations: [OWN], settings });
    const { app } = all;
    const webFolder = fileURLToPath(new URL('../../../packages/web/dist', import.meta.url));
    const { reach, signIn } = app.config;
    server = await startServer(app, { host: '127.0.0.1', port, webFolder, version: app.version, reach, signIn });
    browser = await launchChrome();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await all?.close();
    await issuer?.close();
  });

  it('comes back to the page one wanted, keeps its cookie from scripts, and ends with signing out', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const refusals: string[] = [];
    page.on('console', (message) => /content security|trusted/i.test(message.text()) && refusals.push(message.text()));
    const wanted = `${server.url}languages?range=7d`;
    await page.goto(wanted);
    await page.getByText('You are not signed in').waitFor();
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    expect(page.url()).toBe(wanted);
    expect(await page.evaluate('document.cookie')).toBe('');
    const [cookie, ...more] = await context.cookies();
    expect(more).toEqual([]);
    expect(cookie).toMatchObject({ name: 'fd-session-flightdeck', path: '/', httpOnly: true, sameSite: 'Lax' });

    await page.keyboard.press('Control+K');
    await page.getByRole('combobox').fill('sign out');
    await page.getByRole('option', { name: /Sign out/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('You are not signed in').waitFor();
    expect(page.url()).toBe(server.url);
    expect([await context.cookies(), refusals]).toEqual([[], []]);
  });
});
