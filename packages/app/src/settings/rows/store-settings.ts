import type { Setting } from '../setting.ts';

/** Settings of where data are kept. */
export const STORE_SETTINGS = Object.freeze([
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
    says: 'Database file, on a local disk; flightdeck.duckdb inside FLIGHTDECK_DATA when left out. Elsewhere each server on that folder has its own, and one of them syncs.',
  },
  {
    name: 'MIN_FREE_SPACE',
    kind: 'size',
    default: '1GiB',
    secret: false,
    says: 'Space left free on the disks of data and database: below it nothing is synced, imported or rebuilt; 500MiB, 2GiB, or 0 for no such limit.',
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
    name: 'ACCESS_IN_CLUSTER',
    kind: 'switch',
    default: 'off',
    secret: false,
    says: 'on: sessions, tokens, grants given on the page, people and the table of accounts are in the cluster of STORE_URL, in the index STORE_PREFIX_access, shared by all servers with it; off: in FLIGHTDECK_DATA.',
  },
] as const satisfies readonly Setting[]);
