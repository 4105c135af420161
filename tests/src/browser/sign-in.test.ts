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
    const wanted = `${server.url}languages?range=7d#languages-table`;
    await page.goto(wanted);
    // A second window of the same browser comes in with the first.
    const other = await context.newPage();
    await other.goto(`${server.url}teams`);
    for (const each of [page, other]) await each.getByText('You are not signed in').waitFor();
    expect(await page.getByRole('navigation').count()).toBe(0);
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByRole('heading', { level: 1, name: 'Languages' }).waitFor();
    expect(page.url()).toBe(wanted);
    await other.getByRole('heading', { level: 1, name: 'Teams' }).waitFor();
    expect(await page.evaluate('document.cookie')).toBe('');
    const [cookie, ...more] = await context.cookies();
    expect(more).toEqual([]);
    expect(cookie).toMatchObject({ name: 'fd-session-flightdeck', path: '/', httpOnly: true, sameSite: 'Lax' });

    await page.keyboard.press('Control+K');
    await page.getByRole('combobox').fill('sign out');
    await page.getByRole('option', { name: /Sign out/ }).waitFor();
    await page.keyboard.press('Enter');
    for (const each of [page, other]) await each.getByText('You are not signed in').waitFor();
    expect(page.url()).toBe(server.url);
    // What was read before is not behind the back button either.
    await page.goBack();
    await page.getByText('You are not signed in').waitFor();
    expect(await page.getByRole('heading', { name: 'Languages' }).count()).toBe(0);
    expect([await context.cookies(), refusals]).toEqual([[], []]);
  });

  it('shows viewers no page they may not open, says why where they ask for one, and one state where the session ends', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${server.url}people?range=7d`);
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByRole('heading', { level: 1, name: 'People is not open to you' }).waitFor();
    const pages = page.getByRole('navigation', { name: 'Pages' });
    expect(await pages.getByRole('link', { name: 'Teams' }).count()).toBe(1);
    expect(await pages.getByRole('link', { name: /People|Data health/ }).count()).toBe(0);

    await page.getByRole('button', { name: /account$/ }).click();
    await page.getByRole('link', { name: 'Sessions' }).click();
    await page.getByText('this one').waitFor();
    expect(await page.getByText(/on Linux/).count()).toBe(1);

    await pages.getByRole('link', { name: 'Teams' }).click();
    await page.getByRole('heading', { level: 1, name: 'Teams' }).waitFor();
    await page.locator('main[data-drawn]').waitFor();
    for (const { key } of await all.app.sessions.all()) await all.app.sessions.end(key);
    await page.keyboard.press('3');
    await page.getByText('You are not signed in').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(await page.getByText('Could not load').count()).toBe(0);
    expect(await page.getByRole('link', { name: 'Sign in' }).getAttribute('href')).toContain('teams%3Frange%3D90d');
    await context.close();
  });
});
