import { InputError } from '@flightdeck/catalog';
import { describe, expect, it } from 'vitest';
import { describeConfig } from './config.ts';
import { config, type Given, PEM } from './testing-config.ts';

function refusal(given: Given): { readonly message: string; readonly hint: string | undefined; readonly code: string } {
  try {
    config(given);
  } catch (error) {
    if (error instanceof InputError) return { message: error.message, hint: error.hint, code: error.code };
    throw error;
  }
  throw new Error('it was accepted');
}

describe('readConfig', () => {
  it('lets no file that just lies in the current folder decide where a token goes', () => {
    const files = { '/home/ada/flightdeck.config.json': '{"GITHUB_API_URL": "https://evil.example"}' };
    expect(refusal({ env: { GITHUB_TOKEN: `ghp_${'x'.repeat(36)}` }, files })).toEqual({
      code: 'config_not_named',
      message:
        'flightdeck.config.json in the current folder sets GITHUB_API_URL, which would decide where GITHUB_TOKEN is sent.',
      hint: 'If the file is yours, name it: --config flightdeck.config.json. Otherwise start in another folder, or set GITHUB_API_URL in the environment.',
    });
    for (const name of [
      'STORE_URL',
      'HTTPS_PROXY',
      'HTTP_PROXY',
      'FLIGHTDECK_DOWNLOAD_HOSTS',
      'GITHUB_API_URL__BIG_GHE_COM',
    ]) {
      const content = JSON.stringify({ [name]: 'https://evil.example' });
      const given = {
        env: { GITHUB_TOKEN__BIG_GHE_COM: `ghp_${'x'.repeat(36)}` },
        files: { '/home/ada/flightdeck.config.json': content },
      };
      expect(refusal(given).code, name).toBe('config_not_named');
    }
    const named = { env: { GITHUB_TOKEN: `ghp_${'x'.repeat(36)}` }, files, configFile: 'flightdeck.config.json' };
    expect(config(named).githubHosts[0].apiUrl).toBe('https://evil.example');
    expect(config({ files }).githubHosts[0].apiUrl).toBe('https://evil.example');
  });

  it('needs nothing', () => {
    expect(config()).toMatchObject({
      githubHosts: [{ host: 'api.github.com', apiUrl: 'https://api.github.com', credentials: null }],
      scopes: [],
      dataFolder: '/home/ada/data',
      dbFile: '/home/ada/data/flightdeck.duckdb',
      syncIntervalMs: 3_600_000,
      host: '127.0.0.1',
      port: 8080,
      proxy: {},
    });
  });

  it('takes flags before environment before file', () => {
    const files = {
      '/home/ada/flightdeck.config.json': '{"PORT": 1, "FLIGHTDECK_DATA": "/file", "SYNC_INTERVAL": "2h"}',
    };
    const { port, dataFolder, syncIntervalMs } = config({
      flags: { PORT: '3' },
      env: { PORT: '2', FLIGHTDECK_DATA: '/env' },
      files,
    });
    expect([port, dataFolder, syncIntervalMs]).toEqual([3, '/env', 7_200_000]);
  });

  it('reads a value from NAME_FILE without its line end', () => {
    const { githubHosts } = config({
      env: { GITHUB_TOKEN_FILE: '/run/secrets/token' },
      files: { '/run/secrets/token': 'ghp_0123456789abcdef\n' },
    });
    expect(githubHosts[0].credentials).toEqual({ kind: 'token', token: 'ghp_0123456789abcdef' });
  });

  it('counts an empty variable as not set', () => {
    const { githubHosts, port } = config({ env: { GITHUB_TOKEN: '', PORT: '' } });
    expect([githubHosts[0].credentials, port]).toEqual([null, 8080]);
  });

  it('puts scopes without a host on the host of the API', () => {
    const env = { FLIGHTDECK_SCOPES: 'org:Acme, enterprise:big,org:acme' };
    expect(config({ env }).scopes).toEqual([
      { kind: 'org', slug: 'acme', host: 'api.github.com' },
      { kind: 'enterprise', slug: 'big', host: 'api.github.com' },
    ]);
    expect(config({ env: { ...env, GITHUB_API_URL: 'https://api.acme.ghe.com/' } }).scopes[0]?.host).toBe(
      'api.acme.ghe.com',
    );
    expect(config({ env: { ...env, GITHUB_API_URL: 'http://127.0.0.1:9999' } }).scopes[0]?.host).toBe('api.github.com');
  });

  it('signs in as a GitHub App, with line ends written as \\n', () => {
    const env = { GITHUB_APP_ID: '12', GITHUB_APP_PRIVATE_KEY: PEM.replaceAll('\n', '\\n') };
    expect(config({ env }).githubHosts[0].credentials).toEqual({
      kind: 'app',
      appId: 12,
      privateKey: PEM,
      installationId: undefined,
    });
  });

  it('understands proxies in both spellings', () => {
    const env = { https_proxy: 'http://proxy:3128', NO_PROXY: 'localhost' };
    expect(config({ env }).proxy).toEqual({ httpsProxy: 'http://proxy:3128', noProxy: 'localhost' });
  });

  it('asks for seats unless that is turned off', () => {
    expect([config({}).syncSeats, config({ env: { SYNC_SEATS: 'Off' } }).syncSeats]).toEqual([true, false]);
  });

  it('reads how much is left free on the disk', () => {
    const free = (text: string) => config({ env: { MIN_FREE_SPACE: text } }).minFreeBytes;
    expect(config({}).minFreeBytes).toBe(1_073_741_824);
    expect(['0', '500MiB', '2 GB', '1g', '10k'].map(free)).toEqual([
      0, 524_288_000, 2_147_483_648, 1_073_741_824, 10_240,
    ]);
    for (const text of ['1000', '-1', '1.5GiB', 'much', '1XB', '9999999TiB'])
      expect(() => free(text)).toThrow(`MIN_FREE_SPACE=${text} is not right.`);
  });

  it('reads prices of seats to the cent, keeping the list price of a plan left out', () => {
    expect(config({}).seatPrices).toEqual({ business: 1900, enterprise: 3900 });
    const env = { SEAT_PRICES: 'Business: 15.5' };
    expect(config({ env }).seatPrices).toEqual({ business: 1550, enterprise: 3900 });
    const other = { SEAT_PRICES: 'other:10.5' };
    expect(config({ env: other }).seatPrices).toEqual({ business: 1900, enterprise: 3900, other: 1050 });
  });

  it.each<[string, Given, string, string]>([
    [
      'SEAT_PRICES',
      { env: { SEAT_PRICES: 'business:19,pro:10' } },
      'SEAT_PRICES=business:19,pro:10 is not right.',
      'Write SEAT_PRICES=business:19,enterprise:39, in US dollars a seat and month; other:19 for every other plan.',
    ],
    [
      'SYNC_INTERVAL',
      { env: { SYNC_INTERVAL: '60' } },
      'SYNC_INTERVAL=60 is not right.',
      'Write SYNC_INTERVAL=30m, 2h or 1d, from 5m to 7d, or off.',
    ],
    [
      'SYNC_INTERVAL too short',
      { env: { SYNC_INTERVAL: '1m' } },
      'SYNC_INTERVAL=1m is not right.',
      'Write SYNC_INTERVAL=30m, 2h or 1d, from 5m to 7d, or off.',
    ],
    [
      'PORT',
      { env: { PORT: '80800' } },
      'PORT=80800 is not right.',
      'Write PORT=8080, a whole number from 0 to 65535.',
    ],
    [
      'GITHUB_API_URL',
      { env: { GITHUB_API_URL: 'api.github.com' } },
      'GITHUB_API_URL=api.github.com is not right.',
      'Write GITHUB_API_URL=https://api.github.com.',
    ],
    [
      'a bare name as scope',
      { env: { FLIGHTDECK_SCOPES: 'acme' } },
      'FLIGHTDECK_SCOPES=acme is not right.',
      '"acme" is not a scope. Write FLIGHTDECK_SCOPES=org:acme; each is org:NAME or enterprise:NAME.',
    ],
    [
      'LOG_LEVEL',
      { env: { LOG_LEVEL: 'loud' } },
      'LOG_LEVEL=loud is not right.',
      'Write LOG_LEVEL= and one of error, warn, info, debug.',
    ],
    [
      'LOG_FORMAT',
      { env: { LOG_FORMAT: 'xml' } },
      'LOG_FORMAT=xml is not right.',
      'Write LOG_FORMAT= and one of auto, json, pretty.',
    ],
    ['HOST', { env: { HOST: 'a b' } }, 'HOST=a b is not right.', 'Write HOST=127.0.0.1.'],
    [
      'FLIGHTDECK_DOWNLOAD_HOSTS',
      { env: { FLIGHTDECK_DOWNLOAD_HOSTS: 'https://a/b' } },
      'FLIGHTDECK_DOWNLOAD_HOSTS=https://a/b is not right.',
      'Write bare names: FLIGHTDECK_DOWNLOAD_HOSTS=reports.example.com,files.example.com.',
    ],
    [
      'FLIGHTDECK_DEMO_DAYS',
      { env: { FLIGHTDECK_DEMO_DAYS: '3' } },
      'FLIGHTDECK_DEMO_DAYS=3 is not right.',
      'Write FLIGHTDECK_DEMO_DAYS=120, a whole number from 7 to 730.',
    ],
    [
      'a secret, unseen',
      { env: { GITHUB_TOKEN: 'my secret' } },
      'GITHUB_TOKEN is not right.',
      'Copy the whole token from GitHub: Settings → Developer settings → Personal access tokens.',
    ],
    [
      'half a GitHub App',
      { env: { GITHUB_APP_ID: '12' } },
      'A GitHub App needs GITHUB_APP_PRIVATE_KEY too.',
      'Set GITHUB_APP_PRIVATE_KEY (or GITHUB_APP_PRIVATE_KEY_FILE).',
    ],
    [
      'a misspelt name',
      { env: { FLIGHTDECK_SCOPE: 'org:a' } },
      'The environment sets FLIGHTDECK_SCOPE, which is not a setting.',
      'Did you mean FLIGHTDECK_SCOPES?',
    ],
    [
      'a misspelt name in the file',
      { files: { '/home/ada/flightdeck.config.json': '{"POTR": 1}' } },
      'flightdeck.config.json sets POTR, which is not a setting.',
      'Did you mean PORT?',
    ],
    [
      'a file that is no JSON',
      { configFile: 'x.json', files: { '/home/ada/x.json': 'PORT=1' } },
      'x.json is not a configuration file: it is not JSON.',
      'Write one JSON object with setting names as keys: {"FLIGHTDECK_SCOPES": "org:acme", "PORT": 8080}.',
    ],
    [
      'a file that is not there',
      { configFile: 'x.json' },
      'There is no configuration file x.json.',
      'Correct --config, or leave it out to read flightdeck.config.json when it exists.',
    ],
    [
      'NAME_FILE that is not there',
      { env: { PORT_FILE: '/nowhere' } },
      'PORT_FILE names /nowhere, which does not exist or cannot be read.',
      'Correct the path, or set PORT itself.',
    ],
    [
      'NAME and NAME_FILE',
      { env: { PORT: '1', PORT_FILE: '/p' } },
      'PORT and PORT_FILE are both set.',
      'Remove one of them.',
    ],
    [
      'token and App',
      { env: { GITHUB_TOKEN: 'ghp_0123456789', GITHUB_APP_ID: '1' } },
      'GITHUB_TOKEN and GITHUB_APP_ID are both set.',
      'Remove one of them: a token and a GitHub App are two ways to sign in.',
    ],
    [
      'half a GitHub App of a further host',
      { env: { FLIGHTDECK_SCOPES: 'org:a@b.ghe.com', GITHUB_APP_ID__B_GHE_COM: '12' } },
      'A GitHub App needs GITHUB_APP_PRIVATE_KEY__B_GHE_COM too.',
      'Set GITHUB_APP_PRIVATE_KEY__B_GHE_COM (or GITHUB_APP_PRIVATE_KEY__B_GHE_COM_FILE).',
    ],
    [
      'two tokens of one host',
      { env: { GITHUB_TOKEN: 'ghp_0123456789', GITHUB_TOKEN__GITHUB_COM: 'ghp_9876543210' } },
      'GITHUB_TOKEN and GITHUB_TOKEN__GITHUB_COM are both set and mean the same host.',
      'Remove one of them.',
    ],
    [
      'two hosts at one address',
      {
        env: {
          FLIGHTDECK_SCOPES: 'org:a,org:a@b.ghe.com',
          GITHUB_API_URL__B_GHE_COM: 'https://api.github.com/',
        },
      },
      'api.b.ghe.com and api.github.com have the same address, https://api.github.com.',
      'Correct GITHUB_API_URL__B_GHE_COM, or name one of the two hosts in FLIGHTDECK_SCOPES.',
    ],
    [
      "a further host's address",
      { env: { FLIGHTDECK_SCOPES: 'org:a@b.ghe.com', GITHUB_API_URL__B_GHE_COM: 'b.ghe.com' } },
      'GITHUB_API_URL__B_GHE_COM=b.ghe.com is not right.',
      'Write GITHUB_API_URL__B_GHE_COM=https://api.b.ghe.com.',
    ],
  ])('refuses %s and says what to write', (_, given, message, hint) => {
    expect(refusal(given)).toMatchObject({ message, hint });
  });
});

describe('describeConfig', () => {
  it('prints values with their origin and secrets as ***', () => {
    const text = describeConfig(
      config({
        env: { GITHUB_TOKEN_FILE: '/t', HTTPS_PROXY: 'http://user:pass@proxy:1' },
        flags: { PORT: '9000' },
        files: { '/t': 'ghp_0123456789abcdef' },
      }),
    );
    expect(text).toMatch(/^GITHUB_TOKEN +\*\*\* {2}\[environment, \/t\]$/m);
    expect(text).toMatch(/^PORT +9000 {2}\[flag\]$/m);
    expect(text).toMatch(/^SYNC_INTERVAL +1h {2}\[default\]$/m);
    expect(text).not.toContain('ghp_');
    expect(text).not.toContain('pass');
  });
});
