import type { QueryResult } from '@flightdeck/query';
import { describe, expect, it } from 'vitest';
import { createAnswerCache } from './answer-cache.ts';

function result(rows: number): QueryResult {
  return {
    query: { metrics: [], by: [], range: { from: '2026-10-01', to: '2026-10-01' }, where: [], scopes: [] },
    rows: Array.from({ length: rows }, () => ({})),
    rowCount: rows,
    total: null,
    comparison: null,
    coverage: { finalTo: null, provisional: [], missing: [], noReport: [] },
    notes: [],
  };
}

describe('createAnswerCache', () => {
  it('forgets the answer that was not asked for longest', () => {
    const cache = createAnswerCache(2);
    const [a, b, c] = [result(1), result(1), result(1)];
    cache.set('a', a);
    cache.set('b', b);
    cache.get('a');
    cache.set('c', c);
    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([a, undefined, c]);
  });

  it('holds no more rows than allowed, and no answer that would push out most others', () => {
    const cache = createAnswerCache(100, 20);
    cache.set('huge', result(10));
    for (const key of ['a', 'b', 'c', 'd', 'e', 'f']) cache.set(key, result(4));
    expect(['huge', 'a', 'b', 'c', 'd', 'e', 'f'].filter((key) => cache.get(key))).toEqual(['c', 'd', 'e', 'f']);
  });
});
