import { describe, expect, it } from 'vitest';
import { parseGrant } from '../grant.ts';
import type { Identity } from '../role-map.ts';
import type { Holder } from './kept-grant.ts';
import { lapseOf, lapseOfRule, type Present } from './lapse.ts';

const ISSUER = 'https://id.example.com';
const ADA: Identity = { issuer: ISSUER, subject: '17', name: 'Ada', email: null, groups: ['leads'] };
const present: Present = { issuer: ISSUER, identities: [ADA], scopes: ['org:acme', 'enterprise:big@api.big.ghe.com'] };
const group = (name: string): Holder => ({ kind: 'group', name });
const person = (subject: string, issuer = ISSUER): Holder => ({
  kind: 'person',
  id: JSON.stringify([issuer, subject]),
  name: subject,
});
const lapse = (to: Holder, grant: string, issuer: string | null = ISSUER, now = present) =>
  lapseOf({ id: 'x', to, issuer, grant: parseGrant(grant), by: 'Root', at: new Date(0) }, now);

describe('a grant', () => {
  it('counts for a group that somebody is in, for a person who was here, and for everything there is', () => {
    const scopes = ['*', 'org:acme', 'org:ACME', 'org:acme/team=web', 'host:github.com', 'enterprise:big@big.ghe.com'];
    for (const scope of scopes) expect(lapse(group('leads'), `viewer@${scope}`), scope).toBeNull();
    expect([lapse(person('17'), 'admin'), lapse(group('leads'), 'viewer@*', null)]).toEqual([null, null]);
  });

  it('does nothing for a group nobody is in, a person who is gone, another issuer, or a scope that is gone', () => {
    expect(lapse(group('Leads'), 'viewer@*')).toBe('group_unseen');
    expect(lapse({ kind: 'team', name: 'acme/web' }, 'viewer@*')).toBe('group_unseen');
    expect(lapse(person('18'), 'viewer@*')).toBe('person_gone');
    expect(lapse(person('17', 'proxy'), 'viewer@*')).toBe('other_issuer');
    expect(lapse(group('leads'), 'viewer@*', 'proxy')).toBe('other_issuer');
    for (const scope of ['org:gone', 'org:gone/team=web', 'org:big@big.ghe.com', 'host:far.ghe.com', 'enterprise:big'])
      expect(lapse(group('leads'), `viewer@${scope}`), scope).toBe('scope_gone');
  });

  it('is not judged by people where nobody signs in, nor by scopes before there is one', () => {
    expect(lapse(group('x'), 'viewer@*', null, { ...present, issuer: null })).toBeNull();
    expect(lapse(group('leads'), 'viewer@org:new', ISSUER, { ...present, scopes: [] })).toBeNull();
  });

  it('of ROLE_MAP counts for everybody with *, else for a group that somebody is in', () => {
    const rule = (name: string, grant: string) => lapseOfRule({ group: name, grant: parseGrant(grant) }, present);
    expect([rule('*', 'viewer@*'), rule('leads', 'viewer@org:acme')]).toEqual([null, null]);
    expect([rule('others', 'viewer@*'), rule('*', 'viewer@org:gone')]).toEqual(['group_unseen', 'scope_gone']);
  });
});
