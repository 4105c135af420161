import { describe, expect, it } from 'vitest';
import { RATE, row } from '../testing.ts';
import { prepareMultiples } from './prepare.ts';

describe('small charts', () => {
  it('pass over days of few outputs, and add the parts to one grey line', () => {
    const day = (at: string, language: string, generated: number, accepted: number) => ({
      ...row(language, generated, accepted),
      day: at,
    });
    const multiples = prepareMultiples({
      result: {
        rows: [
          day('2026-11-02', 'go', 100, 30),
          day('2026-11-03', 'go', 2, 2),
          day('2026-11-04', 'go', 100, 20),
          day('2026-11-02', 'python', 100, 10),
        ],
        coverage: { finalTo: '2026-11-03', provisional: ['2026-11-04'], missing: [], noReport: [] },
      },
      whole: null,
      dimension: 'language',
      metric: RATE,
      grain: 'day',
      range: { from: '2026-11-02', to: '2026-11-04' },
      limit: 1,
    });
    expect(multiples.smalls).toMatchObject([
      { label: 'Go', points: [0.3, null, 0.2], passed: [false, true, false], summary: '25.7\u00a0%' },
    ]);
    expect(multiples.all).toEqual([0.2, null, 0.2]);
    expect(multiples.provisionalFrom).toBe(2);
    expect(multiples.total).toBe(2);
  });
});
