import { InputError, type ReportKind } from '@flightdeck/catalog';
import { describe, expect, it } from 'vitest';
import { parseQuery } from '../request/metric-query.ts';
import { chooseScopes } from './choose-scopes.ts';

const RANGE = { from: '2026-10-01', to: '2026-10-31' };
const HOSTS = ['org:acme', 'org:lab@api.big.ghe.com', 'org:acme@api.big.ghe.com', 'enterprise:big@api.big.ghe.com'];

type Where = readonly { readonly dimension: string; readonly is?: 'in' | 'not_in'; readonly values: string[] }[];

function choose(where: Where, available: readonly string[] = HOSTS, by: readonly string[] = []) {
  const query = parseQuery({ metrics: ['accepted'], by: [...by], range: RANGE, where: [...where] });
  const { scopes, notes } = chooseScopes(query, available);
  return { scopes, notes: notes.map(({ code }) => code) };
}

function refusal(where: Where): readonly [string, string | undefined] {
  try {
    choose(where);
  } catch (error) {
    if (error instanceof InputError) return [error.code, error.hint];
    throw error;
  }
  throw new Error('it was accepted');
}

describe('the scopes of a query', () => {
  it('are those of github.com when several hosts have data and none is named, and the answer says so', () => {
    expect(choose([])).toEqual({ scopes: ['org:acme'], notes: ['host_default'] });
    expect(choose([], HOSTS, ['organization'])).toEqual({ scopes: ['org:acme'], notes: ['host_default'] });
    const query = parseQuery({ metrics: ['accepted'], range: RANGE });
    expect(chooseScopes(query, HOSTS).notes[0]?.message).toBe(
      'Answered for api.github.com only: on another host, the same id is a different person. For others filter by enterprise=@api.big.ghe.com.',
    );
  });

  it('are those of the first host by name without github.com', () => {
    expect(choose([], ['org:z@b.example', 'org:y@a.example']).scopes).toEqual(['org:y@a.example']);
  });

  it('are none, and the answer says why, before anything is loaded', () => {
    expect(choose([], [])).toEqual({ scopes: [], notes: ['no_data'] });
  });

  it('are none, and the answer says why, where all that is loaded is of the other kind', () => {
    expect(choose([], ['enterprise:big'], ['organization'])).toEqual({ scopes: [], notes: ['no_scope'] });
    expect(choose([], ['org:acme'], ['enterprise'])).toEqual({ scopes: [], notes: ['no_scope'] });
    expect(choose([], ['enterprise:big', 'org:acme'], ['organization'])).toEqual({ scopes: ['org:acme'], notes: [] });
    const query = parseQuery({ metrics: ['accepted'], by: ['organization'], range: RANGE, where: [] });
    expect(chooseScopes(query, ['enterprise:big']).notes[0]?.message).toBe(
      "No organization has data here: an enterprise's reports count for the enterprise. Ask by enterprise, or sync or import the reports of its organizations.",
    );
  });

  it('need no note about hosts when all lie on one', () => {
    expect(choose([], ['org:a@api.big.ghe.com', 'org:b@api.big.ghe.com'])).toEqual({
      scopes: ['org:a@api.big.ghe.com', 'org:b@api.big.ghe.com'],
      notes: [],
    });
  });

  it('are named with their host, as people write it in a browser or as the API has it', () => {
    for (const values of [['lab@big.ghe.com'], ['LAB@api.big.ghe.com']])
      expect(choose([{ dimension: 'organization', values }]).scopes).toEqual(['org:lab@api.big.ghe.com']);
    expect(choose([{ dimension: 'organization', values: ['acme'] }]).scopes).toEqual(['org:acme']);
    expect(choose([{ dimension: 'organization', values: ['acme@github.com'] }]).scopes).toEqual(['org:acme']);
  });

  it('are all of a host when only the host is named', () => {
    const big = ['org:acme@api.big.ghe.com', 'org:lab@api.big.ghe.com'];
    expect(choose([{ dimension: 'organization', values: ['@big.ghe.com'] }])).toEqual({ scopes: big, notes: [] });
    expect(choose([{ dimension: 'enterprise', values: ['@api.big.ghe.com'] }]).scopes).toEqual([
      'enterprise:big@api.big.ghe.com',
    ]);
    expect(choose([{ dimension: 'organization', is: 'not_in', values: ['@github.com'] }]).scopes).toEqual(big);
  });

  it('are never of several hosts', () => {
    expect(refusal([{ dimension: 'organization', values: ['acme', 'lab@big.ghe.com'] }])).toEqual([
      'mixed_hosts',
      'On another host, the same id is a different person. Ask once per host: organization=@api.big.ghe.com, then organization=@api.github.com.',
    ]);
  });

  it('name the one meant when the host is left out', () => {
    expect(refusal([{ dimension: 'organization', values: ['lab'] }])).toEqual([
      'unknown_scope',
      'Did you mean "lab@api.big.ghe.com"?',
    ]);
    const query = parseQuery({
      metrics: ['accepted'],
      range: RANGE,
      where: [{ dimension: 'organization', values: ['lab'] }],
    });
    expect(() => chooseScopes(query, ['org:lag', 'org:lab@api.big.ghe.com'])).toThrowError(
      expect.objectContaining({ hint: 'Did you mean "lab@api.big.ghe.com"?' }),
    );
  });

  it('are the organizations when only they have what is asked, and the answer says so', () => {
    const all = ['enterprise:big', 'org:acme', 'org:lab'];
    const chosen = (reports: Readonly<Record<string, readonly ReportKind[]>>, ...wanted: readonly ReportKind[]) => {
      const query = parseQuery({ metrics: ['accepted'], range: RANGE });
      const has = (scope: string, report: ReportKind): boolean => reports[scope]?.includes(report) ?? false;
      const { scopes, notes } = chooseScopes(query, all, { reports: wanted, has });
      return [...scopes, ...notes.map(({ message }) => message)];
    };
    const seatsOnly = {
      'enterprise:big': ['seats'],
      'org:acme': ['users-1-day'],
      'org:lab': ['legacy-metrics'],
    } as const;
    const note =
      'Answered for the organizations, because they have data the enterprise lacks; filter by enterprise for its own figures.';
    expect(chosen(seatsOnly, 'users-1-day')).toEqual(['org:acme', 'org:lab', note]);
    expect(chosen(seatsOnly, 'legacy-metrics')).toEqual(['org:acme', 'org:lab', note]);
    expect(chosen(seatsOnly, 'seats')[0]).toBe('enterprise:big');
    expect(chosen(seatsOnly, 'repos-1-day')[0]).toBe('enterprise:big');
    const bothMovedIn = {
      'enterprise:big': ['legacy-metrics'],
      'org:acme': ['legacy-metrics', 'users-1-day'],
    } as const;
    expect(chosen(bothMovedIn, 'legacy-metrics')).toEqual(['org:acme', 'org:lab', note]);
    expect(chosen({ ...bothMovedIn, 'org:acme': ['legacy-metrics'] }, 'legacy-metrics')[0]).toBe('enterprise:big');
    expect(chosen({ 'enterprise:big': ['users-1-day'], 'org:acme': ['users-1-day'] }, 'users-1-day')[0]).toBe(
      'enterprise:big',
    );
  });
});
