import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Principal } from '@flightdeck/access';
import { LOCAL } from '@flightdeck/app';
import { describe, expect, it } from 'vitest';
import { personWith } from '../world.ts';
import { HOST, RANGE, self, USAGE, useCompany } from './company.ts';

const { installed, get, post, own, hand } = useCompany();

describe('who looked', () => {
  const analyst = personWith('analyst', 'org:acme');
  const looks = async (id: number) => (await get(self(id), USAGE)).body.looks;

  it('is everybody whose answers named one, with how many others', async () => {
    const question = { metrics: ['accepted'], range: RANGE };
    const one = [{ dimension: 'user', values: ['cyd'] }];
    expect((await post(analyst, '/api/v1/query', { ...question, where: one })).status).toBe(200);
    expect((await post(analyst, '/api/v1/query/csv', { ...question, by: ['user'] })).status).toBe(200);
    expect(await looks(3)).toEqual([
      {
        at: expect.any(String),
        who: { kind: 'person', name: 'Ada', roles: ['analyst'], maker: null },
        routes: ['POST /api/v1/query', 'POST /api/v1/query/csv'],
        times: 2,
        isAlone: false,
        isSure: true,
      },
    ]);
    expect((await looks(4))[0]).toMatchObject({ times: 1, isAlone: false });
    expect(await looks(9)).toEqual([]);
    await own(self(3), { metrics: ['accepted'], by: ['user'] });
    expect((await looks(3))[0].times).toBe(2);
  });

  it('says so where so many were named that the log has only their organization', async () => {
    const { app } = installed();
    const named = [{ host: HOST, ids: null, scopes: ['org:acme'] }];
    const event = {
      kind: 'named',
      route: 'POST /api/v1/query/csv',
      asked: null,
      people: 900,
      client: '10.0.0.9',
      requestId: 'r',
    } as const;
    await app.audit.record({ ...analyst, id: 'exporter', name: 'Ellis' }, { ...event, named });
    expect(await looks(7)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ who: expect.objectContaining({ name: 'Ellis', roles: ['analyst'] }), isSure: false }),
      ]),
    );
    expect(await looks(9)).toEqual([]);
  });
});

describe('who looked, once more', () => {
  const analyst = personWith('analyst', 'org:acme');
  const of = async (id: number) => (await get(self(id), USAGE)).body.looks;
  const ask = (who: Principal) =>
    post(who, '/api/v1/query', {
      ...{ metrics: ['accepted'], range: RANGE },
      where: [{ dimension: 'user', values: ['hal'] }],
    });

  it('says of a token that it is one and whose, so that its name is nobody else, and nothing of other organizations', async () => {
    const grants = [...analyst.grants, ...personWith('analyst', 'org:secret').grants];
    const expiresAt = new Date('2026-11-06T08:00:00Z');
    const maker = { ...analyst, grants, name: 'Zoe' };
    const { token } = await installed().app.tokens.make(maker, { name: 'Boss', grants, expiresAt });
    const { text } = await installed().app.tokens.make(LOCAL, {
      name: 'found',
      grants: [{ role: 'viewer', of: 'everything' }],
      expiresAt,
    });
    expect(await installed().app.tokens.find(text)).toMatchObject({ maker: 'local', makerName: 'local' });
    const of8: Principal = { ...maker, kind: 'token', id: `token:${token.id}`, name: 'Boss', within: grants };
    const machine: Principal = { ...of8, maker: maker.id, makerName: 'Zoe' };
    expect((await ask(machine)).status).toBe(200);
    const looker = async () => (await of(8)).find(({ who }: { who: { name: string } }) => who.name === 'Boss')?.who;
    expect(await looker()).toEqual({ kind: 'token', name: 'Boss', roles: ['analyst'], maker: 'Zoe' });
    // Whoever revokes it at once is known all the same.
    await installed().app.tokens.revoke(token.id);
    expect(await looker()).toEqual({ kind: 'token', name: 'Boss', roles: ['analyst'], maker: 'Zoe' });
    expect(JSON.stringify(await of(8))).not.toContain('secret');
  });

  it('counts what was added since, and is not known while the log is not as it was written', async () => {
    const times = async () => (await of(8)).find(({ who }: { who: { name: string } }) => who.name === 'Ada')?.times;
    const before = await times();
    await ask(analyst);
    expect(await times()).toBe(before + 1);
    await ask(analyst);
    expect(await times()).toBe(before + 2);
    const file = join(installed().folder, 'audit.ndjson');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.split('\n').slice(0, 1).join('\n'));
    expect(await of(8)).toBeNull();
    writeFileSync(file, text);
    expect(await times()).toBe(before + 2);
  });
});

it('who looked leaves out oneself, also where a token of oneself asks', async () => {
  const own: Principal = { ...self(7), ...personWith('analyst', 'org:acme'), id: self(7).id };
  const where = [{ dimension: 'user', values: ['gus'] }];
  const question = { metrics: ['accepted'], by: ['user'], range: RANGE, where };
  expect((await post({ ...own, account: null }, '/api/v1/query', question)).status).toBe(200);
  const machine: Principal = { ...self(7), kind: 'token', id: 'token:x', maker: own.id, makerName: 'Gus' };
  const [mine, ofToken] = [(await get(self(7), USAGE)).body.looks, (await get(machine, USAGE)).body.looks];
  expect(ofToken).toEqual(mine);
});

describe('the table of accounts', () => {
  const person = { ...self(null), id: JSON.stringify(['https://id.example.com', 's-17']) };

  it('is handed over by an administrator, with logins turned into ids; then the person has an account', async () => {
    const admin = personWith('admin', '*');
    const csv = 'issuer,subject,login\nhttps://id.example.com,s-17,CYD\nhttps://id.example.com,s-18,nobody\n';
    const refused = await hand(admin, csv);
    expect([refused.status, refused.body.code]).toEqual([400, 'bad_accounts']);
    expect(refused.body.hint).toContain('Line 3: Nobody called "nobody" is known');
    expect((await get(person, USAGE)).body.account).toBeNull();
    // An earlier login is nobody's now.
    expect((await hand(admin, csv.replace('nobody', 'ada-old'))).body.code).toBe('bad_accounts');
    expect(await hand(admin, csv.replace('nobody', 'dee'))).toEqual({ status: 200, body: { accounts: 2, before: 0 } });
    expect((await get(admin, '/api/v1/accounts')).body.accounts[0]).toEqual({
      issuer: 'https://id.example.com',
      subject: 's-17',
      host: HOST,
      id: '3',
      login: 'CYD',
      externalId: null,
    });
    expect((await get(person, USAGE)).body.account).toEqual({ host: HOST, id: '3', login: 'cyd' });
    expect((await hand(personWith('analyst', '*'), csv)).status).toBe(403);
  });
});

describe('who is said to be another user', () => {
  const admin = { ...personWith('admin', '*'), id: JSON.stringify(['https://id.example.com', 'boss']), name: 'Boss' };
  const before = 'issuer,subject,github_id\nhttps://id.example.com,s-17,3\n';
  const statusOf = async (who: Principal, csv: string) => (await hand(who, csv)).status;

  it('is written down by person, old and new account, and found by those whose accounts they are', async () => {
    expect(await statusOf(admin, before)).toBe(200);
    expect(await statusOf(admin, before.replace('s-17,3', 's-17,6'))).toBe(200);
    expect(await statusOf(admin, before)).toBe(200);
    const lines = readFileSync(join(installed().folder, 'audit.ndjson'), 'utf8').trim().split('\n').slice(-2);
    const person = JSON.stringify(['https://id.example.com', 's-17']);
    const [three, six] = [`3@${HOST}`, `6@${HOST}`];
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      {
        kind: 'changed',
        route: 'POST /api/v1/accounts',
        asked: { accounts: 1, before: 1, changed: [{ person, from: three, to: six }] },
        people: 2,
        named: [{ host: HOST, ids: ['3', '6'], scopes: [] }],
      },
      { asked: { changed: [{ person, from: six, to: three }] } },
    ]);
    expect((await get(self(6), USAGE)).body.looks).toContainEqual(
      expect.objectContaining({
        who: expect.objectContaining({ name: 'Boss' }),
        routes: ['POST /api/v1/accounts'],
        times: 2,
      }),
    );
  });

  it('is nobody by their own hand, be it to begin, to change or to end; whoever sits at the machine may', async () => {
    const own = 'https://id.example.com,boss';
    expect(await statusOf(admin, `${before}${own},2\n`)).toBe(403);
    expect(await statusOf({ ...LOCAL }, `${before}${own},8\n`)).toBe(200);
    expect(await statusOf(admin, `${before}${own},2\n`)).toBe(403);
    expect(await statusOf(admin, before)).toBe(403);
    expect(await statusOf(admin, `issuer,subject,github_id\n${own},8\n`)).toBe(200);
    const last = readFileSync(join(installed().folder, 'audit.ndjson'), 'utf8');
    expect(last).toContain('"kind":"local"');
    expect(await statusOf({ ...LOCAL }, before)).toBe(200);
  });
});
