import { once } from 'node:events';
import { utimes } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { keyOf, type Principal, parseGrant } from '@flightdeck/access';
import { type RunningServer, startServer } from '@flightdeck/server';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountIn, type Installation, install, OWN, teamsOf } from '../../access/world.ts';
import { CHROME, launchChrome } from '../chrome.ts';
import { seriousOf } from '../visit.ts';
import { ACCESS_PAGES, type Looker } from './access-pages.ts';
import { differs, THEMES } from './album.ts';
import { openStudio, STEADY, WINDOWS } from './studio.ts';

/** Ten minutes after the clock of the installation stands still. */
const NOW = '2026-11-05T08:10:00.000Z';
const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0';
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

interface Place {
  readonly all: Installation;
  readonly server: RunningServer;
}

/** A server that lets people in this way. */
async function serve(settings: Readonly<Record<string, string>>, organizations: readonly string[]): Promise<Place> {
  const port = await freePort();
  const all = await install({ organizations, settings: { PUBLIC_URL: `http://localhost:${port}/`, ...settings } });
  const { app } = all;
  const { reach, signIn } = app.config;
  const webFolder = fileURLToPath(new URL('../../../../packages/web/dist', import.meta.url));
  const server = await startServer(app, { host: '127.0.0.1', port, webFolder, version: app.version, reach, signIn });
  return { all, server };
}

const PROXY = {
  AUTH_MODE: 'proxy',
  TRUSTED_PROXIES: '127.0.0.1',
  ROLE_MAP: `leads:viewer@org:${OWN},auditors:auditor@*,admins:admin@*,admins:viewer@*,selves:self`,
};
const OIDC = {
  AUTH_MODE: 'oidc',
  OIDC_ISSUER: 'https://id.example.com',
  OIDC_CLIENT_ID: 'flightdeck',
  OIDC_CLIENT_SECRET: 'of-this-test-alone',
  ADMINS: 'group:admins',
};

/** Runs in the page: writes folder and port of this run as they are the same in every run. */
const SAME_PLACE = `{
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const same = text.data.replace(/localhost:\\d+/g, 'localhost:8080').replace(/^\\/\\S*flightdeck-[^/]+/, '/var/lib/flightdeck').replace(/· [\\w-]{16,}$/, '· 1a2b3c4d');
    if (same !== text.data) text.data = same;
  }
}`;

/** What an installation looks like after some days: people signed in, lines of the log, tokens. */
async function live({ app, folder }: Installation): Promise<void> {
  const grant = parseGrant(`viewer@org:${OWN}`);
  const person = (id: string, name: string): Principal => ({
    ...{ kind: 'person', id: `["proxy","${id}"]`, name, account: null, grants: [grant] },
  });
  const identity = (subject: string, name: string) => ({ issuer: 'proxy', subject, name, email: null, groups: [] });
  const begun = [
    ['ada', 'ada', '10.0.0.9', FIREFOX],
    ['ada', 'ada', '10.0.4.31', IPHONE],
    ['bo', 'Bo Jensen', '10.0.0.17', FIREFOX],
  ] as const;
  for (const [at, [subject, name, client, agent]] of begun.entries()) {
    const secret = await app.sessions.begin({
      identity: identity(subject, name),
      client,
      agent,
      sid: null,
      idToken: null,
    });
    // One after the other, as otherwise nothing says which comes first.
    const used = new Date(Date.parse(NOW) - (10 + 7 * at) * 60_000);
    await utimes(join(folder, 'sessions', keyOf(secret) ?? ''), used, used);
  }
  const act = (
    who: Principal,
    event: { kind: 'named' | 'changed' | 'refused' | 'signed_in'; route: string; people?: number },
  ) => app.audit.record(who, { people: null, ...event, asked: { by: ['user'] }, client: '10.0.0.9', requestId: 'r-1' });
  const bo = person('bo', 'Bo Jensen');
  const hostile = person('eve', '\u202egnp.<b>Eve</b>');
  await act(bo, { kind: 'signed_in', route: 'GET /auth/callback' });
  await act(bo, { kind: 'named', route: 'POST /api/v1/query', people: 31 });
  await act(hostile, { kind: 'refused', route: 'GET /api/v1/ledger' });
  await act(bo, { kind: 'changed', route: 'POST /api/v1/sign-offs' });
}

describe.skipIf(CHROME === null)('pages look as they did for who may see them', () => {
  let browser: Browser;
  let proxied: Place;
  let signedIn: Place;
  beforeAll(async () => {
    [proxied, signedIn] = [await serve(PROXY, [OWN]), await serve(OIDC, [])];
    await live(proxied.all);
    const [team = ''] = teamsOf(OWN);
    const account = await accountIn(proxied.all.app, OWN, team);
    await proxied.all.app.accounts.replace([
      { issuer: 'proxy', subject: 'ada', account, login: null, externalId: null },
    ]);
    browser = await launchChrome(STEADY);
    const made = await fetch(`${proxied.server.url}api/v1/tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headersOf(['admins']) },
      body: JSON.stringify({ name: 'Grafana', grants: [`viewer@org:${OWN}`], expiresAt: '2027-02-03T08:00:00Z' }),
    });
    expect(made.status).toBe(200);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    for (const place of [proxied, signedIn]) {
      await place?.server.close();
      await place?.all.close();
    }
  });

  const headersOf = (looker: Looker): Readonly<Record<string, string>> =>
    typeof looker === 'string' ? {} : { 'X-Forwarded-User': 'ada', 'X-Forwarded-Groups': looker.join(',') };

  it.each(
    WINDOWS.flatMap((viewport) => Object.keys(ACCESS_PAGES).map((name) => [name, viewport.width, viewport] as const)),
  )('%s at %i px, and with nothing serious for axe', async (name, width, viewport) => {
    const { path, looker, press = [], until } = ACCESS_PAGES[name] ?? { path: '/', looker: 'oidc' };
    const { server } = looker === 'oidc' ? signedIn : proxied;
    const studio = await openStudio(browser, { viewport, extraHTTPHeaders: headersOf(looker) }, NOW);
    await studio.page.goto(server.url + path.slice(1));
    await studio.again();
    for (const button of press) await studio.page.getByRole('button', { name: button }).click();
    if (until !== undefined) await studio.page.getByText(until).first().waitFor();
    await studio.page.evaluate(SAME_PLACE);
    const found: unknown[] = [];
    for (const colorScheme of THEMES) {
      await studio.page.emulateMedia({ colorScheme });
      found.push(differs(`${name}-${width}-${colorScheme}`, await studio.again()));
      found.push(...(await seriousOf(studio.page)));
    }
    await studio.close();
    expect(found.filter((each) => each !== null)).toEqual([]);
  });
});
