import type { IncomingMessage } from 'node:http';
import { type Principal, parseToken } from '@flightdeck/access';
import { InputError } from '@flightdeck/catalog';
import { expect, it } from 'vitest';
import { createTokenIdentify } from './identify-token.ts';

const RIGHT = `fd_${'a'.repeat(12)}_${'A'.repeat(43)}`;
const LATER = `fd_${'b'.repeat(12)}_${'B'.repeat(43)}`;
const ADA: Principal = { kind: 'person', id: 'ada', name: 'Ada', grants: [], account: null };
const MACHINE: Principal = { kind: 'token', id: 'token', name: 'grafana', grants: [], within: [], account: null };

function start({ hasForeign = false, proxies = [] as readonly string[] } = {}) {
  const clock = { ms: 0, looked: 0 };
  const found = createTokenIdentify(
    {
      tokens: {
        async find(text) {
          clock.looked += 1;
          return text === RIGHT || text === LATER ? MACHINE : null;
        },
      },
      isTrusted: (address) => proxies.includes(address ?? ''),
      now: () => new Date(clock.ms),
      hasForeign,
    },
    async () => ADA,
  );
  const ask = async (
    peer: string,
    authorization?: string | readonly string[],
    more: object = {},
    url = '/api/v1/query',
  ) => {
    const sent = authorization === undefined ? [] : [authorization].flat();
    const request = {
      url,
      socket: { remoteAddress: peer },
      headers: { authorization: sent[0], ...more },
      rawHeaders: sent.flatMap((value) => ['Authorization', value]),
    } as unknown as IncomingMessage;
    return found.identify(request).then(
      (who) => who?.name,
      (error: unknown) => (error instanceof InputError ? error.code : String(error)),
    );
  };
  return { found, clock, ask };
}

it('takes who sends a token for that token alone, and asks otherwise where none is sent', async () => {
  const { ask } = start();
  expect(await ask('10.0.0.1')).toBe('Ada');
  expect(await ask('10.0.0.1', 'Basic YWRhOng=')).toBe('Ada');
  expect(await ask('10.0.0.1', `Bearer ${RIGHT}`)).toBe('grafana');
  expect(await ask('10.0.0.1', `bearer ${RIGHT}`, { cookie: 'fd-session=x' })).toBe('grafana');
});

it('refuses what is wrong, sent twice or in the address, and does the same work for each', async () => {
  const { ask, clock } = start();
  const WRONG = `fd_${'c'.repeat(12)}_${'C'.repeat(43)}`;
  const inUrl = (text: string) => `/api/v1/rows?token=${text}`;
  const ways: readonly (readonly [string | readonly string[] | undefined, string?])[] = [
    [`Bearer ${WRONG}`],
    [`Bearer ${RIGHT}x`],
    ['Bearer fd_local_guess'],
    ['Bearer abc'],
    ['Bearer'],
    ['Bearer '],
    [`Bearer ${RIGHT} ${RIGHT}`],
    [`Bearer ${'x'.repeat(501)}`],
    [[`Bearer ${RIGHT}`, `Bearer ${RIGHT}`]],
    [['Basic YWRhOng=', `Bearer ${RIGHT}`]],
    [undefined, inUrl(RIGHT)],
    [`Bearer ${RIGHT}`, inUrl(RIGHT)],
    [undefined, inUrl(encodeURIComponent(RIGHT).replace('f', '%66'))],
  ];
  for (const [sent, url] of ways) expect(await ask('10.0.0.1', sent, {}, url), String([sent, url])).toBe('bad_token');
  expect(clock.looked).toBe(ways.length);
});

it('leaves tokens of whoever signs people in to them, and takes none of ours for theirs', async () => {
  const { ask } = start({ hasForeign: true });
  expect(await ask('10.0.0.1', `Bearer ey.${'x'.repeat(2000)}`)).toBe('Ada');
  expect(await ask('10.0.0.1', ['Bearer ey.a', 'Bearer ey.b'])).toBe('Ada');
  expect(await ask('10.0.0.1', 'Bearer fd_wrong')).toBe('bad_token');
  expect(await ask('10.0.0.1', ['Bearer ey.a', `Bearer ${RIGHT}`])).toBe('bad_token');
  expect(await ask('10.0.0.1', `Bearer ${RIGHT}`)).toBe('grafana');
});

it('looks at thirty wrong ones a minute from one address, whatever it forwards, while others and known tokens are served', async () => {
  const { ask, clock } = start();
  expect(await ask('10.0.0.1', `Bearer ${RIGHT}`)).toBe('grafana');
  const guess = (peer: string, each: number) => ask(peer, `Bearer fd_${each}`, { 'x-forwarded-for': `10.9.0.${each}` });
  const came: (string | undefined)[] = [];
  for (let each = 0; each < 40; each += 1) came.push(await guess('10.0.0.1', each));
  expect(came).toEqual([...Array(30).fill('bad_token'), ...Array(10).fill('too_many_guesses')]);
  expect(clock.looked).toBe(31);
  expect(await ask('10.0.0.1', `Bearer ${RIGHT}`)).toBe('grafana');
  expect(await ask('10.0.0.1', `Bearer ${LATER}`)).toBe('too_many_guesses');
  expect([await ask('10.0.0.1'), await ask('10.0.0.2', `Bearer ${LATER}`)]).toEqual(['Ada', 'grafana']);
  clock.ms = 60_000;
  expect(await ask('10.0.0.1', `Bearer ${LATER}`)).toBe('grafana');
});

it('counts the addresses of one IPv6 network, and those behind one proxy, together', async () => {
  const six = start();
  for (let each = 0; each < 30; each += 1) await six.ask(`2001:db8:1:2:${each.toString(16)}::1`, 'Bearer x');
  expect(await six.ask('2001:db8:1:2::7', 'Bearer x')).toBe('too_many_guesses');
  expect(await six.ask('2001:db8:1:3::7', 'Bearer x')).toBe('bad_token');
  expect(await six.ask('2001:db8::7', 'Bearer x')).toBe('bad_token');
  const { ask, clock } = start({ proxies: ['10.0.3.7'] });
  const from = (each: number) => ask('10.0.3.7', 'Bearer x', { 'x-forwarded-for': `10.1.${each % 20}.${each % 250}` });
  for (let each = 0; each < 300; each += 1) await from(each);
  expect(await from(301)).toBe('too_many_guesses');
  expect(clock.looked).toBe(300);
});

it('remembers no more than some thousand of 10,000 guesses, and serves others meanwhile', async () => {
  const { found, ask, clock } = start();
  expect(await ask('192.0.2.1', `Bearer ${RIGHT}`)).toBe('grafana');
  let most = 0;
  for (let each = 0; each < 10_000; each += 1) {
    const peer = `10.${each % 7}.${Math.floor(each / 250)}.${each % 250}`;
    const code = await ask(peer, `Bearer fd_${String(each).padStart(12, 'z')}_${'Z'.repeat(43)}`);
    if (code !== 'bad_token') throw new Error(`${peer}: ${code}`);
    most = Math.max(most, found.remembered);
    if (each % 1000 === 0) expect(await ask('192.0.2.1', `Bearer ${RIGHT}`)).toBe('grafana');
  }
  expect([most, clock.looked]).toEqual([1001, 10_011]);
  expect(parseToken(`fd_${String(1).padStart(12, 'z')}_${'Z'.repeat(43)}`)).not.toBeNull();
});
