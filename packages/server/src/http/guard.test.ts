import type { IncomingMessage } from 'node:http';
import { FlightdeckError } from '@flightdeck/catalog';
import { describe, expect, it } from 'vitest';
import { guardRequest } from './guard.ts';
import { toServedHosts } from './reach/served-hosts.ts';

const LOOPBACK = toServedHosts('127.0.0.1', 8080, null);
/** Behind a proxy that serves it as https://stats.example.com/. */
const PUBLIC = toServedHosts('0.0.0.0', 8080, {
  origin: 'https://stats.example.com',
  host: 'stats.example.com',
  base: '/',
  isSecure: true,
});

/** The code a request is refused with, or null when it may pass. */
function refused(options: {
  method?: string;
  url?: string;
  host?: string[];
  headers?: Record<string, string>;
  served?: typeof LOOPBACK;
}): string | null {
  const host = options.host ?? ['localhost:8080'];
  const request = {
    method: options.method ?? 'GET',
    url: options.url ?? '/',
    rawHeaders: host.flatMap((value) => ['Host', value]),
    headers: { host: host[0], ...options.headers },
  } as unknown as IncomingMessage;
  try {
    guardRequest(request, options.served ?? LOOPBACK);
    return null;
  } catch (error) {
    return error instanceof FlightdeckError ? error.code : String(error);
  }
}

describe('guardRequest', () => {
  it('lets the addresses it serves pass', () => {
    expect(refused({})).toBeNull();
    expect(refused({ host: ['LOCALHOST:8080'] })).toBeNull();
  });

  it('refuses a foreign, absent or doubled Host, also on loopback', () => {
    for (const host of [
      ['evil.example'],
      [],
      ['localhost:8080', 'evil.example'],
      ['127.0.0.1.nip.io:8080'],
      ['localhost'],
    ])
      expect(refused({ host })).toBe('forbidden_host');
  });

  it('refuses paths that normalise to another one', () => {
    for (const url of [
      '//api/v1/status',
      '/api/%2e%2e/x',
      '/a\\b',
      '/a%5cb',
      '/x/../y',
      '/a;b',
      '/a%00',
      'http://localhost:8080/',
      `/${'a'.repeat(9000)}`,
    ]) {
      expect(refused({ url }), url).toBe('bad_path');
    }
  });

  it('refuses unsafe verbs from other sites and with other bodies than JSON', () => {
    const json = { 'content-type': 'application/json' };
    expect(refused({ method: 'POST', headers: json })).toBeNull();
    expect(
      refused({
        method: 'POST',
        headers: { ...json, origin: 'http://localhost:8080', 'sec-fetch-site': 'same-origin' },
      }),
    ).toBeNull();
    expect(refused({ method: 'POST', headers: { ...json, origin: 'null' } })).toBe('cross_site');
    expect(refused({ method: 'POST', headers: { ...json, 'sec-fetch-site': 'cross-site' } })).toBe('cross_site');
    expect(refused({ method: 'POST', headers: { 'content-type': 'text/plain' } })).toBe('not_json');
    expect(refused({ method: 'POST' })).toBe('not_json');
  });

  it('refuses what pages of other sites load from the API, and lets their links pass', () => {
    const url = '/flightdeck/api/v1/rows?by=user';
    const from = (site: string, dest: string) =>
      refused({ url, headers: { 'sec-fetch-site': site, 'sec-fetch-dest': dest } });
    for (const dest of ['image', 'script', 'iframe', 'empty']) {
      expect(from('cross-site', dest), dest).toBe('cross_site');
      expect(from('same-site', dest), dest).toBe('cross_site');
      expect(from('same-origin', dest), dest).toBeNull();
    }
    expect(from('cross-site', 'document')).toBeNull();
    expect(from('none', 'document')).toBeNull();
    expect(refused({ url })).toBeNull();
  });

  it('takes the address people open for its own, and a page of it for one of ours whatever the proxy calls the server', () => {
    const json = { 'content-type': 'application/json' };
    const origin = 'https://stats.example.com';
    for (const host of [['stats.example.com'], ['stats.example.com:443'], ['127.0.0.1:8080']]) {
      expect(refused({ served: PUBLIC, host }), host[0]).toBeNull();
      expect(refused({ served: PUBLIC, host, method: 'POST', headers: { ...json, origin } }), host[0]).toBeNull();
    }
    const foreign = [
      'https://evil.example',
      'http://stats.example.com',
      'http://stats.example.com.evil.example',
      'https://stats.example.com:444',
    ];
    for (const other of foreign) {
      const asked = {
        served: PUBLIC,
        host: ['stats.example.com'],
        method: 'POST',
        headers: { ...json, origin: other },
      };
      expect(refused(asked), other).toBe('cross_site');
    }
    expect(refused({ served: PUBLIC, host: ['0.0.0.0:8080'] })).toBe('forbidden_host');
    expect(refused({ host: ['stats.example.com'] })).toBe('forbidden_host');
  });

  it('lets health checks call a server on the network by any address, and nothing else', () => {
    const host = ['10.0.3.7:8080'];
    for (const url of ['/healthz', '/readyz', '/metrics']) expect(refused({ served: PUBLIC, host, url })).toBeNull();
    expect(refused({ served: PUBLIC, host, url: '/readyz' })).toBeNull();
    for (const url of ['/', '/readyz/', '/metrics/', '/healthz?x', '/api/v1/status'])
      expect(refused({ served: PUBLIC, host, url })).toBe('forbidden_host');
    expect(refused({ host, url: '/healthz' })).toBe('forbidden_host');
    expect(refused({ served: PUBLIC, host: [], url: '/healthz' })).toBe('forbidden_host');
  });
});
