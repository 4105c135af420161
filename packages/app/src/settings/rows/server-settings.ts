import type { Setting } from '../setting.ts';

/** Settings of the address the server listens on. */
export const SERVER_SETTINGS = Object.freeze([
  {
    name: 'HOST',
    kind: 'host',
    default: '127.0.0.1',
    secret: false,
    says: 'Address to listen on; beyond this machine only where people sign in, or for the demo.',
  },
  { name: 'PORT', kind: 'port', default: '8080', secret: false, says: 'Port to listen on; 0 for any free one.' },
] as const satisfies readonly Setting[]);
