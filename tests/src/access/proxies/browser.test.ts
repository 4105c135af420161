import { fileURLToPath } from 'node:url';
import { type RunningServer, startServer } from '@flightdeck/server';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROME, launchChrome } from '../../browser/chrome.ts';
import { type RealProvider, startRealProvider } from '../oidc/real-provider.ts';
import { type Installation, install, OWN } from '../world.ts';
import { type Example, findProxy, freePort, NAMES, runProxy } from './run-proxy.ts';

const BASES: Readonly<Record<Example, string>> = { root: '/', 'sub-path': '/flightdeck/' };
const EXAMPLES = ['root', 'sub-path'] as const;
const CLIENT = { id: 'flightdeck', secret: 'the-secret-of-the-registration' };
const WEB = fileURLToPath(new URL('../../../../packages/web/dist', import.meta.url));

/** A server of each address; a proxy stands before both. */
interface Behind {
  readonly home: string;
  readonly installation: Installation;
  readonly server: RunningServer;
}

describe.skipIf(CHROME === null)('the web app behind a proxy', () => {
  const behind = new Map<Example, Behind>();
  const ports = { root: 0, 'sub-path': 0 };
  let provider: RealProvider;
  let browser: Browser;

  beforeAll(async () => {
    for (const example of EXAMPLES) ports[example] = await freePort();
    const homes = EXAMPLES.map((example) => `https://${NAMES[example]}:${ports[example]}${BASES[example]}`);
    provider = await startRealProvider([
      {
        ...{ client_id: CLIENT.id, client_secret: CLIENT.secret, post_logout_redirect_uris: homes },
        redirect_uris: homes.map((home) => `${home}auth/callback`),
      },
    ]);
    for (const [index, example] of EXAMPLES.entries()) {
      const home = homes[index] ?? '';
      const settings = {
        ...{ AUTH_MODE: 'oidc', PUBLIC_URL: home, TRUSTED_PROXIES: '127.0.0.1', OIDC_ISSUER: provider.issuer },
        ...{ OIDC_CLIENT_ID: CLIENT.id, OIDC_CLIENT_SECRET: CLIENT.secret },
        OIDC_SCOPES: 'openid profile email groups',
        ROLE_MAP: 'leads:analyst@*,leads:auditor@*,leads:admin',
      };
      const installation = await install({ organizations: [OWN], settings });
      const { app } = installation;
      const { reach, signIn } = app.config;
      const options = { host: '127.0.0.1', port: 0, webFolder: WEB, version: app.version };
      behind.set(example, { home, installation, server: await startServer(app, { ...options, reach, signIn }) });
    }
    const map = Object.values(NAMES).map((name) => `MAP ${name} 127.0.0.1`);
    browser = await launchChrome([`--host-resolver-rules=${map.join(',')}`]);
  });
  afterAll(async () => {
    await browser?.close();
    for (const { server, installation } of behind.values()) {
      await server.close();
      await installation.close();
    }
    provider?.close();
  });

  const drawn = (page: Page) => page.getByRole('heading', { level: 1 }).first().waitFor();

  describe.each(['nginx', 'caddy'] as const)('%s', (name) => {
    describe.skipIf(findProxy(name) === null)('as its examples say', () => {
      let proxy: { close(): Promise<void> };
      beforeAll(async () => {
        proxy = await runProxy(
          name,
          EXAMPLES.map((example) => ({
            ...{ example, port: ports[example] },
            upstream: Number(new URL(behind.get(example)?.server.localUrl ?? '').port),
          })),
        );
      });
      afterAll(() => proxy?.close());

      it.each(EXAMPLES)(
        'signs people in at %s, shows every page, and leads nowhere beyond its path',
        { timeout: 240_000 },
        async (example) => {
          const { home = '' } = behind.get(example) ?? {};
          const context = await browser.newContext({ ignoreHTTPSErrors: true });
          const page = await context.newPage();
          const complaints: string[] = [];
          const asked = new Set<string>();
          page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
          page.on('pageerror', (error) => complaints.push(error.message));
          page.on('request', (request) => asked.add(request.url()));

          await page.goto(`${home}languages`);
          await page.getByRole('link', { name: 'Sign in' }).first().click();
          await page.waitForURL(`${home}languages`);
          await drawn(page);
          const [cookie, ...more] = (await context.cookies()).filter(({ domain }) => domain === NAMES[example]);
          expect(more).toEqual([]);
          expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Lax', path: '/' });
          expect(cookie?.name).toMatch(/^__Host-fd-session/);

          // What is asked before somebody is known is refused; nothing is from here on.
          complaints.length = 0;
          const linksOf = () =>
            page.evaluate<string[]>('[...document.querySelectorAll("a[href]")].map((link) => link.href)');
          const pages = new Set(
            (
              await page.evaluate<string[]>('[...document.querySelectorAll("nav a[href]")].map((link) => link.href)')
            ).map((url) => url.split('?')[0] ?? ''),
          );
          expect(pages.size).toBeGreaterThan(12);
          const links = new Set(await linksOf());
          for (const url of pages) {
            await page.goto(url);
            await drawn(page);
            await page.waitForLoadState('networkidle');
            for (const link of await linksOf()) links.add(link);
          }
          const { origin } = new URL(home);
          const isBeyond = (url: string) => url.startsWith(origin) && !url.startsWith(home);
          expect([...links, ...asked].filter(isBeyond)).toEqual([]);
          const isKnown = (url: string) =>
            url.startsWith(home) || url.startsWith(provider.issuer) || url.startsWith('data:');
          expect([...asked].filter((url) => !isKnown(url))).toEqual([]);
          expect(complaints).toEqual([]);
          await context.close();
        },
      );
    });
  });
});
