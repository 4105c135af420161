import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { createNetworkTest } from './networks.ts';
import { isReachable, requireNotOpen } from './reach.ts';
import type { Texts } from './sources.ts';
import { refusal } from './testing-refusal.ts';

const contentOf = (path: string) => (path.endsWith('.json') || path.endsWith('.env') ? null : `content of ${path}`);
const read = (env: Texts) => readConfig({ flags: {}, env, cwd: '/home/ada', readFile: contentOf });

describe('PUBLIC_URL', () => {
  it.each([
    ['https://stats.example.com', 'https://stats.example.com', 'stats.example.com', '/'],
    ['https://Example.com:443/flightdeck', 'https://example.com', 'example.com', '/flightdeck/'],
    ['http://localhost:9000/tools/copilot-stats//', 'http://localhost:9000', 'localhost:9000', '/tools/copilot-stats/'],
  ])('%s is read', (text, origin, host, base) => {
    expect(read({ PUBLIC_URL: text }).reach.publicUrl).toEqual({
      origin,
      host,
      base,
      isSecure: text.startsWith('https'),
    });
  });

  it.each([
    'stats.example.com',
    'ftp://example.com',
    'https://me:secret@example.com',
    'https://example.com/?a',
    'https://example.com/#a',
    'https://example.com/a b/',
    'https://example.com/a%2fb/',
    'https://example.com//evil',
    'https://example.com/api/',
    'https://example.com/auth',
  ])('%s is refused', (text) => {
    expect(refusal(() => read({ PUBLIC_URL: text }))?.[0]).toBe('bad_setting');
  });
});

describe('TRUSTED_PROXIES', () => {
  const isTrusted = (text: string, address: string | undefined) =>
    createNetworkTest(read({ TRUSTED_PROXIES: text }).reach.trustedProxies)(address);

  it('names addresses and narrow networks, however a socket writes them', () => {
    expect(isTrusted('10.0.3.7', '10.0.3.7')).toBe(true);
    expect(isTrusted('10.0.3.7', '::ffff:10.0.3.7')).toBe(true);
    expect(isTrusted('10.0.3.7', '10.0.3.8')).toBe(false);
    expect(isTrusted('127.0.0.1, 10.0.3.0/28', '10.0.3.15')).toBe(true);
    expect(isTrusted('127.0.0.1, 10.0.3.0/28', '10.0.3.16')).toBe(false);
    expect(isTrusted('fd00:1::/64', 'FD00:1:0:0::9%eth0')).toBe(true);
    expect(isTrusted('fd00:1::/64', 'fd00:2::9')).toBe(false);
    for (const nobody of ['', undefined, 'unknown', '10.0.3', '10.0.3.7:80', '0x0a000307'])
      expect(isTrusted('10.0.3.7', nobody)).toBe(false);
  });

  it('refuses everybody, names, and networks that hold neighbours', () => {
    const refused = (text: string) => refusal(() => read({ TRUSTED_PROXIES: text }));
    for (const text of ['*', '0.0.0.0/0', '::/0', '10.0.0.0/23', '10.0.0.0/8', 'fd00::/63', '10.0.0.1/33', '10.0.0.1/'])
      expect(refused(text)?.[0], text).toBe('bad_setting');
    for (const text of ['proxy.internal', 'private', '10.0.0.1:80', '::ffff:10.0.0.0/96', '127.0.0.1,*'])
      expect(refused(text)?.[2], text).toContain('is not an address');
    expect(refused('10.0.0.0/16')?.[2]).toContain('each of them could pass as anybody');
  });
});

describe('TLS_CERT and TLS_KEY', () => {
  it('come with the files they are read from', () => {
    const env = { TLS_CERT_FILE: 'cert.pem', TLS_KEY_FILE: '/keys/key.pem' };
    expect(read(env).reach.tls).toEqual({
      cert: 'content of /home/ada/cert.pem',
      key: 'content of /keys/key.pem',
      certFile: '/home/ada/cert.pem',
      keyFile: '/keys/key.pem',
    });
  });

  it('mean nothing without each other', () => {
    expect(refusal(() => read({ TLS_CERT: 'x' }))?.slice(0, 2)).toEqual([
      'no_tls_pair',
      'TLS_CERT is set without TLS_KEY.',
    ]);
    expect(refusal(() => read({ TLS_KEY: 'x' }))?.[1]).toBe('TLS_KEY is set without TLS_CERT.');
  });
});

describe('what others on the network can reach', () => {
  const loopback = ['127.0.0.1', '127.8.8.8', '::1', 'localhost'];
  const network = ['0.0.0.0', '::', '10.0.0.1', '127.0.0.1.evil.example', '127.0.0.256', 'example.com'];

  it.each(loopback)('is not what listens on %s', (host) => {
    expect(isReachable(read({ HOST: host }))).toBe(false);
    expect(isReachable(read({ HOST: host, PUBLIC_URL: 'http://[::1]:9000/' }))).toBe(false);
  });

  it.each(network)('is refused without sign-in on %s, but for the demo', (host) => {
    const config = read({ HOST: host });
    expect(refusal(() => requireNotOpen(config, { demo: false }))?.[0]).toBe('no_authentication');
    expect(refusal(() => requireNotOpen(config, { demo: true }))).toBeNull();
  });

  it('is refused without sign-in where a proxy on this machine serves it to others', () => {
    const config = read({ PUBLIC_URL: 'https://stats.example.com/' });
    expect(refusal(() => requireNotOpen(config, { demo: false }))?.[1]).toContain(
      'PUBLIC_URL=https://stats.example.com would show',
    );
    for (const PUBLIC_URL of ['', 'http://localhost:9000/']) {
      const behind = read({ TRUSTED_PROXIES: '127.0.0.1', PUBLIC_URL });
      expect(refusal(() => requireNotOpen(behind, { demo: false }))?.[1]).toMatch(/^TRUSTED_PROXIES would show/);
      expect(isReachable(behind)).toBe(true);
    }
  });
});
