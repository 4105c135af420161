import type { IncomingMessage } from 'node:http';
import type { PublicUrl } from '@flightdeck/app';
import { parse } from 'hono/utils/cookie';
import type { Cookie } from '../routes/answer-shape.ts';

/** A cookie of ours. */
export interface OwnCookie {
  /** What a request has of it; null when it has none. */
  read(request: IncomingMessage): string | null;
  /** Sends it; null: until the browser is closed. */
  keep(value: string, maxAgeSeconds: number | null): Cookie;
  /** Removes it. */
  remove(): Cookie;
}

/**
 * A cookie that nobody but the server at this address can have set: `__Host-` is taken over HTTPS only, for this host alone and with
 * the path `/`, also where we are served below another path; so the name says which path, for two servers of one host to keep
 * apart. Plain HTTP there is on loopback only, and no browser takes the prefix there.
 */
export function createOwnCookie(word: 'session' | 'sign-in', { base, isSecure }: PublicUrl): OwnCookie {
  // Not a dot, which paths have themselves: /a/b/ and /a.b/ are two.
  const below = base.slice(1, -1).replaceAll('/', '!');
  const name = `${isSecure ? '__Host-' : ''}fd-${word}${below === '' ? '' : `-${below}`}`;
  const make = (value: string, maxAgeSeconds: number | null): Cookie => ({
    name,
    value,
    maxAgeSeconds,
    secure: isSecure,
  });
  return {
    read: ({ headers }) => (headers.cookie === undefined ? null : (parse(headers.cookie, name)[name] ?? null)),
    keep: make,
    remove: () => make('', 0),
  };
}
