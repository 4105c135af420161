import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLogger, readConfig } from '@flightdeck/app';
import { type RunningServer, startServer } from '@flightdeck/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RawAnswer } from '../../raw-request.ts';
import { type Installation, install } from '../world.ts';
import { type Azure, azureToken, IDENTITY_HEADER, startAzure } from './azure.ts';
import { openBrowser, PUBLIC_HOST } from './browser.ts';
import { CLIENT_ID, type Issuer, startIssuer } from './issuer.ts';

const BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
let issuer: Issuer;
let azure: Azure;
let all: Installation;
let logged = '';
let server: RunningServer | undefined;

beforeAll(async () => {
  issuer = await startIssuer();
  azure = await startAzure();
  all = await install({ organizations: [] });
});
afterAll(async () => {
  await server?.close();
  await all?.close();
  await azure?.close();
  await issuer?.close();
});

/** Serves with an identity of a platform, where the platform says these things of itself. */
async function serve(settings: Readonly<Record<string, string>>): Promise<void> {
  await server?.close();
  const { app, folder } = all;
  const env = {
    AUTH_MODE: 'oidc',
    LOG_LEVEL: 'warn',
    PUBLIC_URL: `https://${PUBLIC_HOST}/`,
    OIDC_ISSUER: issuer.url,
    OIDC_CLIENT_ID: CLIENT_ID,
    ADMINS: 'root',
    ...settings,
  };
  const config = readConfig({ flags: {}, env, cwd: folder, readFile: () => null });
  const log = createLogger(config, { write: (text) => (logged += text), isTerminal: false });
  const { reach, signIn } = config;
  const options = { host: '127.0.0.1', port: 0, webFolder: folder, version: app.version, reach, signIn };
  server = await startServer({ ...app, log }, options);
}

async function signIn(): Promise<RawAnswer> {
  const browser = openBrowser(server?.localUrl ?? '');
  const search = new URL((await browser.get('/auth/sign-in')).location ?? '').searchParams;
  issuer.says({}, search.get('nonce') ?? '');
  return browser.get(`/auth/callback?code=c&state=${search.get('state')}`);
}

describe('an app of Azure with a managed identity', () => {
  it('shows a token of its platform instead of a secret, a fresh one each time', async () => {
    await serve({
      OIDC_CLIENT_ASSERTION: 'azure-managed-identity',
      OIDC_MANAGED_IDENTITY: 'c1c3f3e0-0000-0000-0000-000000000001',
      IDENTITY_ENDPOINT: `${azure.url}/msi/token`,
      IDENTITY_HEADER,
    });
    const shown: (string | null)[] = [];
    for (const _ of ['once', 'twice']) {
      expect((await signIn()).status).toBe(303);
      shown.push(issuer.form().get('client_assertion'));
    }
    expect(shown).toEqual([azureToken(1), azureToken(2)]);
    const { client_assertion: _, code_verifier: __, ...sent } = Object.fromEntries(issuer.form());
    expect(sent).toEqual({
      client_id: CLIENT_ID,
      client_assertion_type: BEARER,
      grant_type: 'authorization_code',
      code: 'c',
      redirect_uri: `https://${PUBLIC_HOST}/auth/callback`,
    });
    expect(azure.asked.at(-1)).toMatchObject({
      path: '/msi/token',
      search: {
        resource: 'api://AzureADTokenExchange',
        'api-version': '2019-08-01',
        client_id: 'c1c3f3e0-0000-0000-0000-000000000001',
      },
    });
  });

  it('lets nobody in where the platform gives none, and says why in the log alone', async () => {
    azure.fails(true);
    const { status, text } = await signIn();
    azure.fails(false);
    expect([status, text.includes('no_platform_identity'), text.includes('Identity not found')]).toEqual([
      502,
      true,
      false,
    ]);
    expect(logged).toContain(`answers 400: Identity not found`);
    for (const secret of [IDENTITY_HEADER, 'eyJ']) expect(logged + text).not.toContain(secret);
  });
});

describe('a virtual machine of Azure', () => {
  it('shows a token of its metadata service', async () => {
    await serve({ OIDC_CLIENT_ASSERTION: 'azure-managed-identity', AZURE_POD_IDENTITY_AUTHORITY_HOST: azure.url });
    expect((await signIn()).status).toBe(303);
    expect(issuer.form().get('client_assertion')).toBe(azureToken(azure.asked.length));
    const { path, search, headers } = azure.asked.at(-1) ?? {};
    expect([path, headers?.metadata]).toEqual(['/metadata/identity/oauth2/token', 'true']);
    expect(search).toEqual({ resource: 'api://AzureADTokenExchange', 'api-version': '2018-02-01' });
  });

  it('is none where nobody answers', async () => {
    await serve({
      OIDC_CLIENT_ASSERTION: 'azure-managed-identity',
      AZURE_POD_IDENTITY_AUTHORITY_HOST: 'http://127.0.0.1:1',
    });
    expect((await signIn()).text).toContain('no_platform_identity');
    expect(logged).toContain('http://127.0.0.1:1 does not answer');
  });
});

describe('a pod of Kubernetes', () => {
  it.each([
    ['OIDC_CLIENT_ASSERTION names', (path: string) => ({ OIDC_CLIENT_ASSERTION: path })],
    [
      'its webhook for workload identities names',
      (path: string) => ({ OIDC_CLIENT_ASSERTION: 'kubernetes', AZURE_FEDERATED_TOKEN_FILE: path }),
    ],
  ])('shows the token of the file that %s, as it is at each sign-in', async (_, toSettings) => {
    const path = join(all.folder, 'token');
    await serve(toSettings(path));
    for (const token of ['eyJh.one.s', 'eyJh.two.s']) {
      writeFileSync(path, `${token}\n`);
      expect((await signIn()).status).toBe(303);
      expect([issuer.form().get('client_assertion'), issuer.form().get('client_assertion_type')]).toEqual([
        token,
        BEARER,
      ]);
    }
    writeFileSync(path, 'a secret, and no token');
    expect((await signIn()).text).toContain('no_platform_identity');
    rmSync(path);
    expect((await signIn()).text).toContain('no_platform_identity');
    expect(logged).toContain('cannot be read');
    expect(logged).not.toMatch(/eyJh|a secret/);
  });
});
