import { readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createLogger, openApp, ownHome, readConfig } from '@flightdeck/app';
import { type RunningServer, startServer } from '@flightdeck/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFakeTerminal, EXAMPLES, type Ran } from '../testing.ts';

const home = createFakeTerminal();
/** Another machine, on which there are no data. */
const away = createFakeTerminal();
const NOW = new Date('2026-10-08T12:00:00Z');
const others: Server[] = [];
let server: RunningServer;
let close: () => Promise<void> = async () => {};
const token = { viewer: '', analyst: '' };
/** What is answered on the machine of the data. */
const here = { query: '', byUser: '' };

const base = () => `${server.localUrl}/flightdeck/`;
const ask = (env: Readonly<Record<string, string>>, ...args: string[]): Promise<Ran> =>
  away.runWith({ env: { FLIGHTDECK_URL: base(), ...env } }, ...args);
const QUERY = ['query', '--metrics', 'accepted', '--by', 'enterprise', '--format', 'csv'] as const;
const BY_USER = ['query', '--metrics', 'accepted', '--by', 'user', '--format', 'csv'] as const;

beforeAll(async () => {
  const path = join(EXAMPLES, 'synthetic', 'users-1-day.enterprise.ndjson');
  expect(await home.run('import', path, '--scope', 'enterprise:big')).toMatchObject({ code: 0 });
  for (const role of ['viewer', 'analyst'] as const) {
    const { out } = await home.run('token', 'create', '--name', role, '--grant', `${role}@*`, '--days', '7');
    token[role] = out.trim();
  }
  here.query = (await home.run(...QUERY)).out;
  here.byUser = (await home.run(...BY_USER)).out;
  const env = {
    ...{ AUTH_MODE: 'proxy', TRUSTED_PROXIES: '10.0.3.7', LOG_LEVEL: 'error' },
    PUBLIC_URL: 'http://127.0.0.1:18999/flightdeck/',
  };
  const config = readConfig({ flags: {}, env, cwd: home.folder, readFile: () => null });
  const log = createLogger(config, { write: () => undefined, isTerminal: false });
  const app = await openApp(config, ownHome(config), { now: () => NOW, log });
  close = () => app.close();
  const { reach, signIn } = config;
  const options = { host: '127.0.0.1', port: 0, webFolder: home.folder, version: app.version, now: () => NOW };
  server = await startServer(app, { ...options, reach, signIn });
});
afterAll(async () => {
  for (const each of others) each.close();
  await server?.close();
  await close();
  home.remove();
  away.remove();
});

/** A server that answers everything in one way, and what it was sent. */
async function answering(
  status: number,
  headers: Readonly<Record<string, string>>,
  body = '',
): Promise<{ url: string; seen: string[] }> {
  const seen: string[] = [];
  const other = createServer((request, response) => {
    seen.push(`${request.url} ${request.headers.authorization}`);
    response.writeHead(status, headers).end(body);
  });
  others.push(other);
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(other.address() as AddressInfo).port}/`, seen };
}

describe('a command with FLIGHTDECK_URL', () => {
  it('is answered by that server, below its path, as far as the token may', async () => {
    expect(here.query).toMatch(/^enterprise,accepted\r?\nbig,\d+/);
    expect(await ask({ FLIGHTDECK_TOKEN: token.viewer }, ...QUERY)).toMatchObject({ code: 0, out: here.query });
    const named = await ask({ FLIGHTDECK_TOKEN: token.viewer }, ...BY_USER);
    expect([named.code, named.err]).toEqual([
      2,
      'You may not see figures of people by name.\nAsk an administrator of this Flightdeck for one of the roles analyst.\n',
    ]);
    expect((await ask({ FLIGHTDECK_TOKEN: token.analyst }, ...BY_USER)).out).toBe(here.byUser);
    const without = await ask({}, ...QUERY);
    expect([without.code, without.err]).toEqual([
      2,
      'You are not signed in.\nOpen the page again to sign in; a program sends a token.\n',
    ]);
    const wrong = await ask({ FLIGHTDECK_TOKEN: `${token.viewer}x` }, ...QUERY);
    expect([wrong.code, wrong.err.split('\n')[0]]).toEqual([2, 'This token opens nothing.']);
  });

  it('says how the server is, without the ledger where the token may not read it', async () => {
    const all = await ask({ FLIGHTDECK_TOKEN: token.analyst }, 'status');
    expect([all.code, all.out.split('\n')[0]]).toEqual([0, `Flightdeck 0.1.0, running at ${base().slice(0, -1)}`]);
    expect(all.out).toContain('Lines: 2 = 2 loaded');
    const brief = await ask({ FLIGHTDECK_TOKEN: token.viewer }, 'status');
    expect([brief.code, brief.out]).toEqual([0, expect.stringContaining('Days: 2026-10-05 to 2026-10-05')]);
    expect(brief.out).not.toContain('Lines:');
    expect(brief.out).toContain('only for a token that may read the ledger of everything');
    expect((await ask({ FLIGHTDECK_TOKEN: token.analyst }, 'restatements')).out).toBe('No day was replaced.\n');
  });

  it.each([
    ['start'],
    ['import', 'x.ndjson'],
    ['rebuild'],
    ['verify'],
    ['doctor'],
    ['audit', 'verify'],
    ['token', 'list'],
  ])('is refused where it could only do something here: %s', async (...args) => {
    const { code, err } = await ask({ FLIGHTDECK_TOKEN: token.analyst }, ...args);
    expect([code, err.split('\n')[0]]).toEqual([
      2,
      `"flightdeck ${args[0]}" works on the machine of the data, and FLIGHTDECK_URL names ${base()}.`,
    ]);
  });

  it('works on this machine where that is what a flag says, and for what no server has', async () => {
    const here = await ask({}, 'query', '--metrics', 'accepted', '--data', 'nothing');
    expect([here.code, here.err.split('\n')[0]]).toEqual([
      2,
      `There is no data in ${join(away.folder, 'nothing')} yet.`,
    ]);
    expect((await ask({}, 'metrics', 'accepted')).code).toBe(0);
  });

  it('follows no redirect with its token, and takes no page for an answer', async () => {
    const thief = await answering(200, {}, '{}');
    const sending = await answering(302, { location: thief.url });
    const sent = await ask({ FLIGHTDECK_URL: sending.url, FLIGHTDECK_TOKEN: token.viewer }, ...QUERY);
    expect([sent.code, sent.err.split('\n')[0]]).toEqual([
      3,
      `${sending.url} sends on to another address, which is not followed: the token would go there.`,
    ]);
    expect([sending.seen, thief.seen]).toEqual([[`/api/v1/status Bearer ${token.viewer}`], []]);
    const page = await answering(200, { 'content-type': 'text/html' }, '<html>Sign in</html>');
    const html = await ask({ FLIGHTDECK_URL: page.url }, ...QUERY);
    expect([html.code, html.err.split('\n')[0]]).toEqual([3, 'The server gave an answer that is not from Flightdeck.']);
    const broken = await answering(503, {}, '{"title":"Too many questions at once.","code":"busy","hint":"Wait."}');
    expect(await ask({ FLIGHTDECK_URL: broken.url }, ...QUERY)).toMatchObject({
      code: 3,
      err: 'Too many questions at once.\nWait.\n',
    });
    const ended = await answering(200, {});
    await new Promise((resolve) => others.pop()?.close(resolve));
    const gone = await ask({ FLIGHTDECK_URL: ended.url }, ...QUERY);
    expect([gone.code, gone.err.split('\n')[0]]).toEqual([3, `${ended.url} does not answer (ECONNREFUSED).`]);
  });

  it('goes through the proxy of the settings, which sees no token', async () => {
    const proxy = createServer();
    const seen: string[] = [];
    proxy.on('connect', (request, socket) => {
      seen.push(`${request.url} ${request.headers.authorization}`);
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    });
    others.push(proxy);
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const HTTPS_PROXY = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const env = { FLIGHTDECK_URL: 'https://stats.example.com/', FLIGHTDECK_TOKEN: token.viewer, HTTPS_PROXY };
    expect(await ask(env, ...QUERY)).toMatchObject({ code: 3, out: '' });
    expect(seen).toEqual(['stats.example.com:443 undefined']);
  });

  it.each([
    ['http://stats.example.com/', 'Others on the network would read the token along.'],
    ['https://ada:secret@stats.example.com/', 'Write FLIGHTDECK_URL=https://'],
    ['https://stats.example.com/?x=1', 'Write FLIGHTDECK_URL=https://'],
    ['stats.example.com', 'Write FLIGHTDECK_URL=https://'],
  ])('is refused at %s', async (url, why) => {
    const { code, err } = await ask({ FLIGHTDECK_URL: url }, ...QUERY);
    expect([code, err]).toEqual([2, expect.stringContaining(why)]);
    expect(err).not.toContain('secret@');
  });

  it('reads the token from a file, and never sends one to where a file that lies around says', async () => {
    const readFile = (path: string) =>
      path.endsWith('token')
        ? `${token.viewer}\n`
        : path.endsWith('flightdeck.config.json')
          ? JSON.stringify({ FLIGHTDECK_URL: base() })
          : null;
    const env = { FLIGHTDECK_URL: base(), FLIGHTDECK_TOKEN_FILE: '/run/secrets/token' };
    expect(
      (await away.runWith({ env, readFile: (path) => (path.endsWith('token') ? token.viewer : null) }, ...QUERY)).code,
    ).toBe(0);
    const lying = await away.runWith({ env: { FLIGHTDECK_TOKEN: token.viewer }, readFile }, ...QUERY);
    expect([lying.code, lying.err]).toEqual([
      2,
      expect.stringContaining('would decide where FLIGHTDECK_TOKEN is sent'),
    ]);
  });
});

describe('flightdeck token', () => {
  it('lists, revokes, and makes no token that is not whole', async () => {
    const made = await home.run(
      'token',
      'create',
      '--name',
      'grafana',
      '--grant',
      'viewer@org:acme/team=web,analyst@org:x',
    );
    expect([made.code, made.out]).toEqual([0, expect.stringMatching(/^fd_[0-9a-z]{12}_[0-9A-Za-z]{43}\n$/)]);
    expect(made.err).toContain('ends 2027-01-06T12:00:00.000Z. It is shown this once');
    const id = made.out.slice(3, 15);
    const list = await home.run('token', 'list');
    expect(list.out).toContain(`${id}  grafana  viewer@org:acme/team=web, analyst@org:x  local`);
    expect(list.out).not.toContain(made.out.trim().slice(-43));
    expect(JSON.parse((await home.run('token', 'list', '--format', 'json')).out).tokens).toHaveLength(3);
    expect(await home.run('token', 'revoke', id)).toEqual({ code: 0, out: `Revoked ${id}.\n`, err: '' });
    expect(await home.run('token', 'revoke', id)).toMatchObject({ code: 2, out: '' });
    for (const args of [
      ['create', '--grant', 'viewer@*'],
      ['create', '--name', 'x'],
      ['create', '--name', 'x', '--grant', 'viewer'],
      ['create', '--name', 'x', '--grant', 'viewer@*', '--days', '367'],
      ['create', '--name', 'x', '--grant', 'viewer@*', '--days', 'soon'],
      ['revoke'],
      ['steal'],
    ])
      expect(await home.run('token', ...args), args.join(' ')).toMatchObject({ code: 2, out: '' });
    expect(await home.run('audit', 'verify')).toMatchObject({ code: 0 });
  });

  it('keeps a token in a file: makes it once, for its owner only, and anew when it ends or is to do something else', async () => {
    const file = join(home.folder, 'grafana-token');
    const args = ['token', 'create', '--name', 'board', '--days', '90', '--out', file];
    const keep = async (grant: string, at: string) => {
      const ran = await home.runWith({ now: () => new Date(at) }, ...args, '--grant', grant);
      expect(ran).toMatchObject({ code: 0, out: '' });
      return readFileSync(file, 'utf8');
    };
    const first = await keep('viewer@*', '2026-10-08T12:00:00Z');
    expect(first).toMatch(/^fd_[0-9a-z]{12}_[0-9A-Za-z]{43}\n$/);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await keep('viewer@*', '2026-12-07T12:00:00Z')).toBe(first);
    const second = await keep('viewer@*', '2026-12-07T12:00:01Z');
    const third = await keep('viewer@org:acme', '2026-12-07T12:00:02Z');
    expect(new Set([first, second, third]).size).toBe(3);
    const { out } = await home.run('token', 'list', '--format', 'json');
    const ids = JSON.parse(out).tokens.filter(({ name }: { name: string }) => name === 'board');
    expect(ids.map(({ id }: { id: string }) => id)).toEqual([third.slice(3, 15)]);
  });

  it('leaves no token behind whose file cannot be written', async () => {
    const file = join(home.folder, 'nowhere', 'token');
    const ran = await home.run('token', 'create', '--name', 'lost', '--grant', 'viewer@*', '--out', file);
    expect([ran.code, ran.err.split('\n')[0]]).toEqual([2, `${file} cannot be written (ENOENT).`]);
    expect((await home.run('token', 'list')).out).not.toContain('lost');
  });
});
