import type { Setting } from '../setting.ts';

/** Settings of how people reach a server from other machines. */
export const REACH_SETTINGS = Object.freeze([
  {
    name: 'PUBLIC_URL',
    kind: 'public_url',
    default: null,
    secret: false,
    says: 'Address people open, as a reverse proxy serves it: https://stats.example.com or https://example.com/flightdeck/.',
  },
  {
    name: 'TRUSTED_PROXIES',
    kind: 'networks',
    default: null,
    secret: false,
    says: 'Addresses of the reverse proxies whose headers are believed, separated by commas; networks up to /24, of IPv6 up to /64.',
  },
  {
    name: 'TLS_CERT',
    kind: 'text',
    default: null,
    secret: false,
    says: 'Certificates in PEM form for HTTPS without a proxy, usually given as TLS_CERT_FILE; read again when that file changes.',
  },
  {
    name: 'TLS_KEY',
    kind: 'secret',
    default: null,
    secret: true,
    says: 'Private key of TLS_CERT in PEM form, usually given as TLS_KEY_FILE.',
  },
] as const satisfies readonly Setting[]);
