import type { Setting } from '../setting.ts';

/** Settings of the network around, of the log and of the demo. */
export const PROCESS_SETTINGS = Object.freeze([
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
