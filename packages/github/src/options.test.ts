import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { createGithub } from './create-github.ts';
import { ENTERPRISE, type FakeGithub, json, ORG, startFakeGithub, TOKEN } from './fake-github.ts';
import type { GithubOptions } from './options.ts';

let fake: FakeGithub | null = null;
afterEach(async () => {
  await fake?.close();
  fake = null;
});

describe('options that cannot work are named before anything is sent', () => {
  const auth = { kind: 'token', token: TOKEN } as const;
  test.each<[string, Partial<GithubOptions>]>([
    ['bad_api_url', { apiUrl: 'github' }],
    ['bad_api_url', { apiUrl: 'ftp://api.github.com' }],
    ['bad_api_url', { apiUrl: 'https://user:pass@api.github.com' }],
    ['insecure_api_url', { apiUrl: 'http://api.github.com' }],
    ['bad_token', { auth: { kind: 'token', token: '  ' } }],
    ['bad_token', { auth: { kind: 'token', token: 'ghp_\u00e9' } }],
    ['bad_private_key', { auth: { kind: 'app', appId: 1, privateKey: '-----BEGIN PRIVATE KEY-----:canary' } }],
    ['bad_proxy', { proxy: { httpsProxy: 'proxy:canary@' } }],
    ['bad_proxy', { proxy: { httpsProxy: 'http://u:canary@[' } }],
    ['bad_download_host', { downloadHosts: ['https://x.example.com'] }],
    ['bad_download_host', { downloadHosts: ['10.0.0.1'] }],
    ['bad_option', { concurrency: 0 }],
    ['bad_option', { retries: 1.5 }],
  ])('%s', (code, options) => {
    let thrown: unknown;
    try {
      createGithub({ auth, ...options });
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ name: 'InputError', code });
    expect(inspect(thrown)).not.toMatch(/canary0|:canary/);
  });
});

describe('a GitHub App', () => {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const token = (secret: string) =>
    json(201, { token: secret, expires_at: new Date(Date.now() + 3_600_000).toISOString(), permissions: {} });

  test('finds its installation in each scope and uses its token there, once made', async () => {
    fake = await startFakeGithub({
      '/orgs/acme/installation': json(200, { id: 7 }),
      '/enterprises/big/installation': json(200, { id: 8 }),
      '/app/installations/7/access_tokens': token('ghs_seven'),
      '/app/installations/8/access_tokens': token('ghs_eight'),
      '/orgs/acme/teams': json(200, []),
      '/enterprises/big/teams': json(200, []),
    });
    const github = fake.client({ auth: { kind: 'app', appId: 42, privateKey } });
    await github.teams(ORG);
    await github.teams(ENTERPRISE);
    await github.teams(ORG);
    expect(fake.seen).toEqual([
      'GET /orgs/acme/installation',
      'POST /app/installations/7/access_tokens',
      'GET /orgs/acme/teams?per_page=100',
      'GET /enterprises/big/installation',
      'POST /app/installations/8/access_tokens',
      'GET /enterprises/big/teams?per_page=100',
      'GET /orgs/acme/teams?per_page=100',
    ]);
    expect(fake.headers[2]?.authorization).toBe('token ghs_seven');
    expect(fake.headers[5]?.authorization).toBe('token ghs_eight');
  });

  test('that is not installed is not mistaken for a missing report', async () => {
    fake = await startFakeGithub({});
    const fixed = fake.client({ auth: { kind: 'app', appId: 42, privateKey, installationId: 9 } });
    await expect(fixed.report(ORG, 'users-1-day', '2026-10-01')).rejects.toMatchObject({ code: 'app_not_installed' });
    const found = fake.client({ auth: { kind: 'app', appId: 42, privateKey } });
    await expect(found.report(ORG, 'users-1-day', '2026-10-01')).rejects.toMatchObject({ code: 'app_not_installed' });
  });

  test('accepts its key with line ends written as \\n', async () => {
    fake = await startFakeGithub({
      '/app/installations/9/access_tokens': token('ghs_nine'),
      '/orgs/acme/teams': json(200, []),
    });
    const key = privateKey.replaceAll('\n', '\\n');
    const github = fake.client({ auth: { kind: 'app', appId: 42, privateKey: key, installationId: 9 } });
    await expect(github.teams(ORG)).resolves.toEqual([]);
  });
});

describe('a proxy', () => {
  /** A proxy that notes what it is asked to connect to and refuses. */
  async function startProxy(): Promise<{ server: Server; port: number; asked: string[] }> {
    const asked: string[] = [];
    const server = createServer();
    server.on('connect', (request, socket) => {
      asked.push(`${request.url} ${request.headers['proxy-authorization']}`);
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return { server, port: (server.address() as AddressInfo).port, asked };
  }

  test('is asked to reach GitHub, with its own credentials, and its refusal is proxy_refused', async () => {
    const { server, port, asked } = await startProxy();
    const github = createGithub({
      auth: { kind: 'token', token: TOKEN },
      proxy: { httpsProxy: `http://user:canary-password@127.0.0.1:${port}` },
      retries: 0,
    });
    const error = await github.teams(ORG).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'proxy_refused', retryable: false });
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain('canary-password');
    expect(asked).toEqual([`api.github.com:443 Basic ${Buffer.from('user:canary-password').toString('base64')}`]);
    await github.close();
    server.close();
  });

  test('is left aside for loopback', async () => {
    fake = await startFakeGithub({ '/orgs/acme/teams': json(200, []) });
    const github = fake.client({ proxy: { httpProxy: 'http://127.0.0.1:1', httpsProxy: 'http://127.0.0.1:1' } });
    await expect(github.teams(ORG)).resolves.toEqual([]);
  });
});
