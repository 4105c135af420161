import type { IncomingMessage } from 'node:http';
import { FlightdeckError } from '@flightdeck/catalog';
import { describe, expect, it } from 'vitest';
import { guardRequest } from './guard.ts';

const HOSTS = new Set(['127.0.0.1:8080', 'localhost:8080']);

/** The code a request is refused with, or null when it may pass. */
function refused(options: {
  method?: string;
  url?: string;
  host?: string[];
  headers?: Record<string, string>;
}): string | null {
  const host = options.host ?? ['localhost:8080'];
  const request = {
    method: options.method ?? 'GET',
    url: options.url ?? '/',
    rawHeaders: host.flatMap((value) => ['Host', value]),
    headers: { host: host[0], ...options.headers },
  } as unknown as IncomingMessage;
  try {
    guardRequest(request, HOSTS);
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
});
