import type { QueryResult } from '@flightdeck/query';
import { describe, expect, it } from 'vitest';
import { createAnswerCache, createScanCache } from './answer-cache.ts';

function result(rows: number): QueryResult {
  return {
    query: { metrics: [], by: [], range: { from: '2026-10-01', to: '2026-10-01' }, where: [], scopes: [] },
    rows: Array.from({ length: rows }, () => ({})),
    rowCount: rows,
    total: null,
    comparison: null,
    coverage: { finalTo: null, provisional: [], missing: [], noReport: [] },
    reportedDays: { all: 0, working: 0 },
    notes: [],
  };
}

describe('createAnswerCache', () => {
  it('forgets the least recently used answer', () => {
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

describe('createScanCache', () => {
  it('keeps the rows of a list for its next page, and forgets the oldest when rows are too many', () => {
    const cache = createScanCache(16, 40);
    const people = (count: number) => Array.from({ length: count }, (_, id) => ({ keys: [String(id)], values: [id] }));
    const [first, second] = [people(9), people(8)];
    cache.set('everyone by prompts', first);
    cache.set('everyone by lines', second);
    expect([cache.get('everyone by prompts'), cache.get('everyone by lines')]).toEqual([first, second]);
    for (const name of ['a', 'b', 'c']) cache.set(name, people(9));
    expect(cache.get('everyone by prompts')).toBeUndefined();
  });
});
