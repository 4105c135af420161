import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { isAllowed, sightOf } from '../authorize.ts';
import { type Grant, parseGrant } from '../grant.ts';
import { LOCAL, type Principal } from '../principal.ts';
import { folderRecords } from '../records.ts';
import { TOKEN_PATTERN } from './token-text.ts';
import { createTokens } from './tokens.ts';

const root = mkdtempSync(join(tmpdir(), 'flightdeck-tokens-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const grants = (...texts: readonly string[]): readonly Grant[] => texts.map(parseGrant);
const person = (...texts: readonly string[]): Principal => ({
  kind: 'person',
  id: 'i 1',
  name: 'Ada',
  grants: grants(...texts),
  account: null,
});
let folders = 0;

/** Tokens of an empty folder, a clock that the test moves, and one maker, who has what the test says. */
function start(...given: readonly string[]) {
  folders += 1;
  const folder = join(root, String(folders), 'tokens');
  const clock = { ms: Date.parse('2026-11-05T08:00:00Z'), maker: person(...given) };
  const now = () => new Date(clock.ms);
  const makerOf = async (id: string) => (id === LOCAL.id ? LOCAL : id === clock.maker.id ? clock.maker : null);
  const tokens = createTokens({ records: folderRecords(folder), now, mostDays: 366, makerOf });
  const make = (...texts: readonly string[]) =>
    tokens.make(clock.maker, {
      name: 'grafana',
      grants: grants(...texts),
      expiresAt: new Date('2026-12-05T08:00:00Z'),
    });
  return { folder, clock, now, tokens, make };
}

const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: { readonly code?: string }) => error.code ?? 'bug',
  );

describe('a token', () => {
  it('is known by its text, of which only a hash is on the disk, readable by the owner alone', async () => {
    const { folder, tokens, make } = start('viewer@org:acme');
    const { token, text } = await make('viewer@org:acme/team=web');
    expect(text).toMatch(new RegExp(`^${TOKEN_PATTERN}$`));
    expect(text).toMatch(/^fd_[0-9a-z]{12}_[0-9A-Za-z]{43}$/);
    expect(await tokens.find(text)).toEqual({
      kind: 'token',
      id: `token:${token.id}`,
      name: 'grafana',
      grants: grants('viewer@org:acme/team=web'),
      within: grants('viewer@org:acme'),
      maker: 'i 1',
      makerName: 'Ada',
      account: null,
    });
    expect(readdirSync(folder)).toEqual([token.id]);
    const file = join(folder, token.id);
    expect(readFileSync(file, 'utf8')).not.toContain(text.slice(-43));
    expect([folder, file].map((path) => statSync(path).mode & 0o777)).toEqual([0o700, 0o600]);
  });

  it('is nobody when it is wrong, of another, half a file, expired or revoked', async () => {
    const { folder, clock, tokens, make } = start('viewer@*');
    const [one, two] = [await make('viewer@*'), await make('viewer@*')];
    const mixed = `fd_${one.token.id}_${two.text.slice(-43)}`;
    const guesses = ['', 'fd_', mixed, `${one.text}x`, one.text.toUpperCase(), one.text.slice(3), ` ${one.text}`];
    const hash = JSON.parse(readFileSync(join(folder, one.token.id), 'utf8')).hash;
    for (const guess of [
      ...guesses,
      hash,
      `fd_${one.token.id}_${hash.slice(0, 43)}`,
      `fd_../../../etc/x_${'a'.repeat(43)}`,
    ])
      expect(await tokens.find(guess), guess).toBeNull();
    expect(await tokens.find(two.text)).not.toBeNull();
    writeFileSync(join(folder, two.token.id), '{"name":"gra');
    expect(await tokens.find(two.text)).toBeNull();
    clock.ms = Date.parse('2026-12-05T07:59:59.999Z');
    expect(await tokens.find(one.text)).not.toBeNull();
    clock.ms = Date.parse('2026-12-05T08:00:00Z');
    expect(await tokens.find(one.text)).toBeNull();
    clock.ms = Date.parse('2026-11-06T08:00:00Z');
    expect([await tokens.revoke(one.token.id), await tokens.revoke(one.token.id)]).toEqual([true, false]);
    expect(await tokens.find(one.text)).toBeNull();
    expect([await tokens.revoke(`../tokens/${one.token.id}`), await tokens.revoke('')]).toEqual([false, false]);
  });

  it('may do what it was given and its maker still may', async () => {
    const { clock, tokens, make } = start('analyst@org:acme', 'viewer@org:labs');
    const { text, token } = await make('viewer@org:acme', 'viewer@org:labs');
    const sight = async () => {
      const who = await tokens.find(text);
      return who && sightOf(who, 'read_aggregates').toString() && sightOf(who, 'read_aggregates');
    };
    const whole = (of: string) => ({ of, part: null });
    expect(await sight()).toEqual([whole('org:acme'), whole('org:labs')]);
    clock.maker = person('analyst@org:acme/team=web', 'viewer@*', 'viewer@org:labs');
    expect(await sight()).toEqual([whole('org:acme'), whole('org:labs')]);
    clock.maker = person('analyst@org:acme/team=web');
    const who = await tokens.find(text);
    expect(who && sightOf(who, 'read_aggregates')).toEqual([
      { of: 'org:acme', part: { dimension: 'team', name: 'web' } },
    ]);
    // The maker may name people; it was not given that.
    expect(who && sightOf(who, 'read_people')).toEqual([]);
    expect((await tokens.stateOf(token)).lost).toEqual(grants('viewer@org:acme', 'viewer@org:labs'));
    clock.maker = person('admin');
    expect(sightOf((await tokens.find(text)) ?? LOCAL, 'read_aggregates')).toEqual([]);
  });

  it('has the rows of its maker only where it was given self', async () => {
    const { clock, tokens, make } = start('self', 'analyst@*');
    const account = { host: 'api.github.com', id: '4242' };
    clock.maker = { ...clock.maker, account };
    const accountWith = async (...texts: readonly string[]) =>
      (await tokens.find((await make(...texts)).text))?.account;
    expect(await accountWith('viewer@org:acme/team=web')).toBeNull();
    expect(await accountWith('analyst@*', 'viewer@*')).toBeNull();
    expect(await accountWith('self')).toEqual(account);
    expect(await accountWith('viewer@*', 'self')).toEqual(account);
  });

  it('of the local user keeps what it was given, and of somebody who is not known does nothing', async () => {
    const { tokens, clock, now } = start('viewer@*');
    const asked = { name: 'x', grants: grants('analyst@*'), expiresAt: new Date(now().getTime() + 1) };
    const { text } = await tokens.make(LOCAL, asked);
    expect(sightOf((await tokens.find(text)) ?? person(), 'read_people')).toBe('everything');
    const own = await tokens.make(clock.maker, { ...asked, grants: grants('viewer@*') });
    clock.maker = { ...clock.maker, id: 'i 2' };
    expect(sightOf((await tokens.find(own.text)) ?? LOCAL, 'read_aggregates')).toEqual([]);
  });

  it('never makes tokens, ends sessions or administers, whatever it was given', async () => {
    const { tokens } = start();
    const expiresAt = new Date('2026-12-05T08:00:00Z');
    const roles = grants('self', 'viewer@*', 'analyst@*', 'auditor@*', 'admin');
    const { text } = await tokens.make(LOCAL, { name: 'all', grants: roles, expiresAt });
    const who = (await tokens.find(text)) ?? LOCAL;
    for (const right of ['make_tokens', 'end_sessions', 'administer', 'become_administrator'] as const)
      expect(isAllowed(who, right), right).toBe(false);
    for (const right of ['read_people', 'read_ledger', 'read_audit', 'run_sync', 'know'] as const)
      expect(isAllowed(who, right, 'everything'), right).toBe(true);
  });

  it('is not given what its maker does not have, nor for longer than allowed', async () => {
    const { clock, tokens, make, now } = start('auditor@*', 'analyst@org:acme/team=web');
    expect(await refusal(make('analyst@org:acme'))).toBe('beyond_maker');
    expect(await refusal(make('analyst@org:acme/team=payments'))).toBe('beyond_maker');
    expect(await refusal(make('admin'))).toBe('beyond_maker');
    expect(await refusal(make('self'))).toBe('done');
    // An auditor reads figures without names, as a viewer does.
    expect(await refusal(make('viewer@org:labs'))).toBe('done');
    expect(await refusal(make('analyst@org:acme/team=WEB'))).toBe('done');
    expect(await refusal(make())).toBe('bad_grant');
    const until = (days: number) =>
      refusal(
        tokens.make(clock.maker, {
          name: 'x',
          grants: grants('auditor@*'),
          expiresAt: new Date(now().getTime() + days * 86_400_000),
        }),
      );
    expect([await until(366), await until(366.01), await until(0), await until(-1), await until(Number.NaN)]).toEqual([
      'done',
      ...Array(4).fill('bad_expiry'),
    ]);
  });

  it('is one of fifty of its maker at most, of which expired ones are listed for a month', async () => {
    const { clock, tokens, make } = start('viewer@*');
    for (let each = 0; each < 50; each += 1) await make('viewer@*');
    expect(await refusal(make('viewer@*'))).toBe('too_many_tokens');
    clock.ms = Date.parse('2026-12-05T08:00:01Z');
    const [first] = await tokens.all();
    expect(first && (await tokens.stateOf(first)).isExpired).toBe(true);
    expect((await tokens.all()).length).toBe(50);
    clock.ms = Date.parse('2027-01-05T08:00:00Z');
    expect(await tokens.all()).toEqual([]);
  });

  it('says to the minute when it was last used', async () => {
    const { clock, tokens, make, now } = start('viewer@*');
    const { text } = await make('viewer@*');
    const used = async () => (await tokens.all())[0]?.usedAt ?? null;
    expect(await used()).toBeNull();
    clock.ms += 5000;
    await tokens.find(text);
    expect(await used()).toEqual(now());
    clock.ms += 59_000;
    await tokens.find(text);
    expect(await used()).toEqual(new Date('2026-11-05T08:00:05Z'));
    clock.ms += 1000;
    await tokens.find(text);
    expect(await used()).toEqual(new Date('2026-11-05T08:01:05Z'));
  });
});
