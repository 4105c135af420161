import { InputError } from '@flightdeck/catalog';
import { describe, expect, it } from 'vitest';
import { type MetricQueryInput, parseQuery } from '../request/metric-query.ts';
import { comparedRange, planQuery } from './plan.ts';

const RANGE = { from: '2026-10-01', to: '2026-10-28' };
const plan = (input: Partial<MetricQueryInput>, scopes = ['org:acme']) =>
  planQuery(parseQuery({ metrics: ['accepted'], range: RANGE, ...input }), scopes);

describe('planQuery', () => {
  it('reads the cheapest fact that has the dimensions asked for', () => {
    expect(plan({}).rows.map((scan) => scan.fact)).toEqual(['user_day']);
    expect(plan({ by: ['ide'] }).rows.map((scan) => scan.fact)).toEqual(['user_day_ide']);
    expect(plan({ by: ['language'] }).rows.map((scan) => scan.fact)).toEqual(['user_day_language_feature']);
    expect(
      plan({ by: ['language'], where: [{ dimension: 'model', values: ['gpt-5.4'] }] }).rows.map((scan) => scan.fact),
    ).toEqual(['user_day_language_model']);
  });

  it('reads the rows of a breakdown for its total, without grouping', () => {
    const { rows } = plan({ over: ['ide'] });
    expect(rows.map(({ fact, by }) => [fact, by])).toEqual([['user_day_ide', []]]);
    expect(() => plan({ over: ['idee'] })).toThrow('dimension "idee"');
  });

  it('says that GitHub reports no such cross instead of ignoring a filter', () => {
    const { rows, notes } = plan({ by: ['language'], where: [{ dimension: 'ide', values: ['vscode'] }] });
    expect(rows).toEqual([]);
    expect(notes).toEqual([
      {
        code: 'not_reported',
        metric: 'accepted',
        message: 'GitHub does not report "All outputs accepted" by language × editor.',
      },
    ]);
  });

  it('answers several metrics of one fact with one scan', () => {
    const { rows } = plan({ metrics: ['accepted', 'acceptance_rate', 'active_users'] });
    expect(rows.map((scan) => scan.measures.map((measure) => measure.name))).toEqual([
      ['accepted', 'generated', 'active_people'],
    ]);
  });

  it('counts a person of several organizations once, unless grouped by organization', () => {
    const both = ['org:acme', 'org:labs'];
    expect(plan({}, both).rows[0]?.once).toBe(true);
    expect(plan({ by: ['organization'] }, both).rows[0]?.once).toBe(false);
    expect(plan({ metrics: ['pull_requests_merged'] }, both).rows[0]?.once).toBe(false);
  });

  it('never mixes enterprise and organizations, and prefers the enterprise', () => {
    const scopes = ['org:acme', 'enterprise:big'];
    expect(plan({}, scopes).scopes).toEqual(['enterprise:big']);
    expect(plan({ where: [{ dimension: 'organization', values: ['ACME'] }] }, scopes).scopes).toEqual(['org:acme']);
    expect(() => plan({ by: ['organization', 'enterprise'] }, scopes)).toThrow(InputError);
  });

  it('names the nearest scope when one is misspelt', () => {
    expect(() => plan({ where: [{ dimension: 'organization', values: ['acne'] }] })).toThrow(
      expect.objectContaining({ code: 'unknown_scope', hint: 'Did you mean "acme"?' }),
    );
  });

  it('counts rows instead of distinct people where the grain makes them equal', () => {
    const aggregate = (input: Partial<MetricQueryInput>, scopes?: string[]) =>
      plan({ metrics: ['active_users'], ...input }, scopes).rows[0]?.measures[0]?.aggregate;
    expect(aggregate({ by: ['day'] })).toBe('rows');
    expect(aggregate({ by: ['day', 'team'] })).toBe('rows');
    expect(aggregate({ by: ['day'] }, ['org:acme', 'org:labs'])).toBe('rows');
    expect(aggregate({})).toBe('people');
    expect(aggregate({ by: ['week'] })).toBe('people');
    expect(aggregate({ by: ['day', 'model'] })).toBe('people');
    expect(aggregate({ by: ['day', 'ide'] })).toBe('rows');
  });

  it('compares with whole weeks before, so that weekdays stand against weekdays', () => {
    expect(comparedRange(RANGE, 'previous')).toEqual({ from: '2026-09-03', to: '2026-09-30' });
    expect(comparedRange({ from: '2026-10-01', to: '2026-10-30' }, 'previous')).toEqual({
      from: '2026-08-27',
      to: '2026-09-25',
    });
    expect(comparedRange(RANGE, 'year')).toEqual({ from: '2025-10-02', to: '2025-10-29' });
  });
});

describe('parseQuery', () => {
  const refuse = (input: object) => {
    try {
      parseQuery({ metrics: ['accepted'], range: RANGE, ...input });
    } catch (error) {
      return error instanceof InputError ? [error.code, error.hint] : error;
    }
    return 'accepted it';
  };

  it('puts the grain in front as a time bucket', () => {
    expect(parseQuery({ metrics: ['accepted'], range: RANGE, by: ['team'], grain: 'week' }).by).toEqual([
      'week',
      'team',
    ]);
  });

  it('names what to write instead of a wrong name', () => {
    expect(refuse({ metrics: ['acceptance_rat'] })).toEqual([
      'unknown_metric',
      expect.stringContaining('Did you mean "acceptance_rate"?'),
    ]);
    expect(refuse({ by: ['teams'] })).toEqual(['unknown_dimension', expect.stringContaining('Did you mean "team"?')]);
    expect(refuse({ by: ['__proto__'] })).toEqual(['unknown_dimension', expect.stringContaining('Allowed: day')]);
  });

  it('refuses impossible days, ranges that end before they begin and 400 years', () => {
    expect(refuse({ range: { from: '2026-02-30', to: '2026-03-01' } })).toEqual(['bad_range', expect.anything()]);
    expect(refuse({ range: { from: '2026-03-02', to: '2026-03-01' } })).toEqual(['bad_range', expect.anything()]);
    expect(refuse({ range: { from: '1700-01-01', to: '2100-01-01' } })).toEqual(['bad_range', expect.anything()]);
  });

  it('refuses keys it does not know and 10,000 values', () => {
    expect(refuse({ sql: 'x' })).toEqual(['bad_query', expect.anything()]);
    expect(refuse({ where: [{ dimension: 'team', values: Array.from({ length: 10_000 }, String) }] })).toEqual([
      'bad_query',
      expect.anything(),
    ]);
  });
});
