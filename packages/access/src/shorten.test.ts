import { describe, expect, it } from 'vitest';
import { shorten } from './shorten.ts';

const question = (values: readonly string[]) => ({
  metrics: ['accepted'],
  where: [
    { dimension: 'language', is: 'in', values },
    { dimension: 'user', is: 'in', values: ['ada'] },
  ],
});

describe('what the audit log keeps of a question', () => {
  it('is all of one that people ask', () => {
    expect(shorten(question(['go', 'rust']))).toEqual(question(['go', 'rust']));
    for (const one of [null, 'a', 7, true, []]) expect(shorten(one)).toEqual(one);
  });

  it('is short however much is sent, and padding hides nothing beside it', () => {
    const names = Array.from({ length: 1000 }, (_, index) => `${index}${'x'.repeat(396)}`);
    const short = JSON.stringify(shorten(question(names)));
    expect(short.length).toBeLessThan(8_500);
    expect(short).toContain('"… 980 more"');
    expect(short).toContain('{"dimension":"user","is":"in","values":["ada"]}');
    expect(JSON.stringify(shorten({ queries: Array.from({ length: 40 }, () => question(names)) })).length).toBeLessThan(
      20_000,
    );
    let deep: unknown = 'end';
    for (let level = 0; level < 5_000; level++) deep = [deep];
    expect(JSON.stringify(shorten(deep))).toBe('[[[[[["…"]]]]]]');
    expect(Object.keys(shorten(Object.fromEntries(names.map((_, index) => [`f${index}`, 1]))) as object)).toHaveLength(
      41,
    );
  });
});
