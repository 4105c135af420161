import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { folderRecords } from '../records.ts';
import { type Identity, parseRules, type RoleMap, toPrincipal } from '../role-map.ts';
import { createSealer } from './sealer.ts';
import type { NewSession } from './session.ts';
import { createSessions } from './sessions.ts';

const root = mkdtempSync(join(tmpdir(), 'flightdeck-sessions-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const ROLES: RoleMap = { rules: parseRules('leads:viewer@org:acme'), admins: ['group:ops'] };
const BEGUN: NewSession = {
  identity: { issuer: 'https://id.example.com', subject: '17', name: 'Ada', email: null, groups: ['leads', 'others'] },
  client: '10.0.0.9',
  agent: 'Firefox',
  sid: 'sid-1',
  idToken: 'a.b.c',
};
let folders = 0;
const by = (roles: RoleMap, issuer = 'https://id.example.com') => ({
  issuer,
  roles,
  principalOf: async (identity: Identity) => toPrincipal(identity, roles),
});

/** Sessions of an empty folder and a clock that the test moves. */
function start(roles = ROLES) {
  folders += 1;
  const folder = join(root, String(folders));
  const clock = { ms: Date.parse('2026-11-05T08:00:00Z') };
  const now = () => new Date(clock.ms);
  const pass = (hours: number) => (clock.ms += hours * 3_600_000);
  return { folder, pass, now, sessions: createSessions({ records: folderRecords(folder), now, ...by(roles) }) };
}

describe('a session', () => {
  it('is found by its secret, of which only a hash is on the disk, readable by the owner alone', async () => {
    const { folder, sessions } = start();
    const secret = await sessions.begin(BEGUN);
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect((await sessions.find(secret))?.who).toEqual({
      kind: 'person',
      id: '["https://id.example.com","17"]',
      name: 'Ada',
      grants: [{ role: 'viewer', of: { of: 'org:acme', part: null } }],
      account: null,
    });
    const [name = '', ...more] = readdirSync(folder);
    expect(more).toEqual([]);
    const text = readFileSync(join(folder, name), 'utf8');
    expect(text).not.toContain(secret);
    expect([folder, join(folder, name)].map((path) => statSync(path).mode & 0o777)).toEqual([0o700, 0o600]);
  });

  it('has the account that GitHub said, and is none where that is not one', async () => {
    const account = { host: 'api.github.com', id: '4242' };
    const { folder, sessions } = start();
    const secret = await sessions.begin({ ...BEGUN, identity: { ...BEGUN.identity, account } });
    expect((await sessions.find(secret))?.who.account).toEqual(account);
    const [name = ''] = readdirSync(folder);
    writeFileSync(join(folder, name), readFileSync(join(folder, name), 'utf8').replace('"4242"', '4242'));
    expect(await sessions.find(secret)).toBeNull();
  });

  it('survives a restart, and no other text opens it, its hash neither', async () => {
    const { folder, now, sessions } = start();
    const secret = await sessions.begin(BEGUN);
    const again = createSessions({ records: folderRecords(folder), now, ...by(ROLES) });
    const key = (await again.find(secret))?.key ?? '';
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    for (const guess of [key, '', `${secret}x`, `../${key}`, secret.slice(0, 42), 'A'.repeat(43)])
      expect(await again.find(guess), guess).toBeNull();
  });

  it('ends after 8 hours without use', async () => {
    const { sessions, pass } = start();
    const [used, idle] = [await sessions.begin(BEGUN), await sessions.begin(BEGUN)];
    pass(7.9);
    expect(await sessions.find(used)).not.toBeNull();
    pass(0.2);
    expect([await sessions.find(used), await sessions.find(idle)]).toEqual([expect.anything(), null]);
  });

  it('ends after 24 hours of use', async () => {
    const { folder, sessions, pass } = start();
    const secret = await sessions.begin(BEGUN);
    for (let hours = 0; hours < 23; hours++) {
      pass(1);
      expect(await sessions.find(secret)).not.toBeNull();
    }
    pass(1);
    expect(await sessions.find(secret)).toBeNull();
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    { ...ROLES, admins: ['group:ops', '17'] },
    { ...ROLES, rules: parseRules('leads:viewer@org:acme,others:analyst@*') },
    { ...ROLES, rules: [] },
  ])('ends when what its roles rest on changes', async (roles) => {
    const { folder, now, sessions } = start();
    const secret = await sessions.begin(BEGUN);
    expect(await createSessions({ records: folderRecords(folder), now, ...by(roles) }).find(secret)).toBeNull();
  });

  it('ends when another signs people in, whose groups of that name are others', async () => {
    const { folder, now, sessions } = start();
    const [one, two] = [await sessions.begin(BEGUN), await sessions.begin(BEGUN)];
    expect(
      await createSessions({ records: folderRecords(folder), now, ...by(ROLES, 'https://other.example.com') }).find(
        one,
      ),
    ).toBeNull();
    expect((await createSessions({ records: folderRecords(folder), now, ...by(ROLES) }).find(two))?.who.name).toBe(
      'Ada',
    );
  });

  it('that was ended is not brought back by one more use', async () => {
    const { sessions, pass } = start();
    const secret = await sessions.begin(BEGUN);
    const key = (await sessions.find(secret))?.key ?? '';
    pass(1);
    const [, found] = await Promise.all([sessions.end(key), sessions.find(secret)]);
    expect([found === null || found.key === key, await sessions.find(secret)]).toEqual([true, null]);
    expect(await sessions.end(key)).toBe(false);
    expect(await sessions.end('../seal.key')).toBe(false);
  });

  it('is one of at most twenty a person has; those of others stay', async () => {
    const { sessions, pass } = start();
    const other = await sessions.begin({ ...BEGUN, identity: { ...BEGUN.identity, subject: '18' } });
    const first = await sessions.begin(BEGUN);
    for (let more = 0; more < 20; more++) {
      pass(0.01);
      await sessions.begin(BEGUN);
    }
    expect(await sessions.of('["https://id.example.com","17"]')).toHaveLength(20);
    expect([await sessions.find(first), (await sessions.find(other))?.who.name]).toEqual([null, 'Ada']);
  });

  it('ends when its issuer names it or its person, and no other', async () => {
    const { sessions, now } = start();
    const issuer = 'https://id.example.com';
    const [one, two] = [await sessions.begin(BEGUN), await sessions.begin({ ...BEGUN, sid: 'sid-2' })];
    const end = async (sid: string | null, subject: string | null, by = now(), of = issuer) =>
      (await sessions.endOfIssuer(of, { sid, subject, begunBy: by })).map((session) => session.sid);
    expect(await end('sid-1', null, now(), 'https://other.example.com')).toEqual([]);
    expect(await end('sid-1', '18')).toEqual([]);
    expect(await end(null, null)).toEqual([]);
    expect(await end('sid-1', null)).toEqual(['sid-1']);
    expect(await end('sid-1', null)).toEqual([]);
    expect([await sessions.find(one), (await sessions.find(two))?.sid]).toEqual([null, 'sid-2']);
    expect(await end(null, '17', new Date(now().getTime() - 1))).toEqual([]);
    expect([await end(null, '18'), await end(null, '17')]).toEqual([[], ['sid-2']]);
  });

  it('of which half a file is left is none', async () => {
    const { folder, sessions } = start();
    const secret = await sessions.begin(BEGUN);
    const [name = ''] = readdirSync(folder);
    for (const text of ['', '{"identity":', '[]', '{"identity":{"groups":["leads"]}}']) {
      writeFileSync(join(folder, name), text);
      expect(await sessions.find(secret), text).toBeNull();
    }
  });
});

describe('a sealed text', () => {
  it('is opened by servers on the same folder, and by nobody when a letter was changed', async () => {
    const folder = join(root, 'seal');
    const sealed = await createSealer(folderRecords(folder)).seal('state=1');
    expect(sealed).not.toContain('state');
    expect(await createSealer(folderRecords(folder)).open(sealed)).toBe('state=1');
    const changed = `${sealed.slice(0, -1)}${sealed.endsWith('A') ? 'Q' : 'A'}`;
    for (const other of [changed, sealed.slice(0, 30), '', 'state=1', `${sealed}AAAA`])
      expect(await createSealer(folderRecords(folder)).open(other), other).toBeNull();
    expect(await createSealer(folderRecords(join(root, 'elsewhere'))).open(sealed)).toBeNull();
    expect(statSync(join(folder, 'seal-key')).mode & 0o777).toBe(0o600);
  });
});
