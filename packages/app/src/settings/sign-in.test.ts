import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { requireNotOpen } from './reach.ts';
import type { Texts } from './sources.ts';
import { refusal } from './testing-refusal.ts';

const WHOLE = {
  AUTH_MODE: 'proxy',
  HOST: '0.0.0.0',
  PUBLIC_URL: 'https://stats.example.com/',
  TRUSTED_PROXIES: '10.0.3.7',
  ROLE_MAP: 'leads:viewer@org:acme',
};

const refused = (env: Texts) =>
  refusal(() =>
    requireNotOpen(readConfig({ flags: {}, env, cwd: '/home/ada', readFile: () => null }), { demo: false }),
  );

const OIDC = {
  ...WHOLE,
  AUTH_MODE: 'oidc',
  TRUSTED_PROXIES: '',
  OIDC_ISSUER: 'https://id.example.com/realms/acme',
  OIDC_CLIENT_ID: 'flightdeck',
  OIDC_CLIENT_SECRET: 'secret',
};

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const KEY = String(privateKey.export({ format: 'pem', type: 'pkcs8' }));

const GITHUB = {
  ...WHOLE,
  AUTH_MODE: 'github',
  TRUSTED_PROXIES: '',
  GITHUB_CLIENT_ID: 'Ov23li',
  GITHUB_CLIENT_SECRET: 'secret',
  FLIGHTDECK_SCOPES: 'org:acme,org:big-labs@big.ghe.com,enterprise:big',
};

describe('sign-in with GitHub', () => {
  const githubOf = (env: Texts) => readConfig({ flags: {}, env, cwd: '/home/ada', readFile: () => null }).signIn.github;

  it('is at the first host, or at the one of its own setting, for the organizations there', () => {
    expect(refused(GITHUB)).toBeNull();
    expect(githubOf(GITHUB)).toMatchObject({
      host: 'api.github.com',
      apiUrl: 'https://api.github.com',
      organizations: ['acme'],
    });
    expect(githubOf({ ...GITHUB, GITHUB_SIGN_IN_HOST: 'Big.GHE.com' })).toMatchObject({
      host: 'api.big.ghe.com',
      apiUrl: 'https://api.big.ghe.com',
      organizations: ['big-labs'],
    });
  });

  it.each([
    [{ GITHUB_CLIENT_ID: '' }, 'sign_in_not_whole', 'needs GITHUB_CLIENT_ID'],
    [{ GITHUB_CLIENT_SECRET: '' }, 'sign_in_not_whole', 'needs GITHUB_CLIENT_SECRET'],
    [{ PUBLIC_URL: '' }, 'sign_in_not_whole', 'needs the address people open'],
    [{ GITHUB_API_URL: 'http://github.example.com/api/v3' }, 'sign_in_not_whole', 'for all to read'],
    [{ FLIGHTDECK_SCOPES: 'enterprise:big', ROLE_MAP: '', ADMINS: '17' }, 'sign_in_not_whole', 'knows no organization'],
    [{ GITHUB_SIGN_IN_HOST: 'other.ghe.com' }, 'bad_setting', 'GITHUB_SIGN_IN_HOST'],
  ])('is refused with %o', (less, code, why) => {
    const found = refused({ ...GITHUB, ...less });
    expect([found?.[0], found?.[1]]).toEqual([code, expect.stringContaining(why)]);
  });
});

describe('sign-in with OpenID Connect', () => {
  it('opens a server to the network when it is whole, without a proxy', () => {
    expect(refused(OIDC)).toBeNull();
    expect(refused({ ...OIDC, OIDC_ISSUER: 'http://127.0.0.1:8081/realms/acme' })).toBeNull();
    expect(refused({ ...OIDC, OIDC_SCOPES: 'openid  groups' })).toBeNull();
    for (const instead of [{ OIDC_CLIENT_KEY: KEY }, { OIDC_CLIENT_ASSERTION: 'azure-managed-identity' }])
      expect(refused({ ...OIDC, OIDC_CLIENT_SECRET: '', ...instead })).toBeNull();
  });

  it.each([
    [{ OIDC_ISSUER: '' }, 'needs OIDC_ISSUER'],
    [{ OIDC_CLIENT_ID: '', OIDC_CLIENT_SECRET: '' }, 'needs OIDC_CLIENT_ID, OIDC_CLIENT_SECRET'],
    [{ OIDC_CLIENT_ASSERTION: 'kubernetes' }, 'is given OIDC_CLIENT_SECRET and OIDC_CLIENT_ASSERTION'],
    [{ OIDC_CLIENT_KEY: KEY }, 'is given OIDC_CLIENT_SECRET and OIDC_CLIENT_KEY'],
    [{ PUBLIC_URL: '' }, 'needs the address people open'],
    [{ PUBLIC_URL: 'http://stats.example.com' }, 'would let others on the network read along'],
  ])('is refused with %o', (less, why) => {
    const found = refused({ ...OIDC, ...less });
    expect([found?.[0], found?.[1]]).toEqual(['sign_in_not_whole', expect.stringContaining(why)]);
  });

  it.each([
    [{ OIDC_ISSUER: 'http://id.example.com' }, 'Write OIDC_ISSUER=https://'],
    [{ OIDC_ISSUER: 'https://ada:secret@id.example.com' }, 'Write OIDC_ISSUER=https://'],
    [{ OIDC_ISSUER: 'https://id.example.com/?tenant=acme' }, 'Write OIDC_ISSUER=https://'],
    [{ OIDC_ISSUER: 'https://login.microsoftonline.com/common/v2.0' }, 'others would be let in too'],
    [{ OIDC_ISSUER: 'https://login.microsoftonline.com/organizations/v2.0' }, 'others would be let in too'],
    [{ OIDC_CLIENT_ASSERTION: 'azure' }, 'azure-managed-identity, kubernetes, or the path of a file'],
    [{ OIDC_CLIENT_KEY: '-----BEGIN PRIVATE KEY-----' }, 'OIDC_CLIENT_KEY_FILE=/path/to/key.pem'],
    [{ OIDC_SCOPES: 'profile email' }, 'openid is always one of them'],
  ])('is refused with %o, which is not right', (less, hint) => {
    const found = refused({ ...OIDC, ...less });
    expect([found?.[0], found?.[2]]).toEqual(['bad_setting', expect.stringContaining(hint)]);
  });

  it('does not let a file that lies about say where the secret goes', () => {
    const { OIDC_ISSUER, ...env } = OIDC;
    const readFile = (path: string) =>
      path.endsWith('flightdeck.config.json') ? JSON.stringify({ OIDC_ISSUER }) : null;
    expect(() => readConfig({ flags: {}, env, cwd: '/home/ada', readFile })).toThrow(
      /would decide where OIDC_CLIENT_SECRET/,
    );
    const platform = { ...env, OIDC_CLIENT_SECRET: '', OIDC_CLIENT_ASSERTION: 'azure-managed-identity' };
    expect(() => readConfig({ flags: {}, env: platform, cwd: '/home/ada', readFile })).toThrow(
      /would decide where OIDC_CLIENT_ASSERTION/,
    );
  });
});

describe('a way to sign in', () => {
  it('opens a server to the network when it is whole', () => {
    expect(refused(WHOLE)).toBeNull();
    expect(refused({ ...WHOLE, AUTH_MODE: 'EasyAuth' })).toBeNull();
    expect(refused({ ...WHOLE, ROLE_MAP: '', ADMINS: 'ada' })).toBeNull();
    // The start prints a link for the first administrator.
    expect(refused({ ...WHOLE, ROLE_MAP: '' })).toBeNull();
    expect(refused({ ...WHOLE, PUBLIC_URL: 'http://localhost:9000' })).toBeNull();
  });

  it.each([
    [{ TRUSTED_PROXIES: '' }, 'no proxy is named'],
    [{ PUBLIC_URL: '' }, 'needs the address people open'],
    [{ PUBLIC_URL: 'http://stats.example.com' }, 'would let others on the network read along'],
    [{ AUTH_PROXY_GROUPS_HEADER: 'X-Forwarded-User' }, 'from one header'],
  ])('is refused with %o, on loopback too', (less, why) => {
    for (const HOST of ['0.0.0.0', '127.0.0.1']) {
      const found = refused({ ...WHOLE, HOST, ...less });
      expect([found?.[0], found?.[1]]).toEqual(['sign_in_not_whole', expect.stringContaining(why)]);
    }
  });

  it.each([
    [{ AUTH_MODE: 'ldap' }, 'none, oidc, github, proxy, easyauth'],
    [{ AUTH_PROXY_NAME: 'https://id.example.com' }, 'AUTH_PROXY_NAME=authelia'],
    [{ AUTH_PROXY_NAME: 'easyauth aad' }, 'AUTH_PROXY_NAME=authelia'],
    [{ AUTH_PROXY_USER_HEADER: 'X_User' }, 'AUTH_PROXY_USER_HEADER=X-Forwarded-User'],
    [{ AUTH_PROXY_USER_HEADER: 'Referer' }, 'AUTH_PROXY_USER_HEADER=X-Forwarded-User'],
    [{ AUTH_PROXY_USER_HEADER: 'Cookie' }, 'AUTH_PROXY_USER_HEADER=X-Forwarded-User'],
    [{ ROLE_MAP: 'leads:viewer' }, 'A role in figures is in a scope'],
    [{ ROLE_MAP: 'leads:boss@*' }, 'It ends in no role'],
  ])('is refused with %o, which is not right', (less, hint) => {
    const found = refused({ ...WHOLE, ...less });
    expect([found?.[0], found?.[2]]).toEqual(['bad_setting', expect.stringContaining(hint)]);
  });
});
