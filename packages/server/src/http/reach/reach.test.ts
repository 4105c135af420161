import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { withBase, withoutBase } from './base-path.ts';
import { clientAddress } from './client-address.ts';

describe('the address of a client', () => {
  const isTrusted = (address: string | undefined) => ['127.0.0.1', '10.0.0.2'].includes(address ?? '');
  const clientOf = (peer: string | undefined, header?: string) =>
    clientAddress(
      { socket: { remoteAddress: peer }, headers: { 'x-forwarded-for': header } } as unknown as IncomingMessage,
      isTrusted,
    );

  it('is that of the socket, whatever a stranger says of where it comes from', () => {
    expect(clientOf('198.51.100.9', '203.0.113.5')).toBe('198.51.100.9');
    expect(clientOf('::ffff:198.51.100.9')).toBe('198.51.100.9');
    expect(clientOf(undefined, '203.0.113.5')).toBe('unknown');
  });

  it('is what the nearest trusted proxy saw, not what was sent to it', () => {
    expect(clientOf('127.0.0.1', '203.0.113.5')).toBe('203.0.113.5');
    expect(clientOf('127.0.0.1', '10.9.9.9, 203.0.113.5')).toBe('203.0.113.5');
    expect(clientOf('127.0.0.1', '203.0.113.5, 10.0.0.2')).toBe('203.0.113.5');
    expect(clientOf('127.0.0.1', '203.0.113.5, evil, 10.0.0.2')).toBe('10.0.0.2');
    expect(clientOf('127.0.0.1')).toBe('127.0.0.1');
    expect(clientOf('127.0.0.1', `${'203.0.113.5,'.repeat(5000)}10.0.0.2`)).toBe('203.0.113.5');
  });
});

describe('a base path', () => {
  it('is taken off where the proxy left it, and not where it did not', () => {
    expect(withoutBase('/flightdeck/api/v1/status', '/flightdeck/')).toBe('/api/v1/status');
    expect(withoutBase('/flightdeck/', '/flightdeck/')).toBe('/');
    expect(withoutBase('/api/v1/status', '/flightdeck/')).toBe('/api/v1/status');
    expect(withoutBase('/flightdecks/x', '/flightdeck/')).toBe('/flightdecks/x');
    expect(withoutBase('/seats', '/')).toBe('/seats');
  });

  it('is put before every path of ours', () => {
    expect(withBase('/seats?team=a', '/flightdeck/')).toBe('/flightdeck/seats?team=a');
    expect(withBase('/seats', '/')).toBe('/seats');
  });
});
