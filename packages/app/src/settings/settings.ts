import { ACCESS_SETTINGS } from './access-settings.ts';
import { REACH_SETTINGS } from './reach-settings.ts';
import type { Setting } from './setting.ts';

export type { Setting, SettingKind } from './setting.ts';

/** Every setting there is; the documentation's table and the checks are made from this list. */
export const SETTINGS = Object.freeze([
  {
    name: 'GITHUB_TOKEN',
    kind: 'secret',
    default: null,
    secret: true,
    says: 'Personal access token, classic or fine-grained, that may read Copilot metrics.',
    perHost: true,
  },
  {
    name: 'GITHUB_API_URL',
    kind: 'url',
    default: 'https://api.github.com',
    secret: false,
    says: 'Base address of the GitHub REST API; https://api.SUBDOMAIN.ghe.com for GHE.com.',
    perHost: true,
  },
  {
    name: 'GITHUB_APP_ID',
    kind: 'count',
    default: null,
    secret: false,
    says: 'Id of a GitHub App used instead of a token.',
    perHost: true,
  },
  {
    name: 'GITHUB_APP_PRIVATE_KEY',
    kind: 'secret',
    default: null,
    secret: true,
    says: 'Private key of the GitHub App, in PEM form.',
    perHost: true,
  },
  {
    name: 'GITHUB_APP_INSTALLATION_ID',
    kind: 'count',
    default: null,
    secret: false,
    says: 'Installation of the GitHub App; looked up by scope when left out.',
    perHost: true,
  },
  {
    name: 'FLIGHTDECK_SCOPES',
    kind: 'scopes',
    default: null,
    secret: false,
    says: 'What to sync: org:NAME and enterprise:NAME, separated by commas; @HOST for a further host of GitHub.',
  },
  {
    name: 'FLIGHTDECK_DATA',
    kind: 'path',
    default: './data',
    secret: false,
    says: 'Folder of the raw archive and everything that cannot be fetched again.',
  },
  {
    name: 'FLIGHTDECK_DB',
    kind: 'path',
    default: null,
    secret: false,
    says: 'Database file, on a local disk; flightdeck.duckdb inside FLIGHTDECK_DATA when left out.',
  },
  {
    name: 'STORE_URL',
    kind: 'text',
    default: null,
    secret: false,
    says: 'Cluster of OpenSearch or Elasticsearch to keep data in instead of the database file: https://HOST:9200, several nodes separated by commas.',
  },
  {
    name: 'STORE_USER',
    kind: 'text',
    default: null,
    secret: false,
    says: 'User of the cluster.',
  },
  {
    name: 'STORE_PASSWORD',
    kind: 'secret',
    default: null,
    secret: true,
    says: 'Password of the user of the cluster.',
  },
  {
    name: 'STORE_API_KEY',
    kind: 'secret',
    default: null,
    secret: true,
    says: 'API key of the cluster, base64-encoded, instead of user and password.',
  },
  {
    name: 'STORE_CA',
    kind: 'path',
    default: null,
    secret: false,
    says: 'PEM file with the authority that signed the certificates of the cluster.',
  },
  {
    name: 'STORE_PREFIX',
    kind: 'text',
    default: 'flightdeck',
    secret: false,
    says: 'What the names of all indexes in the cluster begin with; each installation has its own.',
  },
  {
    name: 'SYNC_INTERVAL',
    kind: 'interval',
    default: '1h',
    secret: false,
    says: 'Time between two syncs of a running server: 30m, 2h, 1d, or off.',
  },
  {
    name: 'HOST',
    kind: 'host',
    default: '127.0.0.1',
    secret: false,
    says: 'Address to listen on; beyond this machine only where people sign in, or for the demo.',
  },
  { name: 'PORT', kind: 'port', default: '8080', secret: false, says: 'Port to listen on; 0 for any free one.' },
  ...REACH_SETTINGS,
  ...ACCESS_SETTINGS,
  {
    name: 'LOG_LEVEL',
    kind: 'level',
    default: 'info',
    secret: false,
    says: 'Least important log lines written: error, warn, info or debug.',
  },
  {
    name: 'LOG_FORMAT',
    kind: 'format',
    default: 'auto',
    secret: false,
    says: 'json, pretty, or auto: pretty on a terminal.',
  },
  {
    name: 'HTTPS_PROXY',
    kind: 'url',
    default: null,
    secret: true,
    says: 'Proxy for https addresses.',
    aliases: ['https_proxy'],
  },
  {
    name: 'HTTP_PROXY',
    kind: 'url',
    default: null,
    secret: true,
    says: 'Proxy for http addresses.',
    aliases: ['http_proxy'],
  },
  {
    name: 'NO_PROXY',
    kind: 'text',
    default: null,
    secret: false,
    says: 'Hosts reached without the proxy, separated by commas.',
    aliases: ['no_proxy'],
  },
  {
    name: 'FLIGHTDECK_DOWNLOAD_HOSTS',
    kind: 'hosts',
    default: null,
    secret: false,
    says: "Hosts report files may come from in addition to GitHub's own, separated by commas.",
  },
  {
    name: 'SYNC_SEATS',
    kind: 'switch',
    default: 'on',
    secret: false,
    says: 'on, or off for credentials that may not read the Copilot seats: then none are asked for.',
  },
  {
    name: 'MIN_FREE_SPACE',
    kind: 'size',
    default: '1GiB',
    secret: false,
    says: 'Space left free on the disks of data and database: below it nothing is synced, imported or rebuilt; 500MiB, 2GiB, or 0 for no such limit.',
  },
  {
    name: 'SEAT_PRICES',
    kind: 'prices',
    default: null,
    secret: false,
    says: "What a seat costs a month in US dollars, as business:19,enterprise:39; GitHub's list prices when left out. other:19 is for every other plan, which has no list price.",
  },
  {
    name: 'FLIGHTDECK_DEMO_PEOPLE',
    kind: 'count',
    default: '400',
    secret: false,
    says: 'People of the demo organization.',
  },
  {
    name: 'FLIGHTDECK_DEMO_DAYS',
    kind: 'count',
    default: '120',
    secret: false,
    says: 'Days of history of the demo organization.',
  },
] as const satisfies readonly Setting[]);

/** Name of a setting. */
export type SettingName = (typeof SETTINGS)[number]['name'];

/** The setting of that name. */
export function findSetting(name: string): Setting | undefined {
  return SETTINGS.find((setting) => setting.name === name);
}
