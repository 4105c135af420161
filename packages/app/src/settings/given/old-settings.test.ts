import { describe, expect, it } from 'vitest';
import { describeConfig } from '../config.ts';
import { viewSettings } from '../kept/setting-view.ts';
import { findSetting, SETTINGS } from '../settings.ts';
import { config } from '../testing-config.ts';
import { refusal } from '../testing-refusal.ts';
import { OLD_SETTINGS } from './old-settings.ts';

const PAT = `ghp_${'x'.repeat(36)}`;
const says = (env: Record<string, string>, envFile?: string): readonly string[] =>
  config({ env, ...(envFile === undefined ? {} : { files: { '/home/ada/.env': envFile } }) }).notices.map(
    (notice) => `${notice.says} ${notice.fix}`,
  );
const effective = (env: Record<string, string>): Record<string, string | null> =>
  Object.fromEntries(
    config({ env })
      .given.filter(({ origin }) => origin !== 'default')
      .map(({ name, value }) => [name, value]),
  );

describe('settings of the predecessor', () => {
  it('are taken from the .env file it comes with, each with a notice that names ours', () => {
    const file = [
      `GITHUB_PAT=${PAT}`,
      'ORGANIZATION_SLUGS=acme, standalone:big',
      'ENTERPRISE_SLUGS=huge',
      'ELASTICSEARCH_URL=http://elasticsearch:9200',
      'ELASTICSEARCH_USER=elastic',
      'ELASTICSEARCH_PASS=planted-secret',
      'EXECUTION_INTERVAL_HOURS=4',
      'INDEX_NAME_TOTAL=copilot_usage_total',
      'INDEX_SEAT_INFO=copilot_seat_info_settings',
      'TZ=Europe/London',
    ].join('\n');
    const read = config({ files: { '/home/ada/.env': file } });
    expect(read.githubHosts[0].credentials).toEqual({ kind: 'token', token: PAT });
    expect(read.scopes.map(({ kind, slug }) => `${kind}:${slug}`)).toEqual([
      'org:acme',
      'enterprise:big',
      'enterprise:huge',
    ]);
    expect(read.cluster).toEqual({
      url: 'http://elasticsearch:9200',
      user: 'elastic',
      password: 'planted-secret',
      prefix: 'flightdeck',
    });
    expect(read.syncIntervalMs).toBe(14_400_000);
    expect(says({}, file)).toEqual([
      'INDEX_NAME_TOTAL, INDEX_SEAT_INFO are not used: Flightdeck names its own indexes, all beginning with STORE_PREFIX; old ones are imported by "flightdeck import elasticsearch URL", with --index-prefix where they begin differently. Remove them.',
      'TZ is not used: days are UTC days, as GitHub counts them. Remove it.',
      'GITHUB_PAT is taken as GITHUB_TOKEN. Rename it to GITHUB_TOKEN.',
      'ORGANIZATION_SLUGS is taken as FLIGHTDECK_SCOPES. Write FLIGHTDECK_SCOPES=org:acme,enterprise:big instead.',
      'ENTERPRISE_SLUGS is taken as FLIGHTDECK_SCOPES. Write FLIGHTDECK_SCOPES=enterprise:huge instead.',
      'ELASTICSEARCH_URL is taken as STORE_URL. Rename it to STORE_URL.',
      'ELASTICSEARCH_USER is taken as STORE_USER. Rename it to STORE_USER.',
      'ELASTICSEARCH_PASS is taken as STORE_PASSWORD. Rename it to STORE_PASSWORD.',
      'EXECUTION_INTERVAL_HOURS is taken as SYNC_INTERVAL. Write SYNC_INTERVAL=4h instead.',
    ]);
    const text = describeConfig(read);
    expect(text).toMatch(/^GITHUB_TOKEN +\*\*\* {2}\[\.env, GITHUB_PAT\]$/m);
    expect(text).toMatch(/^FLIGHTDECK_SCOPES .*\[\.env, ORGANIZATION_SLUGS, ENTERPRISE_SLUGS\]$/m);
    expect(text + JSON.stringify(read.notices)).not.toMatch(/planted-secret|ghp_/);
  });

  it.each<[Record<string, string>, Record<string, string | null>]>([
    [{ GH_PAT: PAT }, { GITHUB_TOKEN: '***' }],
    [{ GH_ORGANIZATION_SLUGS: 'a' }, { FLIGHTDECK_SCOPES: 'org:a' }],
    [{ GITHUB_ORGANIZATION_SLUGS: 'a,Standalone: b' }, { FLIGHTDECK_SCOPES: 'org:a,enterprise:b' }],
    [{ ENTERPRISE_SLUGS: 'standalone:b,c' }, { FLIGHTDECK_SCOPES: 'enterprise:b,enterprise:c' }],
    [{ EXECUTION_INTERVAL_HOURS: '0.5' }, { SYNC_INTERVAL: '30m' }],
    [{ EXECUTION_INTERVAL_HOURS: '24' }, { SYNC_INTERVAL: '24h' }],
    [
      {
        AZURE_AUTHENTICATION_CLIENT_ID: 'c',
        AZURE_AUTHENTICATION_OPEN_ID_ISSUER: 'https://login.microsoftonline.com/T/',
      },
      { OIDC_CLIENT_ID: 'c', OIDC_ISSUER: 'https://login.microsoftonline.com/T/v2.0' },
    ],
  ])('of %j ours are %j', (env, ours) => {
    expect(effective(env)).toEqual(ours);
  });

  it('count less than ours, wherever ours are given, and the notice names both', () => {
    const files = { '/home/ada/flightdeck.config.json': '{"SYNC_INTERVAL": "2h"}' };
    const read = config({ env: { EXECUTION_INTERVAL_HOURS: '4' }, files });
    expect([read.syncIntervalMs, read.notices]).toEqual([
      7_200_000,
      [
        {
          names: ['EXECUTION_INTERVAL_HOURS'],
          says: 'EXECUTION_INTERVAL_HOURS and SYNC_INTERVAL are both set: SYNC_INTERVAL counts.',
          fix: 'Remove EXECUTION_INTERVAL_HOURS.',
        },
      ],
    ]);
    expect(says({ GITHUB_PAT: PAT, GITHUB_TOKEN: `ghp_${'y'.repeat(36)}` })).toEqual([
      'GITHUB_PAT and GITHUB_TOKEN are both set: GITHUB_TOKEN counts. Remove GITHUB_PAT.',
    ]);
    expect(says({ GITHUB_PAT: PAT, GH_PAT: PAT })).toEqual([
      'GITHUB_PAT is taken as GITHUB_TOKEN. Rename it to GITHUB_TOKEN.',
      'GH_PAT and GITHUB_PAT are both set: GITHUB_PAT counts. Remove GH_PAT.',
    ]);
    expect(says({ GITHUB_PAT: PAT }, `GITHUB_PAT=${PAT}`)).toHaveLength(1);
  });

  it('never send an old password to a cluster that ours name', () => {
    const read = config({
      env: { STORE_URL: 'https://new:9200', ELASTICSEARCH_USER: 'elastic', ELASTICSEARCH_PASS: 'planted-secret' },
    });
    expect(read.cluster).toEqual({ url: 'https://new:9200', prefix: 'flightdeck' });
    expect(says({ ELASTICSEARCH_USER: 'elastic' })).toEqual([
      'ELASTICSEARCH_USER is not used, as ELASTICSEARCH_URL is not set. Set STORE_URL and STORE_USER, or remove ELASTICSEARCH_USER.',
    ]);
  });

  it('never let a .env that just lies in the folder decide where a token goes', () => {
    expect(
      refusal(() =>
        config({ env: { GITHUB_TOKEN: PAT }, files: { '/home/ada/.env': 'ELASTICSEARCH_URL=http://evil:9200' } }),
      ),
    ).toEqual([
      'config_not_named',
      '.env in the current folder sets ELASTICSEARCH_URL, which would decide where GITHUB_TOKEN is sent.',
      'If the file is yours, give GITHUB_TOKEN in it too, or set STORE_URL in the environment. Otherwise start in another folder.',
    ]);
  });

  it('say where a value that means nothing was given', () => {
    expect(refusal(() => config({ env: { EXECUTION_INTERVAL_HOURS: 'often' } }))).toEqual([
      'bad_setting',
      'EXECUTION_INTERVAL_HOURS=often is not right.',
      'Write SYNC_INTERVAL=1h instead: 30m, 2h or 1d, from 5m to 7d, or off.',
    ]);
    expect(refusal(() => config({ env: { EXECUTION_INTERVAL_HOURS: '500' } }))).toEqual([
      'bad_setting',
      'SYNC_INTERVAL=500h is not right.',
      'Write SYNC_INTERVAL=30m, 2h or 1d, from 5m to 7d, or off. It was given as EXECUTION_INTERVAL_HOURS.',
    ]);
    expect(refusal(() => config({ files: { '/home/ada/.env': '\nPORT=web' } }))).toEqual([
      'bad_setting',
      'PORT=web is not right.',
      'Write PORT=8080, a whole number from 0 to 65535. It was given in line 2 of .env.',
    ]);
  });

  it('stand on the settings page as where a value comes from', () => {
    const read = config({
      env: { GITHUB_PAT: PAT },
      files: { '/home/ada/.env': 'SYNC_INTERVAL=2h\nENTERPRISE_SLUGS=b' },
    });
    const from = (name: string) => viewSettings(read).find((one) => one.name === name);
    expect([from('GITHUB_TOKEN')?.from, from('GITHUB_TOKEN')?.locked, from('GITHUB_TOKEN')?.value]).toEqual([
      'GITHUB_PAT',
      true,
      null,
    ]);
    expect(from('SYNC_INTERVAL')?.from).toBe('SYNC_INTERVAL in .env');
    expect(from('FLIGHTDECK_SCOPES')?.from).toBe('ENTERPRISE_SLUGS in .env');
  });

  it('that other programs have too are named only beside one that is surely meant', () => {
    expect(says({ TZ: 'UTC', LOG_PATH: '/x', GRAFANA_URL: 'http://g' })).toEqual([]);
    expect(
      says({ GRAFANA_URL: 'http://g', GRAFANA_PASSWORD: 'planted-secret', INDEX_SEAT_INFO: 'x', INDEX_MINE: 'y' }),
    ).toEqual([
      expect.stringMatching(/^INDEX_SEAT_INFO, INDEX_MINE are not used: /),
      'GRAFANA_URL, GRAFANA_PASSWORD are not used: Grafana reads provisioning files ("flightdeck grafana"); Flightdeck never signs in to it. Remove them.',
    ]);
  });

  it('are none of ours, and name only settings there are', () => {
    const names = OLD_SETTINGS.map(({ name }) => name);
    expect(names.filter((name, at) => findSetting(name) || names.indexOf(name) !== at)).toEqual([]);
    const known = new Set<string>(SETTINGS.map(({ name }) => name));
    const named = OLD_SETTINGS.flatMap(({ became }) => became.match(/\b[A-Z]+_[A-Z_]+\b/g) ?? []);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });
});

describe('the .env file', () => {
  it('counts less than the environment and more than the configuration file', () => {
    const files = {
      '/home/ada/.env': 'PORT=2\nHOST=127.0.0.2\nLOG_LEVEL=debug',
      '/home/ada/flightdeck.config.json': '{"PORT": 3, "HOST": "127.0.0.3", "MIN_FREE_SPACE": "5GiB"}',
    };
    const { port, host, logLevel, minFreeBytes } = config({ env: { PORT: '1', LOG_LEVEL: '' }, files });
    expect([port, host, logLevel, minFreeBytes]).toEqual([1, '127.0.0.2', 'debug', 5_368_709_120]);
  });

  it('may be of another program, whose names are none of our business; a misspelt one of ours is refused', () => {
    expect(says({}, 'DATABASE_URL=postgres://x\nNEXT_PUBLIC_API=1\nmy.option=2')).toEqual([]);
    expect(refusal(() => config({ files: { '/home/ada/.env': 'FLIGHTDECK_SCOPE=org:a' } }))?.slice(1)).toEqual([
      '.env sets FLIGHTDECK_SCOPE, which is not a setting.',
      'Did you mean FLIGHTDECK_SCOPES?',
    ]);
    expect(says({}, 'PORT=1\nPORT=2')).toEqual(['.env sets PORT more than once: the last counts. Remove the others.']);
  });
});
