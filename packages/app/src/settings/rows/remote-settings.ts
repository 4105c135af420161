import type { Setting } from '../setting.ts';

/** Settings of commands that ask a server elsewhere. */
export const REMOTE_SETTINGS = Object.freeze([
  {
    name: 'FLIGHTDECK_URL',
    kind: 'url',
    default: null,
    secret: false,
    says: 'Server that query, status, reconcile, restatements and sync ask instead of the data folder; https beyond this machine.',
  },
  {
    name: 'FLIGHTDECK_TOKEN',
    kind: 'secret',
    default: null,
    secret: true,
    says: 'Token that is sent to FLIGHTDECK_URL.',
  },
] as const satisfies readonly Setting[]);
