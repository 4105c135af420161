import { describe, expect, it } from 'vitest';
import { formatFilter, parseFilter, parseOrderText } from './filter.ts';

const parse = (text: string) => parseFilter(text, (filter) => `where=${filter}`);

describe('a filter as text', () => {
  it.each([
    ['team=payments', { dimension: 'team', is: 'in', values: ['payments'] }],
    [' language = go, rust,', { dimension: 'language', is: 'in', values: ['go', 'rust'] }],
    ['team!=payments', { dimension: 'team', is: 'not_in', values: ['payments'] }],
    ['model=a=b', { dimension: 'model', is: 'in', values: ['a=b'] }],
  ])('%s is read', (text, filter) => {
    expect(parse(text)).toEqual(filter);
  });

  it.each(['team', 'team=', '=payments', '', 'team=,'])('"%s" is refused with how to write one there', (text) => {
    expect(() => parse(text)).toThrow(
      expect.objectContaining({
        code: 'bad_where',
        hint: 'Write where=team=payments, where=language=go,rust or where=team!=payments.',
      }),
    );
  });

  it('is written as it is read', () => {
    expect(formatFilter({ dimension: 'team', is: 'not_in', values: ['a', 'b'] })).toBe('team!=a,b');
    expect(formatFilter({ dimension: 'ide', is: 'in', values: ['a b'] }, encodeURIComponent)).toBe('ide=a%20b');
  });
});

it('an order goes from the highest unless it says otherwise', () => {
  expect(parseOrderText('accepted')).toEqual({ key: 'accepted', descending: true });
  expect(parseOrderText('accepted:asc')).toEqual({ key: 'accepted', descending: false });
  expect([parseOrderText('accepted:up'), parseOrderText('a:asc:b')]).toEqual([null, null]);
});
