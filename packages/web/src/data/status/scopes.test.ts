import { describe, expect, it } from 'vitest';
import { scopeChoices, scopesOf, scopeWhere } from './scopes.ts';

const scope = (key: string, label: string, host = 'api.github.com') => ({
  scope: key,
  label,
  kind: key.startsWith('org') ? ('org' as const) : ('enterprise' as const),
  host,
});
const BIG = 'api.big.ghe.com';
const one = { scopes: [scope('org:acme', 'acme'), scope('org:lab', 'lab')] };
const two = {
  scopes: [scope(`enterprise:big@${BIG}`, `big@${BIG}`, BIG), scope(`org:x@${BIG}`, `x@${BIG}`, BIG), ...one.scopes],
};

describe('the scopes of a view', () => {
  it('are all, or one, on a single host', () => {
    expect(scopeWhere(one, null)).toEqual([]);
    expect(scopeWhere(one, 'org:lab')).toEqual([{ dimension: 'organization', is: 'in', values: ['lab'] }]);
    expect(scopeChoices(one)).toEqual([
      { value: '', label: 'All organizations', aside: 'each person once' },
      { value: 'org:acme', label: 'acme', aside: 'organization' },
      { value: 'org:lab', label: 'lab', aside: 'organization' },
    ]);
  });

  it('are chosen host by host where there are several, github.com first', () => {
    expect(scopeChoices(two).map(({ value, label }) => [value, label])).toEqual([
      ['', 'All of github.com'],
      ['org:acme', 'acme'],
      ['org:lab', 'lab'],
      [`@${BIG}`, 'All of big.ghe.com'],
      [`enterprise:big@${BIG}`, 'big@big.ghe.com'],
      [`org:x@${BIG}`, 'x@big.ghe.com'],
    ]);
    expect(
      scopeChoices(two, true)
        .filter(({ label }) => label.startsWith('All'))
        .map(({ value, label }) => [value, label]),
    ).toEqual([
      ['', 'All hosts'],
      ['@api.github.com', 'All of github.com'],
      [`@${BIG}`, 'All of big.ghe.com'],
    ]);
    expect(scopeWhere(two, null)).toEqual([]);
    expect(scopeWhere(two, `@${BIG}`)).toEqual([{ dimension: 'enterprise', is: 'in', values: [`@${BIG}`] }]);
    expect(scopeWhere(two, `org:x@${BIG}`)).toEqual([{ dimension: 'organization', is: 'in', values: [`x@${BIG}`] }]);
    expect(scopesOf(two, null).map(({ label }) => label)).toEqual(['acme', 'lab']);
  });

  it('offer no "all" for a single scope, and take an unknown choice as none', () => {
    expect(scopeChoices({ scopes: [scope('org:acme', 'acme')] })).toHaveLength(1);
    expect(scopeWhere(one, 'org:gone')).toEqual([]);
  });

  it('are the organizations where only these have rows of people', () => {
    const span = (of: string, report: 'users-1-day' | 'seats') => ({
      ...{
        scope: of,
        report,
        from: '2026-01-01',
        to: '2026-01-02',
        state: 'present' as const,
        code: null,
        message: null,
      },
    });
    const scopes = [scope('enterprise:big', 'big'), scope('org:acme', 'acme'), scope('org:lab', 'lab')];
    const moved = { scopes, spans: [span('enterprise:big', 'seats'), span('org:acme', 'users-1-day')] };
    expect(scopeChoices(moved)[0]).toEqual({ value: '', label: 'All organizations', aside: 'each person once' });
    for (const chosen of ['@api.github.com', null])
      expect(scopeWhere(moved, chosen)).toEqual([{ dimension: 'organization', is: 'in', values: ['@api.github.com'] }]);
    expect(scopeWhere(moved, 'enterprise:big')).toEqual([{ dimension: 'enterprise', is: 'in', values: ['big'] }]);
    const synced = { scopes, spans: [...moved.spans, span('enterprise:big', 'users-1-day')] };
    expect(scopeChoices(synced)[0]?.label).toBe('All of the enterprise');
    expect(scopeWhere(synced, null)).toEqual([]);
  });
});
