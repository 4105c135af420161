import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLIENT_ID, CLIENT_SECRET, type Issuer, startIssuer } from '../access/oidc/issuer.ts';
import { freePort } from '../access/proxies/run-proxy.ts';
import { CHROME, launchChrome } from './chrome.ts';
import { type DemoServer, startEmptyServer } from './server.ts';

const REFUSED = 'This link opens nothing any more. It works once, for an hour, for somebody who is signed in.';

describe.skipIf(CHROME === null)('the link for the first administrator that a start prints', () => {
  let issuer: Issuer;
  let server: DemoServer;
  let browser: Browser;
  const complaints: string[] = [];

  /** A browser of somebody new; what its content policy refuses is remembered. */
  const newBrowser = async (): Promise<Page> => {
    const page = await (await browser.newContext()).newPage();
    page.on(
      'console',
      (message) => /content security|trusted/i.test(message.text()) && complaints.push(message.text()),
    );
    page.on('pageerror', ({ message }) => complaints.push(message));
    return page;
  };
  const button = (page: Page) => page.getByRole('button', { name: 'Become administrator' });
  const linkOf = (): string => /http\S+first-administrator#[\w-]{43}/.exec(server.printed())?.[0] ?? '';

  beforeAll(async () => {
    issuer = await startIssuer();
    const port = await freePort();
    server = await startEmptyServer({
      AUTH_MODE: 'oidc',
      PORT: String(port),
      PUBLIC_URL: `http://localhost:${port}/flightdeck/`,
      OIDC_ISSUER: issuer.url,
      OIDC_CLIENT_ID: CLIENT_ID,
      OIDC_CLIENT_SECRET: CLIENT_SECRET,
    });
    browser = await launchChrome();
    while (linkOf() === '') await sleep(50);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await issuer?.close();
  });

  it('opens nothing with another secret, or without one, and leads on', async () => {
    const page = await newBrowser();
    const link = linkOf();
    await page.goto(link.replace(/#.*/, ''));
    await page.getByText('Open the whole link that the start printed').waitFor();
    expect(await button(page).isDisabled()).toBe(true);

    await page.goto('about:blank');
    await page.goto(`${link.slice(0, -43)}${'x'.repeat(43)}`);
    // Where nothing was pressed nothing is sent.
    expect(await page.getByRole('link', { name: 'Open Flightdeck' }).count()).toBe(0);
    expect(await page.getByRole('status').innerText()).toBe('');
    await button(page).click();
    await page.getByText(REFUSED).waitFor();
    await page.getByRole('link', { name: 'Open Flightdeck' }).click();
    await page.getByRole('heading', { level: 1, name: 'You may see nothing here yet' }).waitFor();
    await page.context().close();
  });

  it('opens nothing once its hour is over', async () => {
    const page = await newBrowser();
    const file = join(server.folder, 'access', 'first-administrator');
    const [hourAgo, now] = [new Date(Date.now() - 3_601_000), new Date()];
    utimesSync(file, hourAgo, hourAgo);
    await page.goto(linkOf());
    await button(page).click();
    await page.getByText(REFUSED).waitFor();
    await page.context().close();
    utimesSync(file, now, now);
  });

  it('makes whoever signs in administrator, with the keyboard, and leaves its secret nowhere', async () => {
    const page = await newBrowser();
    await page.goto(linkOf());
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.id')).toBe('become');
    await page.keyboard.press('Enter');
    // To the issuer, who signs everybody in, and back.
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/flightdeck/settings');
    await page.getByText('Ada').first().waitFor();
    expect(await page.evaluate('[sessionStorage.length, document.cookie]')).toEqual([0, '']);
    const secret = new URL(linkOf()).hash.slice(1);
    expect(await page.evaluate('performance.getEntries().map(({ name }) => name).join()')).not.toContain(secret);
    await page.context().close();
  });

  it('opens nothing a second time', async () => {
    issuer.says({ claims: { sub: '18', name: 'Eve' } }, '');
    const page = await newBrowser();
    await page.goto(linkOf());
    await button(page).click();
    await page.getByText(REFUSED).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
