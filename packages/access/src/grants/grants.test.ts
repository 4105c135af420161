import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { formatGrant, parseGrant } from '../grant.ts';
import type { Principal } from '../principal.ts';
import { folderRecords } from '../records.ts';
import { type Identity, parseRules, type RoleMap } from '../role-map.ts';
import { createFirstAdministrator } from './first-administrator.ts';
import type { Holder } from './kept-grant.ts';
import { createKeptGrants } from './kept-grants.ts';
import { createPeople } from './people.ts';

const root = mkdtempSync(join(tmpdir(), 'flightdeck-grants-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const ADA: Identity = {
  issuer: 'https://id.example.com',
  subject: '17',
  name: 'Ada',
  email: null,
  groups: ['leads', 'all'],
};
const ADA_ID = '["https://id.example.com","17"]';
let folders = 0;

function start(roles: RoleMap = { rules: [], admins: [] }) {
  folders += 1;
  const folder = join(root, String(folders));
  const clock = { ms: Date.parse('2026-11-05T08:00:00Z') };
  const now = () => new Date(clock.ms);
  const open = (issuer: string | null = ADA.issuer) => {
    const grants = createKeptGrants(folderRecords(join(folder, 'grants')), now, issuer);
    const people = createPeople({
      records: folderRecords(join(folder, 'people')),
      now,
      issuer,
      roles,
      mostDays: 366,
      grants,
    });
    return {
      grants,
      people,
      first: createFirstAdministrator({ records: folderRecords(folder), now, issuer, roles, grants }),
    };
  };
  const opened = open();
  const of = async (identity: Identity) => (await opened.people.principalOf(identity)).grants.map(formatGrant);
  return { folder, clock, now, open, of, ...opened };
}

const group = (name: string): Holder => ({ kind: 'group', name });
const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: { readonly code?: string }) => error.code ?? 'bug',
  );

describe('a grant given in the page', () => {
  it('counts at once for whoever holds it, beside those of ROLE_MAP, and no longer when it is taken back', async () => {
    const { grants, of, clock } = start({ rules: parseRules('all:viewer@org:acme'), admins: [] });
    expect(await of(ADA)).toEqual(['viewer@org:acme']);
    const given = await grants.give(group('leads'), parseGrant('analyst@org:acme/team=web'), 'Root');
    clock.ms += 1;
    const own = await grants.give({ kind: 'person', id: ADA_ID, name: 'Ada' }, parseGrant('auditor@*'), 'Root');
    expect(await of(ADA)).toEqual(['viewer@org:acme', 'analyst@org:acme/team=web', 'auditor@*']);
    expect(await of({ ...ADA, subject: '18' })).toEqual(['viewer@org:acme', 'analyst@org:acme/team=web']);
    expect(await of({ ...ADA, issuer: 'https://other.example.com', groups: ['Leads'] })).toEqual([]);
    expect([await grants.revoke(given.id), await grants.revoke(given.id)]).toEqual([true, false]);
    expect(await of(ADA)).toEqual(['viewer@org:acme', 'auditor@*']);
    expect(await grants.revoke(own.id)).toBe(true);
    expect(await of(ADA)).toEqual(['viewer@org:acme']);
  });

  it('is seen by every server on the folder, at once and after a while', async () => {
    const { grants, open } = start();
    const other = open();
    expect(await other.grants.all()).toEqual([]);
    const given = await grants.give(group('leads'), parseGrant('viewer@*'), 'Root');
    expect(await other.grants.all()).toEqual([given]);
    expect((await other.people.principalOf(ADA)).grants).toEqual([parseGrant('viewer@*')]);
    await other.grants.revoke(given.id);
    expect(await grants.all()).toEqual([]);
  });

  it('of a team of GitHub counts where GitHub said who is in it, however it is spelled', async () => {
    const { of, open } = start();
    const { grants } = open('https://github.com');
    await grants.give({ kind: 'team', name: 'Acme/Web' }, parseGrant('viewer@org:acme/team=web'), 'Root');
    const account = { host: 'api.github.com', id: '17' };
    expect(await of({ ...ADA, issuer: 'https://github.com', account, groups: ['acme/web'] })).toEqual([
      'viewer@org:acme/team=web',
    ]);
    expect(await of({ ...ADA, groups: ['acme/web'] })).toEqual([]);
  });

  it('to a group is of those whom the one signs in who did when it was given', async () => {
    const { folder, of, grants, open } = start();
    const other = { ...ADA, issuer: 'https://other.example.com' };
    const { id } = await grants.give(group('leads'), parseGrant('analyst@*'), 'Root');
    expect([await of(ADA), await of(other)]).toEqual([['analyst@*'], []]);
    const there = open(other.issuer);
    await there.grants.give({ kind: 'team', name: 'acme/web' }, parseGrant('auditor@*'), 'Root');
    const account = { host: 'api.github.com', id: '17' };
    const ofTeam = { ...ADA, account, groups: ['acme/web'] };
    expect([await of(ofTeam), await of({ ...ofTeam, issuer: other.issuer })]).toEqual([[], ['auditor@*']]);
    // Given again there it is another grant.
    expect((await there.grants.give(group('leads'), parseGrant('analyst@*'), 'Root')).id).not.toBe(id);
    // Of a version that did not keep it, and given while nobody signed in: of whoever signs people in.
    writeFileSync(
      join(folder, 'grants', '0'.repeat(16)),
      '{"to":{"kind":"group","name":"all"},"grant":"viewer@org:acme","by":"x","at":"2026-11-05T08:00:00.000Z"}',
    );
    await open(null).grants.give(group('all'), parseGrant('viewer@org:labs'), 'local');
    const seen = open().people;
    expect([...(await seen.principalOf({ ...other, groups: ['all'] })).grants.map(formatGrant)].sort()).toEqual([
      'viewer@org:acme',
      'viewer@org:labs',
    ]);
  });

  it('is one file, for its owner only, and half a file grants nothing', async () => {
    const { folder, grants, open } = start();
    const { id } = await grants.give(group('leads'), parseGrant('admin'), 'Root');
    expect((await grants.give(group('leads'), parseGrant('admin@*'), 'Eve')).id).toBe(id);
    expect(readdirSync(join(folder, 'grants'))).toEqual([id]);
    expect(statSync(join(folder, 'grants', id)).mode & 0o777).toBe(0o600);
    writeFileSync(join(folder, 'grants', id), '{"to":{"kind":"group","name":"leads"},"grant":"admin@*","by":');
    writeFileSync(
      join(folder, 'grants', 'f'.repeat(16)),
      '{"to":{"kind":"everybody","name":"x"},"grant":"admin@*","by":"x","at":"2026-11-05"}',
    );
    expect(await open().grants.all()).toEqual([]);
  });

  it.each<Holder>([
    group(''),
    group('a\u0000b'),
    group('a'.repeat(401)),
    { kind: 'team', name: 'web' },
    { kind: 'team', name: 'acme/web/x' },
    { kind: 'person', id: ' ', name: 'Ada' },
  ])('is not given to %o', async (to) => {
    expect(await refusal(start().grants.give(to, parseGrant('viewer@*'), 'Root'))).toBe('bad_holder');
  });
});

describe('somebody who was here', () => {
  it('is known while they are away, with the groups they had and what these are granted now', async () => {
    const { people, grants, open } = start();
    expect(await people.find(ADA_ID)).toBeNull();
    await people.remember(ADA);
    await grants.give(group('leads'), parseGrant('viewer@org:acme'), 'Root');
    expect((await open().people.find(ADA_ID))?.grants.map(formatGrant)).toEqual(['viewer@org:acme']);
    await people.remember({ ...ADA, groups: ['all'] });
    expect((await open().people.find(ADA_ID))?.grants).toEqual([]);
  });

  it('is not known where another signs people in, so that tokens they made do nothing', async () => {
    const { people, open } = start({ rules: [], admins: ['17'] });
    await people.remember(ADA);
    expect((await open().people.find(ADA_ID))?.grants).toEqual([parseGrant('admin')]);
    const there = open('https://other.example.com').people;
    expect([await there.find(ADA_ID), await there.all()]).toEqual([null, []]);
    expect(await open(null).people.find(ADA_ID)).toBeNull();
    expect((await people.all()).map(({ name }) => name)).toEqual(['Ada']);
  });

  it('is listed with the hour they were last here, and forgotten after a year without', async () => {
    const { people, clock, now } = start();
    await people.remember(ADA);
    clock.ms += 59 * 60_000;
    await people.remember(ADA);
    expect((await people.all()).map(({ seenAt }) => seenAt.toISOString())).toEqual(['2026-11-05T08:00:00.000Z']);
    clock.ms += 60_000;
    await people.remember(ADA);
    await people.remember({ ...ADA, subject: '18', name: 'Bob' });
    expect((await people.all()).map(({ name, seenAt }) => [name, seenAt.toISOString()]).sort()).toEqual([
      ['Ada', now().toISOString()],
      ['Bob', now().toISOString()],
    ]);
    clock.ms += 401 * 86_400_000;
    expect(await people.all()).toEqual([]);
  });
});

describe('the link of the first administrator', () => {
  const eve: Principal = { kind: 'person', id: ADA_ID, name: 'Ada', grants: [], account: null };

  it('works once, within the hour, and only its own secret', async () => {
    const { first, clock, of } = start();
    expect(await first.isNeeded()).toBe(true);
    expect(await first.accept('', eve)).toBe(false);
    const old = await first.offer();
    const secret = await first.offer();
    expect(await first.accept(old, eve)).toBe(false);
    clock.ms += 3_600_000;
    expect(await first.accept(secret, eve)).toBe(false);
    clock.ms -= 1;
    expect(await Promise.all([first.accept(secret, eve), first.accept(secret, eve)])).toContain(true);
    expect(await first.accept(secret, eve)).toBe(false);
    expect(await of(ADA)).toEqual(['admin@*']);
    expect(await first.isNeeded()).toBe(false);
  });

  it('is one of two who come at once', async () => {
    const { first, grants } = start();
    const secret = await first.offer();
    const came = await Promise.all(['1', '2', '3'].map((id) => first.accept(secret, { ...eve, id })));
    expect(came.filter((is) => is)).toHaveLength(1);
    expect(await grants.all()).toHaveLength(1);
  });

  it('is not needed where a setting names an administrator', async () => {
    expect(await start({ rules: [], admins: ['ada'] }).first.isNeeded()).toBe(false);
    const { first } = start({ rules: parseRules('ops:admin'), admins: [] });
    expect([await first.isNeeded(), await first.accept(await first.offer(), eve)]).toEqual([false, false]);
    expect(await start({ rules: parseRules('leads:viewer@*'), admins: [] }).first.isNeeded()).toBe(true);
  });

  it('is needed where administrators are of a part only, who cannot administer', async () => {
    const { first, grants, of, open } = start({ rules: parseRules('ops:admin@org:acme'), admins: [] });
    await grants.give(group('all'), parseGrant('admin@enterprise:big'), 'Root');
    expect(await first.isNeeded()).toBe(true);
    expect(await first.accept(await first.offer(), eve)).toBe(true);
    expect([...(await of(ADA))].sort()).toEqual(['admin@*', 'admin@enterprise:big']);
    expect(await first.isNeeded()).toBe(false);
    // Those whom another signed in do not come in any more.
    expect(await open('https://other.example.com').first.isNeeded()).toBe(true);
  });
});
