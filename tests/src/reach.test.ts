import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request as requestSecure } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { type App, createLogger, GUEST, openApp, ownHome, readConfig } from '@flightdeck/app';
import { type RunningServer, startServer } from '@flightdeck/server';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { askRaw } from './raw-request.ts';

const folder = mkdtempSync(join(tmpdir(), 'flightdeck-reach-'));
const KEY = `fd_local_${'k'.repeat(43)}`;
let app: App;

/** A certificate of its own name, with its key. */
function makePair(name: string): void {
  const subject = ['-subj', `/CN=${name}`, '-addext', 'subjectAltName=DNS:stats.example.com'];
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', `${name}.key`];
  const made = ['req', '-x509', ...key, '-days', '2', ...subject, '-out', `${name}.pem`];
  execFileSync('openssl', made, { cwd: folder, stdio: 'ignore' });
}

const configOf = (env: Readonly<Record<string, string>>) =>
  readConfig({
    flags: {},
    env: { FLIGHTDECK_DATA: folder, LOG_LEVEL: 'error', ...env },
    cwd: folder,
    readFile: (path) => (existsSync(path) ? readFileSync(path, 'utf8') : null),
  });

beforeAll(async () => {
  writeFileSync(join(folder, 'index.html'), '<html><head></head></html>');
  const config = configOf({});
  app = await openApp(config, ownHome(config), {
    now: () => new Date('2026-05-20T12:00:00Z'),
    log: createLogger(config, { write: () => {}, isTerminal: false }),
  });
});
afterAll(async () => {
  await app?.close();
  rmSync(folder, { recursive: true, force: true });
});

function start(env: Readonly<Record<string, string>>): Promise<RunningServer> {
  const { reach } = configOf(env);
  const options = { host: '127.0.0.1', port: 0, webFolder: folder, version: app.version };
  return startServer(app, { ...options, reach, everybody: GUEST, localKey: KEY });
}

describe('a demo behind a proxy, below a path', () => {
  let server: RunningServer;
  const HOST = { host: 'example.com' };
  const JSON_OF_OURS = { ...HOST, origin: 'https://example.com', 'content-type': 'application/json' };

  beforeAll(async () => {
    server = await start({ PUBLIC_URL: 'https://example.com/flightdeck', TRUSTED_PROXIES: '127.0.0.1' });
  });
  afterAll(() => server?.close());

  it('says which address to open, and keeps another for commands on this machine', () => {
    expect(server.url).toBe('https://example.com/flightdeck/');
    expect(server.localUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it.each(['/flightdeck/', '/', '/flightdeck/seats'])(
    'serves its pages at %s with links below the path',
    async (path) => {
      const page = await askRaw(server.localUrl + path, HOST);
      expect(page.text).toContain('<base href="/flightdeck/" />');
      expect((await askRaw(`${server.localUrl}/flightdeck`, HOST)).location).toBe('/flightdeck/');
    },
  );

  it.each(['/flightdeck/api/v1/status', '/api/v1/status'])(
    'answers at %s, whether or not the proxy takes the path off',
    async (path) => {
      expect((await askRaw(server.localUrl + path, HOST)).status).toBe(200);
    },
  );

  it('is asked by pages of its own address, whatever the proxy calls it, and by no other', async () => {
    const url = `${server.localUrl}/flightdeck/api/v1/queries`;
    const body = JSON.stringify({
      queries: [{ metrics: ['accepted'], range: { from: '2026-05-01', to: '2026-05-07' } }],
    });
    const { host: _, ...asLoopback } = JSON_OF_OURS;
    expect((await askRaw(url, JSON_OF_OURS, body)).status).toBe(200);
    expect((await askRaw(url, asLoopback, body)).status).toBe(200);
    expect((await askRaw(url, { ...JSON_OF_OURS, origin: 'https://evil.example' }, body)).status).toBe(403);
    expect((await askRaw(url, { ...JSON_OF_OURS, host: 'evil.example' }, body)).status).toBe(403);
  });

  it.each([
    ['/api/v1/sync', '{}'],
    ['/api/v1/reconcile/files?scope=nothing', '{}'],
    ['/api/v1/sign-offs', '{}'],
  ])('lets nobody change anything at %s but the one who started it', async (path, body) => {
    const url = server.localUrl + path;
    const refused = await askRaw(url, JSON_OF_OURS, body);
    expect([refused.status, JSON.parse(refused.text).title]).toEqual([
      403,
      'This demo is open to everybody, so nothing in it can be changed.',
    ]);
    const guessed = await askRaw(url, { ...JSON_OF_OURS, authorization: `Bearer ${KEY.slice(0, -1)}x` }, body);
    expect(guessed.status).toBe(401);
    const own = await askRaw(url, { ...JSON_OF_OURS, authorization: `Bearer ${KEY}` }, body);
    expect(own.status).not.toBe(403);
  });

  it('says to strangers whether it is ready, and no more', async () => {
    const url = `${server.localUrl}/readyz`;
    expect(JSON.parse((await askRaw(url, HOST)).text)).toEqual({ status: 'ok' });
    const own = await askRaw(url, { ...HOST, authorization: `Bearer ${KEY}` });
    expect(JSON.parse(own.text)).toMatchObject({ checks: { store: { status: 'ok' } } });
  });
});

describe('a server with a certificate', () => {
  /** Name in the certificate that a new connection is shown. */
  const shown = (url: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const sent = requestSecure(`${url}/healthz`, { rejectUnauthorized: false, agent: false }, (answer) => {
        answer.resume();
        resolve(String((answer.socket as TLSSocket).getPeerCertificate().subject.CN));
      });
      sent.once('error', reject).end();
    });

  it('speaks HTTPS, plain HTTP to this machine only, and takes a renewed certificate without a restart', async () => {
    for (const name of ['first', 'second']) makePair(name);
    const use = (name: string) => {
      copyFileSync(join(folder, `${name}.key`), join(folder, 'tls.key'));
      copyFileSync(join(folder, `${name}.pem`), join(folder, 'tls.pem'));
    };
    use('first');
    const server = await start({ TLS_CERT_FILE: join(folder, 'tls.pem'), TLS_KEY_FILE: join(folder, 'tls.key') });
    try {
      expect(server.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
      expect(await shown(server.url)).toBe('first');
      expect((await askRaw(`${server.localUrl}/healthz`, {})).status).toBe(200);
      // Half a renewal: nothing changes.
      copyFileSync(join(folder, 'second.pem'), join(folder, 'tls.pem'));
      expect(await shown(server.url)).toBe('first');
      use('second');
      await vi.waitFor(async () => expect(await shown(server.url)).toBe('second'), { timeout: 30_000, interval: 200 });
    } finally {
      await server.close();
    }
  });

  it('refuses a key of another certificate, and a server that anybody could reach as the local user', async () => {
    const tls = { TLS_CERT_FILE: join(folder, 'first.pem'), TLS_KEY_FILE: join(folder, 'second.key') };
    await expect(start(tls)).rejects.toMatchObject({ code: 'bad_tls' });
    const options = { host: '0.0.0.0', port: 0, webFolder: folder, version: app.version };
    await expect(startServer(app, options)).rejects.toThrow('Only this machine');
  });
});
