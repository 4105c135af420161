import { describe, expect, it } from 'vitest';
import { requireSyncable } from '../../wiring/connect.ts';
import { describeConfig } from '../config.ts';
import type { Texts } from '../sources.ts';
import { config, PEM } from '../testing-config.ts';
import { refusal } from '../testing-refusal.ts';

describe('readConfig, with several hosts of GitHub', () => {
  const TOKEN = 'ghp_0123456789abcdef';
  const OTHER = 'ghp_fedcba9876543210';
  const SCOPES = 'org:acme, enterprise:big@big.ghe.com, org:lab@ghes.example.com:8443';

  it('gives each host its own address and token, from the environment, a file or the configuration file', () => {
    const { githubHosts, scopes } = config({
      env: {
        FLIGHTDECK_SCOPES: SCOPES,
        GITHUB_TOKEN: TOKEN,
        GITHUB_TOKEN__BIG_GHE_COM_FILE: '/run/secrets/big',
      },
      files: {
        '/run/secrets/big': `${OTHER}\n`,
        '/home/ada/flightdeck.config.json': JSON.stringify({
          GITHUB_APP_ID__GHES_EXAMPLE_COM_8443: 12,
          GITHUB_APP_PRIVATE_KEY__GHES_EXAMPLE_COM_8443: PEM,
          GITHUB_API_URL__GHES_EXAMPLE_COM_8443: 'https://ghes.example.com:8443/api/v3',
        }),
      },
    });
    expect(scopes.map(({ host }) => host)).toEqual(['api.github.com', 'api.big.ghe.com', 'ghes.example.com:8443']);
    expect(githubHosts).toEqual([
      { host: 'api.github.com', apiUrl: 'https://api.github.com', credentials: { kind: 'token', token: TOKEN } },
      { host: 'api.big.ghe.com', apiUrl: 'https://api.big.ghe.com', credentials: { kind: 'token', token: OTHER } },
      {
        host: 'ghes.example.com:8443',
        apiUrl: 'https://ghes.example.com:8443/api/v3',
        credentials: { kind: 'app', appId: 12, privateKey: PEM, installationId: undefined },
      },
    ]);
  });

  it('takes the host of scopes without @HOST under its own name too', () => {
    const env = { FLIGHTDECK_SCOPES: 'org:acme', GITHUB_TOKEN__GITHUB_COM: TOKEN };
    expect(config({ env }).githubHosts).toEqual([
      { host: 'api.github.com', apiUrl: 'https://api.github.com', credentials: { kind: 'token', token: TOKEN } },
    ]);
  });

  it('never takes one host for another', () => {
    const env = { FLIGHTDECK_SCOPES: 'org:a@b.ghe.com', GITHUB_TOKEN: TOKEN, GITHUB_TOKEN__C_GHE_COM: OTHER };
    const { githubHosts, strayHostSettings } = config({ env });
    expect(githubHosts.map(({ host, credentials }) => [host, credentials])).toEqual([
      ['api.github.com', { kind: 'token', token: TOKEN }],
      ['api.b.ghe.com', null],
    ]);
    expect(strayHostSettings).toEqual(['GITHUB_TOKEN__C_GHE_COM']);
  });

  it('prints the settings of every host, secrets as ***', () => {
    const env = { FLIGHTDECK_SCOPES: SCOPES, GITHUB_TOKEN__BIG_GHE_COM: OTHER };
    const text = describeConfig(config({ env }));
    expect(text).toMatch(/^GITHUB_TOKEN__BIG_GHE_COM +\*\*\* {2}\[environment\]$/m);
    expect(text).not.toContain(OTHER);
  });
});

describe('requireSyncable', () => {
  const refusalOf = (env: Texts) => refusal(() => requireSyncable(config({ env })));

  it('lets scopes pass whose hosts all have credentials', () => {
    const env = {
      FLIGHTDECK_SCOPES: 'org:a,org:b@c.ghe.com',
      GITHUB_TOKEN: 'ghp_0123456789',
      GITHUB_TOKEN__C_GHE_COM: 'ghp_9876543210',
    };
    expect(refusalOf(env)).toBeNull();
  });

  it('names what to write for a scope on a host that nobody configured', () => {
    const env = { FLIGHTDECK_SCOPES: 'org:a,org:b@c.ghe.com', GITHUB_TOKEN: 'ghp_0123456789' };
    expect(refusalOf(env)).toEqual([
      'no_host_token',
      'There is no token for api.c.ghe.com, where org:b lies.',
      'Set GITHUB_TOKEN__C_GHE_COM (or GITHUB_TOKEN__C_GHE_COM_FILE), or take the scope out of FLIGHTDECK_SCOPES. The token of api.github.com is sent to no other host.',
    ]);
  });

  it('names a misspelt host and the other way for an only host', () => {
    const env = {
      FLIGHTDECK_SCOPES: 'org:b@c.ghe.com',
      GITHUB_TOKEN: 'ghp_0123456789',
      GITHUB_TOKEN__CC_GHE_COM: 'ghp_9876543210',
    };
    expect(refusalOf(env)?.[2]).toBe(
      'Set GITHUB_TOKEN__C_GHE_COM (or GITHUB_TOKEN__C_GHE_COM_FILE), or take the scope out of FLIGHTDECK_SCOPES. The token of api.github.com is sent to no other host. If it is your only host, set GITHUB_API_URL=https://api.c.ghe.com instead. GITHUB_TOKEN__CC_GHE_COM is set, but no scope lies on that host.',
    );
  });

  it('asks for a token and for scopes when there are none', () => {
    expect(refusalOf({ FLIGHTDECK_SCOPES: 'org:a' })?.[0]).toBe('no_token');
    expect(refusalOf({ GITHUB_TOKEN: 'ghp_0123456789' })?.[0]).toBe('no_scopes');
  });
});
