import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { createOwnCookie } from './cookies.ts';

const at = (origin: string, base: string) => ({
  origin,
  base,
  host: new URL(origin).host,
  isSecure: origin.startsWith('https:'),
});
const asked = (cookie: string) => ({ headers: { cookie } }) as IncomingMessage;

describe('a cookie of ours', () => {
  it.each([
    ['https://stats.example.com', '/', '__Host-fd-session', true],
    ['https://example.com', '/flightdeck/', '__Host-fd-session-flightdeck', true],
    ['https://example.com', '/team-a/stats/', '__Host-fd-session-team-a!stats', true],
    ['https://example.com', '/team-a.stats/', '__Host-fd-session-team-a.stats', true],
    ['http://localhost:9000', '/', 'fd-session', false],
  ])('of %s%s is %s', (origin, base, name, secure) => {
    const cookie = createOwnCookie('session', at(origin, base));
    expect(cookie.keep('secret', null)).toEqual({ name, value: 'secret', maxAgeSeconds: null, secure });
    expect(cookie.remove()).toEqual({ name, value: '', maxAgeSeconds: 0, secure });
    expect(cookie.read(asked(`other=1; ${name}=secret`))).toBe('secret');
  });

  it('is none of another path, another spelling or another name', () => {
    const cookie = createOwnCookie('session', at('https://example.com', '/'));
    for (const other of [
      'fd-session=x',
      '__Host-fd-session-flightdeck=x',
      '__host-fd-session=x',
      '__Host-fd-sign-in=x',
      '',
    ])
      expect(cookie.read(asked(other)), other).toBeNull();
  });
});
