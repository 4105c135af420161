import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { requireStartable } from '../../wiring/requirements.ts';
import { type Config, readConfig } from '../config.ts';
import type { Texts } from '../sources.ts';
import { refusal } from '../testing-refusal.ts';
import { createLiveSettings, type LiveSettings } from './live-settings.ts';

const TOKEN = 'ghp_0123456789abcdefWXYZ';
const NOW = new Date('2026-11-05T08:00:00Z');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'flightdeck-kept-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const readFile = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
};
const configOf = (env: Texts = {}): Config =>
  readConfig({ flags: {}, env: { FLIGHTDECK_DATA: folder, ...env }, cwd: folder, readFile });

/** The settings of a server started with that environment, and what holds in it. */
function start(env: Texts = {}): { readonly settings: LiveSettings; readonly config: () => Config } {
  let config = configOf(env);
  const settings = createLiveSettings({
    config: () => config,
    apply: async (next) => {
      config = next;
    },
    requireStartable,
    now: () => NOW,
  });
  return { settings, config: () => config };
}
const viewOf = async (settings: LiveSettings, name: string) =>
  (await settings.view()).find((view) => view.name === name);
const filesOf = (): readonly string[] => readdirSync(join(folder, 'settings')).sort();
const CONNECTED = { GITHUB_TOKEN: TOKEN, FLIGHTDECK_SCOPES: 'org:acme' };

describe('settings changed in the page', () => {
  it('hold at once and after a restart, before the default and behind everything else', async () => {
    const { settings, config } = start();
    expect(await settings.change({ SEAT_PRICES: 'business:15', SYNC_INTERVAL: ' 2h ' }, 'Ada')).toEqual([]);
    for (const now of [config(), configOf()]) {
      expect(now.seatPrices).toEqual({ business: 1500, enterprise: 3900 });
      expect(now.syncIntervalMs).toBe(7_200_000);
    }
    expect(configOf({ SYNC_INTERVAL: '30m' }).syncIntervalMs).toBe(1_800_000);
    expect(await viewOf(settings, 'SYNC_INTERVAL')).toEqual({
      name: 'SYNC_INTERVAL',
      says: 'Time between two syncs of a running server: 30m, 2h, 1d, or off.',
      kind: 'interval',
      page: { section: 'sync', label: 'Time between two syncs' },
      secret: false,
      value: '2h',
      isSet: true,
      default: '1h',
      origin: 'kept',
      from: null,
      locked: false,
      holds: 'now',
      changed: { at: NOW.toISOString(), by: 'Ada', ends: null },
    });
    expect(await settings.change({ SYNC_INTERVAL: null }, 'Ada')).toEqual([]);
    expect(config().syncIntervalMs).toBe(3_600_000);
  });

  it('show of a token only its end, who set it and when, and keep it apart in a file of the owner', async () => {
    const { settings, config } = start();
    expect(await settings.change(CONNECTED, 'Ada')).toEqual([]);
    expect(config().githubHosts[0].credentials).toEqual({ kind: 'token', token: TOKEN });
    expect(await viewOf(settings, 'GITHUB_TOKEN')).toMatchObject({
      value: null,
      isSet: true,
      changed: { by: 'Ada', ends: 'WXYZ' },
    });
    expect(JSON.stringify(await settings.view())).not.toContain(TOKEN);
    const [secrets = '', open = ''] = filesOf();
    expect([secrets, open]).toEqual([expect.stringMatching(/^secrets-[0-9a-f]{16}\.json$/), 'settings.json']);
    expect(readFileSync(join(folder, 'settings', open), 'utf8')).not.toContain(TOKEN);
    expect(statSync(join(folder, 'settings')).mode & 0o777).toBe(0o700);
    for (const name of filesOf()) expect(statSync(join(folder, 'settings', name)).mode & 0o777, name).toBe(0o600);
    await settings.change({ GITHUB_TOKEN: 'ghp_another0token0ABCD' }, 'Ada');
    expect(filesOf()).toHaveLength(2);
    expect(filesOf()).not.toContain(secrets);
  });

  it('are refused as a whole, each refusal with its setting, and a secret is not repeated', async () => {
    const { settings } = start();
    const refused = await settings.change(
      { ...CONNECTED, GITHUB_TOKEN: 'short', SYNC_INTERVAL: '1s', SEAT_PRICES: 'business:20', PORT: '1', NOPE: 'x' },
      'Ada',
    );
    expect(refused.map(({ name, code }) => [name, code])).toEqual([
      ['NOPE', 'unknown_setting'],
      ['PORT', 'setting_locked'],
      ['GITHUB_TOKEN', 'bad_setting'],
      ['SYNC_INTERVAL', 'bad_setting'],
    ]);
    expect(JSON.stringify(refused)).not.toContain('short');
    expect(await viewOf(settings, 'SEAT_PRICES')).toMatchObject({ origin: 'default' });
    expect(filesOf()).toEqual([]);
  });

  it.each([
    [{ GITHUB_TOKEN: TOKEN }, 'FLIGHTDECK_SCOPES', 'no_scopes'],
    [{ FLIGHTDECK_SCOPES: 'org:acme' }, 'GITHUB_TOKEN', 'no_token'],
    [{ ...CONNECTED, FLIGHTDECK_SCOPES: 'org:a@evil.example' }, 'FLIGHTDECK_SCOPES', 'no_host_token'],
    [{ ...CONNECTED, GITHUB_APP_ID: '12' }, 'GITHUB_TOKEN', 'given_twice'],
    [{ GITHUB_APP_ID: '12', FLIGHTDECK_SCOPES: 'org:acme' }, 'GITHUB_APP_PRIVATE_KEY', 'bad_setting'],
  ])('that no server would start with are refused: %j', async (changes: Record<string, string>, name, code) => {
    expect((await start().settings.change(changes, 'Ada'))[0]).toMatchObject({ name, code });
  });

  it('would show named people to strangers are refused', async () => {
    const { settings } = start({ HOST: '0.0.0.0' });
    expect(await settings.change(CONNECTED, 'Ada')).toMatchObject([{ code: 'no_authentication' }]);
  });

  it.each([
    [{ SEAT_PRICES: 'business:1' }, 'SEAT_PRICES', 'SEAT_PRICES'],
    [{ GITHUB_TOKEN: TOKEN, FLIGHTDECK_SCOPES: 'org:a' }, 'GITHUB_APP_ID', 'GITHUB_TOKEN'],
    [{ GITHUB_TOKEN__GITHUB_COM: TOKEN, FLIGHTDECK_SCOPES: 'org:a' }, 'GITHUB_TOKEN', 'GITHUB_TOKEN__GITHUB_COM'],
  ])('cannot be where something else gives them: %j', async (env: Texts, name, from) => {
    const { settings } = start(env);
    expect(await viewOf(settings, name)).toMatchObject({ locked: true, from });
    expect(await settings.change({ [name]: '12345678' }, 'Ada')).toMatchObject([{ name, code: 'setting_locked' }]);
  });

  it('give way as a whole to credentials of the environment, and come back without them', async () => {
    await start().settings.change(CONNECTED, 'Ada');
    const env = { GITHUB_APP_ID: '12', GITHUB_APP_PRIVATE_KEY_FILE: join(folder, 'key.pem') };
    writeFileSync(join(folder, 'key.pem'), '-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\n');
    expect(configOf(env).githubHosts[0].credentials).toMatchObject({ kind: 'app', appId: 12 });
    expect(configOf({ GITHUB_TOKEN__GITHUB_COM: 'ghp_environment0' }).githubHosts[0].credentials).toMatchObject({
      token: 'ghp_environment0',
    });
    expect(configOf().githubHosts[0].credentials).toMatchObject({ token: TOKEN });
  });

  it.each(['GITHUB_API_URL', 'GITHUB_TOKEN__EVIL_EXAMPLE', 'HTTPS_PROXY', 'FLIGHTDECK_DOWNLOAD_HOSTS', '__proto__'])(
    'are not tried out either where they are not for the page: %s',
    (name) => {
      const changes = JSON.parse(`{"${name}": "https://evil.example"}`) as Record<string, string>;
      expect(refusal(() => start().settings.suppose(changes))?.[0]).toMatch(/^(?:setting_locked|unknown_setting)$/);
    },
  );

  it.each(['big-ghe.com', 'big.ghe.com', 'github-com'])(
    'send no credentials of the environment to a host that only they name: %s',
    async (host) => {
      const env = { GITHUB_TOKEN__BIG_GHE_COM: TOKEN, GITHUB_TOKEN__GITHUB_COM: TOKEN };
      const changes = { FLIGHTDECK_SCOPES: `org:x@${host}` };
      const { settings } = start(env);
      expect(refusal(() => settings.suppose(changes))?.[0]).toBe('host_not_given');
      expect(await settings.change(changes, 'Ada')).toMatchObject([
        { name: 'FLIGHTDECK_SCOPES', code: 'host_not_given' },
      ]);
      // Kept before the environment had the token.
      mkdirSync(join(folder, 'settings'), { recursive: true });
      writeFileSync(
        join(folder, 'settings', 'settings.json'),
        JSON.stringify({
          version: 1,
          settings: { FLIGHTDECK_SCOPES: { text: `org:x@${host}`, at: NOW.toISOString(), by: 'Ada' } },
          secrets: null,
        }),
      );
      expect(refusal(() => configOf(env))?.[0]).toBe('host_not_given');
    },
  );

  it('may name a further host whose address stands in the environment, and send its credentials there alone', () => {
    const env = { GITHUB_TOKEN__BIG_GHE_COM: TOKEN, GITHUB_API_URL__BIG_GHE_COM: 'https://api.big.ghe.com' };
    for (const host of ['big.ghe.com', 'big-ghe.com'])
      expect(
        start(env)
          .settings.suppose({ FLIGHTDECK_SCOPES: `org:acme, org:x@${host}` })
          .githubHosts.map(({ apiUrl, credentials }) => [apiUrl, credentials?.kind]),
        host,
      ).toEqual([
        ['https://api.github.com', undefined],
        ['https://api.big.ghe.com', 'token'],
      ]);
    const atGithub = { GITHUB_API_URL: 'https://api.big.ghe.com', GITHUB_TOKEN__GITHUB_COM: TOKEN };
    const [, further] = start(atGithub).settings.suppose({ FLIGHTDECK_SCOPES: 'org:x@github.com' }).githubHosts;
    expect(further).toMatchObject({ apiUrl: 'https://api.github.com', credentials: { kind: 'token' } });
  });

  it('go nowhere that only a file of the current folder names', async () => {
    await start().settings.change(CONNECTED, 'Ada');
    writeFileSync(join(folder, 'flightdeck.config.json'), '{"GITHUB_API_URL": "https://evil.example"}');
    expect(refusal(() => configOf())?.[0]).toBe('config_not_named');
  });

  it('are taken over by another server on the same folder', async () => {
    const [one, other] = [start(), start()];
    await one.settings.change({ SYNC_INTERVAL: '2h' }, 'Ada');
    await other.settings.look();
    expect(other.config().syncIntervalMs).toBe(7_200_000);
    await Promise.all([
      one.settings.change({ SEAT_PRICES: 'business:1' }, 'Ada'),
      other.settings.change({ SYNC_SEATS: 'off' }, 'Bo'),
    ]);
    expect(configOf()).toMatchObject({ syncSeats: false, syncIntervalMs: 7_200_000, seatPrices: { business: 100 } });
  });

  it('are what the audit log has of a change: from and to, of secrets only that', () => {
    const { settings } = start({ SYNC_INTERVAL: '30m' });
    expect(
      settings.describe({ SYNC_INTERVAL: '2h', GITHUB_TOKEN: TOKEN, GITHUB_APP_PRIVATE_KEY: null, x: 'y' }),
    ).toEqual({
      SYNC_INTERVAL: { from: '30m', to: '2h' },
      GITHUB_TOKEN: 'changed',
      GITHUB_APP_PRIVATE_KEY: 'removed',
      'unknown settings': 1,
    });
  });

  it('that a newer version wrote are refused at the start, with what to do', () => {
    mkdirSync(join(folder, 'settings'));
    writeFileSync(join(folder, 'settings', 'settings.json'), '{"version":2}');
    expect(refusal(() => configOf())?.[0]).toBe('settings_newer');
  });

  it.each([
    ['{', 'it is not JSON'],
    ['{"version":0}', 'version is not right'],
    [
      '{"version":1,"settings":{"PORT":{"text":"1","at":"2026-11-05T08:00:00Z","by":"x"}},"secrets":null}',
      'PORT is not',
    ],
    [
      '{"version":1,"settings":{},"secrets":"secrets-0123456789abcdef.json"}',
      'the file of secrets it names is not there',
    ],
    ['{"version":1,"settings":{},"secrets":"../../x.json"}', 'secrets is not right'],
  ])('that nobody of ours wrote are refused at the start: %s', (text, why) => {
    mkdirSync(join(folder, 'settings'));
    writeFileSync(join(folder, 'settings', 'settings.json'), text);
    const [code, message] = refusal(() => configOf()) ?? [];
    expect(code).toBe('bad_kept_settings');
    expect(message).toContain(why);
  });
});
