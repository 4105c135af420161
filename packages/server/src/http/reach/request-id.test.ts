import type { IncomingMessage } from 'node:http';
import { createNetworkTest } from '@flightdeck/app';
import { expect, it } from 'vitest';
import { auditIdOf, requestIdOf } from './request-id.ts';

const PROXY = createNetworkTest([{ address: '10.0.0.1', prefix: 32, family: 'ipv4' }]);
const from = (remoteAddress: string, id?: string | string[]) =>
  requestIdOf({ headers: { 'x-request-id': id }, socket: { remoteAddress } } as unknown as IncomingMessage, PROXY);
const OWN = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

it('is that of a trusted proxy', () => {
  expect(from('10.0.0.1', '0af7651916cd43dd8448eb211c80319c')).toBe('0af7651916cd43dd8448eb211c80319c');
  expect(from('::ffff:10.0.0.1', '4f9b:7c.req-12')).toBe('4f9b:7c.req-12');
});

it.each([
  ['10.0.0.2', '0af7651916cd43dd8448eb211c80319c'],
  ['10.0.0.1', 'short'],
  ['10.0.0.1', `a${'b'.repeat(200)}`],
  ['10.0.0.1', 'with a\nline of its own'],
  ['10.0.0.1', undefined],
])('from %s with %j is one of our own', (address, id) => {
  expect(from(address, id)).toMatch(OWN);
});

it('goes on in the audit log with what nobody can choose, where a proxy passed it on', () => {
  const headers = { 'x-request-id': '4f9b:7c.req-12' };
  const [one, other] = [auditIdOf('4f9b:7c.req-12', { headers }), auditIdOf('4f9b:7c.req-12', { headers })];
  expect(one).toMatch(/^4f9b:7c\.req-12\/[0-9a-f]{8}$/);
  expect(other).not.toBe(one);
  expect(auditIdOf('0af76519-16cd-43dd-8448-eb211c80319c', { headers })).toBe('0af76519-16cd-43dd-8448-eb211c80319c');
});
