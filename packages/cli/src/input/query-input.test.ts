import { describe, expect, it } from 'vitest';
import { parseWhere, toQuery } from './query-input.ts';

const LOADED = { from: '2026-08-01', to: '2026-10-31' };

describe('toQuery', () => {
  it('asks for the last 28 loaded days when no range is given, and says so', () => {
    const { query, notes } = toQuery({ metrics: 'accepted, generated' }, LOADED);
    expect(query.range).toEqual({ from: '2026-10-04', to: '2026-10-31' });
    expect(query.metrics).toEqual(['accepted', 'generated']);
    expect(notes).toEqual([
      {
        code: 'default_range',
        metric: null,
        message: 'No range was given: 2026-10-04 to 2026-10-31, the last loaded days (28 at most).',
      },
    ]);
  });

  it('does not begin before the first loaded day', () => {
    const { query } = toQuery({ metrics: 'accepted' }, { from: '2026-10-30', to: '2026-10-31' });
    expect(query.range).toEqual({ from: '2026-10-30', to: '2026-10-31' });
  });

  it('completes one end: to the last loaded day, or 28 days before --to', () => {
    expect(toQuery({ metrics: 'accepted', from: '2026-10-20' }, LOADED).query.range).toEqual({
      from: '2026-10-20',
      to: '2026-10-31',
    });
    expect(toQuery({ metrics: 'accepted', to: '2026-09-30' }, LOADED).query.range).toEqual({
      from: '2026-09-03',
      to: '2026-09-30',
    });
  });

  it('takes a full range as it is, loaded or not', () => {
    const { query, notes } = toQuery({ metrics: 'accepted', from: '2026-01-01', to: '2026-01-02' }, null);
    expect(query.range).toEqual({ from: '2026-01-01', to: '2026-01-02' });
    expect(notes).toEqual([]);
  });

  it('passes grain, order and limit on', () => {
    const { query } = toQuery(
      { metrics: 'accepted', by: 'team', grain: 'week', order: 'accepted:asc', limit: '5' },
      LOADED,
    );
    expect(query).toMatchObject({
      by: ['team'],
      grain: 'week',
      order: { key: 'accepted', descending: false },
      limit: 5,
    });
  });

  it.each([
    [{}, 'no_metrics'],
    [{ metrics: 'accepted', from: 'yesterday' }, 'bad_day'],
    [{ metrics: 'accepted', limit: 'all' }, 'bad_limit'],
    [{ metrics: 'accepted', order: 'accepted:up' }, 'bad_order'],
  ])('refuses %j with %s', (options, code) => {
    expect(() => toQuery(options, LOADED)).toThrowError(expect.objectContaining({ code }));
  });

  it('refuses to guess a range when nothing is loaded', () => {
    expect(() => toQuery({ metrics: 'accepted' }, null)).toThrowError(expect.objectContaining({ code: 'no_data' }));
  });
});

describe('parseWhere', () => {
  it('reads one value, several, and the opposite', () => {
    expect(parseWhere('team=payments')).toEqual({ dimension: 'team', is: 'in', values: ['payments'] });
    expect(parseWhere('language=go, rust')).toEqual({ dimension: 'language', is: 'in', values: ['go', 'rust'] });
    expect(parseWhere('team!=payments')).toEqual({ dimension: 'team', is: 'not_in', values: ['payments'] });
  });

  it('keeps = inside a value', () => {
    expect(parseWhere('model=a=b').values).toEqual(['a=b']);
  });

  it.each(['team', 'team=', '=payments', ''])('refuses "%s" with an example', (text) => {
    expect(() => parseWhere(text)).toThrowError(
      expect.objectContaining({ code: 'bad_where', hint: expect.stringContaining('--where team=payments') }),
    );
  });
});
