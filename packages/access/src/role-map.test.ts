import { describe, expect, it } from 'vitest';
import { formatGrantScope } from './grant.ts';
import { type Identity, parseAdmins, parseRules, toPrincipal } from './role-map.ts';

const rulesOf = (text: string) =>
  parseRules(text).map(({ group, grant }) => `${group} is ${grant.role} of ${formatGrantScope(grant.of)}`);

describe('rules of roles', () => {
  it.each([
    ['leads:viewer@org:acme', 'leads is viewer of org:acme'],
    ['leads:viewer@org:acme@big.ghe.com/team=web', 'leads is viewer of org:acme@api.big.ghe.com/team=web'],
    ['4c2b-90:analyst@*', '4c2b-90 is analyst of *'],
    ['cn=ops:eu:admin', 'cn=ops:eu is admin of *'],
    ['team@corp:auditor@enterprise:big', 'team@corp is auditor of enterprise:big'],
    ['*:self', '* is self of *'],
    ['leads:viewer@org:admin', 'leads is viewer of org:admin'],
    ['leads:analyst@enterprise:auditor/team=self', 'leads is analyst of enterprise:auditor/team=self'],
    ['urn:admin:leads:viewer@*', 'urn:admin:leads is viewer of *'],
  ])('%s is read', (text, rule) => {
    expect(rulesOf(text)).toEqual([rule]);
  });

  it('are separated by commas, and none is nobody', () => {
    expect(rulesOf(' a:admin , b:viewer@*,, ')).toEqual(['a is admin of *', 'b is viewer of *']);
    expect(rulesOf('')).toEqual([]);
    expect(parseAdmins(' ada@example.com, group:ops ,')).toEqual(['ada@example.com', 'group:ops']);
  });

  it.each([
    'leads',
    'leads:',
    ':viewer@*',
    'leads:owner@*',
    'leads:viewer',
    'leads:viewer@',
    'leads:viewer@acme',
    'leads:Viewer@*',
  ])('%s is refused', (text) => {
    expect(() => parseRules(text)).toThrow(expect.objectContaining({ code: 'bad_role_map' }));
  });
});

describe('somebody who signed in', () => {
  const ada: Identity = { issuer: 'proxy', subject: 'ada', name: 'Ada', email: 'Ada@Example.com', groups: ['leads'] };
  const rolesOf = (who: Partial<Identity>, rules: string, admins = '') =>
    toPrincipal({ ...ada, ...who }, { rules: parseRules(rules), admins: parseAdmins(admins) }).grants.map(
      ({ role }) => role,
    );

  it('has the roles of their groups, of everybody, and no other', () => {
    expect(rolesOf({}, 'leads:viewer@*,others:analyst@*,*:self')).toEqual(['viewer', 'self']);
    expect(rolesOf({ groups: [] }, 'leads:viewer@*')).toEqual([]);
    expect(rolesOf({ groups: ['Leads', 'leads ', '*'] }, 'leads:viewer@*')).toEqual([]);
    expect(rolesOf({ groups: Array.from({ length: 10_000 }, (_, index) => `g${index}`) }, 'g9999:viewer@*')).toEqual([
      'viewer',
    ]);
  });

  it('is an administrator by subject, verified e-mail or group', () => {
    expect(rolesOf({}, '', 'ada')).toEqual(['admin']);
    expect(rolesOf({}, '', 'ada@example.com')).toEqual(['admin']);
    expect(rolesOf({ email: null }, '', 'ada@example.com')).toEqual([]);
    // The Kelvin sign becomes a k in lower case.
    expect(rolesOf({ email: '\u212Aay@example.com' }, '', 'kay@example.com')).toEqual([]);
    expect(rolesOf({ email: 'KAY@example.com' }, '', 'kay@example.com')).toEqual(['admin']);
    expect(rolesOf({}, '', 'group:leads')).toEqual(['admin']);
    expect(rolesOf({ subject: 'group:leads', groups: [] }, '', 'group:leads')).toEqual([]);
    expect(rolesOf({ name: 'ada', subject: 'eve', email: null }, '', 'ada')).toEqual([]);
  });

  it('is the same one by issuer and subject alone', () => {
    const idOf = (who: Partial<Identity>) => toPrincipal({ ...ada, ...who }, { rules: [], admins: [] }).id;
    expect(idOf({ name: 'Ada L.', email: null, groups: [] })).toBe(idOf({}));
    expect(idOf({ issuer: 'https://other.example' })).not.toBe(idOf({}));
    expect(idOf({ issuer: 'a b', subject: 'c' })).not.toBe(idOf({ issuer: 'a', subject: 'b c' }));
  });
});
