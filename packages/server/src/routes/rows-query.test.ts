import { describe, expect, it } from 'vitest';
import { parseRowsQuery } from './rows-query.ts';

const parse = (text: string) => parseRowsQuery(new URLSearchParams(text));
const DAYS = 'from=2026-11-01&to=2026-11-28';

describe('a question in a URL', () => {
  it('reads metrics, dimensions, days, order and limit', () => {
    expect(parse(`metrics=accepted,generated&by=team&${DAYS}&order=accepted&limit=8`)).toEqual({
      query: {
        metrics: ['accepted', 'generated'],
        by: ['team'],
        range: { from: '2026-11-01', to: '2026-11-28' },
        where: [],
        order: { key: 'accepted', descending: true },
        limit: 8,
      },
      top: null,
    });
  });

  it('carries the instant of an as-of question', () => {
    const at = '2026-11-10T08:00:00Z';
    expect(parse(`metrics=accepted&${DAYS}&asOf=${at}`).query.asOf).toBe(at);
    expect('asOf' in parse(`metrics=accepted&${DAYS}`).query).toBe(false);
  });

  it('reads instants in milliseconds as the UTC days they lie on', () => {
    // 2026-11-01T23:59:59.999Z and 2026-11-02T00:00:00.000Z
    expect(parse('metrics=accepted&from=1793577599999&to=1793577600000').query.range).toEqual({
      from: '2026-11-01',
      to: '2026-11-02',
    });
  });

  it('chooses the grain by the length of the range when asked to', () => {
    const grain = (from: string) => parse(`metrics=accepted&grain=auto&from=${from}&to=2026-11-28`).query.by;
    expect(grain('2026-11-01')).toEqual(['day']);
    expect(grain('2026-01-01')).toEqual(['week']);
    expect(grain('2025-01-01')).toEqual(['month']);
  });

  it('takes conditions, and those variables of a dashboard that have a choice', () => {
    const chosen =
      'var-team=a%2Cb&var-team=c&var-language=$__all&var-ide=All&var-grain=auto&where=model!=unknown,others';
    expect(parse(`metrics=accepted&${DAYS}&${chosen}`).query.where).toEqual([
      { dimension: 'model', is: 'not_in', values: ['unknown', 'others'] },
      { dimension: 'team', is: 'in', values: ['a,b', 'c'] },
    ]);
  });

  it('keeps a span and the largest values', () => {
    const { query, top } = parse(`metrics=adoption_score&by=user&${DAYS}&having=adoption_score:40:60&top=3:accepted`);
    expect(query.having).toEqual({ metric: 'adoption_score', atLeast: 40, below: 60 });
    expect(top).toEqual({ count: 3, metric: 'accepted' });
    expect(parse(`metrics=accepted&${DAYS}&having=accepted:500:`).query.having?.below).toBeNull();
  });

  it.each([
    ['metrics=accepted', 'bad_range'],
    ['metrics=accepted&from=2026-13-01&to=2026-11-28', 'bad_range'],
    [`metrics=accepted&${DAYS}&where=team`, 'bad_where'],
    [`metrics=accepted&${DAYS}&limit=-1`, 'bad_query'],
    [`metrics=accepted&${DAYS}&grain=hour`, 'bad_query'],
    [`metrics=accepted&${DAYS}&order=accepted:up`, 'bad_query'],
    [`metrics=accepted&${DAYS}&having=accepted:few`, 'bad_query'],
    [`metric=accepted&${DAYS}`, 'bad_query'],
  ])('refuses %s', (text, code) => {
    expect(() => parse(text)).toThrow(expect.objectContaining({ code }));
  });
});
