import { InputError } from '@flightdeck/catalog';
import { parseQuery } from '@flightdeck/query';
import { describe, expect, it } from 'vitest';
import { authorize, isAllowed, rightOf, sightOf } from './authorize.ts';
import { formatGrantScope, type Grant, parseGrantScope } from './grant.ts';
import { GUEST, LOCAL, type Principal } from './principal.ts';
import { RIGHTS, type Right, type Role } from './roles.ts';

const person = (...grants: readonly (readonly [Role, string])[]): Principal => ({
  kind: 'person',
  id: 'https://issuer.example 1',
  name: 'Ada',
  grants: grants.map(([role, of]): Grant => ({ role, of: parseGrantScope(of) })),
  account: null,
});

function refusal(work: () => unknown): readonly [code: string, message: string, hint: string | undefined] | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof InputError) return [error.code, error.message, error.hint];
    throw error;
  }
}

describe('what a grant is of', () => {
  it.each([
    ['*', '*'],
    ['host:BIG.ghe.com', 'host:api.big.ghe.com'],
    ['org:Acme', 'org:acme'],
    ['organization:acme@github.com', 'org:acme'],
    ['enterprise:big@big.ghe.com', 'enterprise:big@api.big.ghe.com'],
    ['org:acme/team=payments', 'org:acme/team=payments'],
    ['enterprise:big/cost_center=Platform, EU', 'enterprise:big/cost_center=Platform, EU'],
  ])('%s is read', (text, canonical) => {
    expect(formatGrantScope(parseGrantScope(text))).toBe(canonical);
  });

  it.each([
    '',
    'acme',
    'org:',
    'org:*',
    'org:acme/',
    'org:acme/team=',
    'org:acme/language=go',
    'host:',
    'host:a/b',
    '**',
  ])('%j is refused', (text) => {
    expect(refusal(() => parseGrantScope(text))?.[0]).toBe('bad_grant');
  });
});

describe('what is seen under a right', () => {
  it('is what grants with it are of, each once, and everything where one is', () => {
    const lead = person(
      ['viewer', 'org:labs'],
      ['viewer', 'org:acme/team=web'],
      ['viewer', 'org:labs'],
      ['analyst', 'org:acme'],
    );
    expect(sightOf(lead, 'read_aggregates')).toEqual([
      { of: 'org:acme', part: null },
      { of: 'org:acme', part: { dimension: 'team', name: 'web' } },
      { of: 'org:labs', part: null },
    ]);
    expect(sightOf(lead, 'read_people')).toEqual([{ of: 'org:acme', part: null }]);
    expect(sightOf(lead, 'administer')).toEqual([]);
    expect(sightOf(person(['viewer', 'org:a'], ['auditor', '*']), 'read_aggregates')).toBe('everything');
  });

  it('is nothing for who was granted nothing, and everything for the local user', () => {
    for (const right of Object.keys(RIGHTS) as Right[]) {
      const isOfOneself = ['know_oneself', 'see_sessions', 'end_sessions', 'become_administrator'].includes(right);
      expect(sightOf(person(), right)).toEqual(isOfOneself ? 'everything' : []);
      expect(sightOf(LOCAL, right)).toEqual(right === 'read_own' ? [] : 'everything');
      expect(sightOf(GUEST, right)).toEqual(
        RIGHTS[right].changes || right === 'read_own' || ['read_audit'].includes(right) ? [] : 'everything',
      );
    }
  });

  it("is of oneself one's own rows, by the account and within what was granted", () => {
    const account = { host: 'api.github.com', id: '4242' };
    const part = { dimension: 'user', name: '#4242' };
    const seen = (role: Role, of: string, right: Right) => sightOf({ ...person([role, of]), account }, right);
    expect(seen('self', '*', 'read_own')).toEqual([{ of: '@api.github.com', part }]);
    expect(seen('self', '*', 'read_status')).toEqual([{ of: '@api.github.com', part }]);
    expect(seen('self', 'host:github.com', 'read_own')).toEqual([{ of: '@api.github.com', part }]);
    expect(seen('self', 'host:big.ghe.com', 'read_own')).toEqual([]);
    expect(seen('self', 'org:acme@big.ghe.com', 'read_own')).toEqual([]);
    expect(seen('viewer', 'org:acme/team=web', 'read_own')).toEqual([{ of: 'org:acme', part }]);
    expect(seen('viewer', '*', 'read_status')).toBe('everything');
    for (const right of ['read_aggregates', 'read_people', 'read_ledger'] as const)
      expect(seen('self', '*', right)).toEqual([]);
    expect(sightOf(person(['self', '*']), 'read_own')).toEqual([]);
    // Whoever has no account yet is let in, as the page says how to get one.
    expect(isAllowed(person(['self', '*']), 'read_own')).toBe(true);
    expect(isAllowed(person(['admin', '*']), 'read_own')).toBe(false);
    expect(isAllowed({ ...person(['self', '*']), account }, 'read_own', 'whole_scopes')).toBe(false);
  });

  it('must reach as far as an answer does', () => {
    const lead = person(['analyst', 'org:acme/team=web']);
    const manager = person(['analyst', 'org:acme']);
    const spans = ['nothing', 'narrowed', 'whole_scopes', 'everything'] as const;
    expect(spans.map((span) => isAllowed(lead, 'read_people', span))).toEqual([true, true, false, false]);
    expect(spans.map((span) => isAllowed(manager, 'read_people', span))).toEqual([true, true, true, false]);
    expect(spans.map((span) => isAllowed(LOCAL, 'read_people', span))).toEqual([true, true, true, true]);
    expect(spans.map((span) => isAllowed(person(), 'read_people', span))).toEqual([false, false, false, false]);
  });
});

describe('a refusal', () => {
  it('says whom to ask', () => {
    expect(refusal(() => authorize(person(), 'know'))).toEqual([
      'no_grant',
      'Ada may see nothing here yet.',
      'Ask an administrator of this Flightdeck for a role.',
    ]);
    expect(refusal(() => authorize(person(['admin', '*']), 'read_aggregates'))).toEqual([
      'not_allowed',
      'You may not see figures of scopes and teams, without names.',
      'Ask an administrator of this Flightdeck for one of the roles viewer, analyst, auditor.',
    ]);
    expect(refusal(() => authorize(person(['analyst', 'org:a']), 'read_ledger', 'everything'))?.[2]).toBe(
      'Ask an administrator of this Flightdeck for one of the roles analyst, auditor, admin for everything.',
    );
    expect(refusal(() => authorize(GUEST, 'run_sync'))?.[1]).toContain('This demo is open to everybody');
    expect(refusal(() => authorize(LOCAL, 'administer', 'everything'))).toBeNull();
  });
});

describe('the right a question needs', () => {
  const question = (more: object) =>
    rightOf(parseQuery({ metrics: ['accepted'], range: { from: '2026-10-01', to: '2026-10-02' }, ...more }));

  it('is that to read people as soon as one can be named', () => {
    expect(question({ by: ['team', 'language'] })).toBe('read_aggregates');
    expect(question({ by: ['user'] })).toBe('read_people');
    expect(question({ by: ['billed_user'] })).toBe('read_people');
    expect(question({ where: [{ dimension: 'user', values: ['ada'] }] })).toBe('read_people');
  });
});
