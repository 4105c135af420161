import type { IncomingMessage } from 'node:http';
import { GUEST, LOCAL } from '@flightdeck/access';
import { expect, it } from 'vitest';
import { createIdentify } from './identify.ts';

const identify = createIdentify('fd_local_key', async () => GUEST);
const nameOf = async (remoteAddress: string | undefined, localAddress: string, ...tokens: readonly string[]) => {
  const who = await identify({
    socket: { remoteAddress, localAddress },
    headers: { authorization: tokens[0] },
    rawHeaders: tokens.flatMap((token) => ['Authorization', token]),
  } as unknown as IncomingMessage);
  return who?.name;
};

it('takes whoever shows the key of the server on its own machine for the local user, and nobody from elsewhere', async () => {
  const key = 'Bearer fd_local_key';
  for (const [peer, own] of [
    ['127.0.0.1', '127.0.0.1'],
    ['::ffff:127.0.0.1', '::ffff:127.0.0.1'],
    ['::1', '::1'],
    ['10.0.3.7', '::ffff:10.0.3.7'],
  ] as const) {
    expect(await nameOf(peer, own, key), peer).toBe(LOCAL.name);
    expect(await nameOf(peer, own, 'Bearer fd_local_keys'), peer).toBe(GUEST.name);
    expect(await nameOf(peer, own), peer).toBe(GUEST.name);
    expect(await nameOf(peer, own, key, 'Bearer other'), peer).toBe(GUEST.name);
  }
  expect(await nameOf('10.0.3.8', '10.0.3.7', key)).toBe(GUEST.name);
  expect(await nameOf(undefined, '127.0.0.1', key)).toBe(GUEST.name);
});
