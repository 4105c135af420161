import type { QueryResult } from '@flightdeck/query';
import { describe, expect, it } from 'vitest';
import { prepareDots } from './prepare.ts';

const row = (team: string, rate: number, under: number) => ({
  team,
  acceptance_rate: rate,
  generated: under,
  accepted: rate * under,
});
const result = {
  rows: [row('web', 0.3, 900), row('api', 0.34, 800), row('ops', 0.9, 10), { ...row('', 0.5, 900), team: null }],
  comparison: { range: { from: '2026-10-01', to: '2026-10-07' }, rows: [row('web', 0.32, 700)], total: null },
  total: { acceptance_rate: 0.32 },
} as unknown as QueryResult;
const options = { dimension: 'team', rate: 'acceptance_rate', minimum: 500, limit: 10, target: null };

describe('a dot plot', () => {
  it('ranks what has enough outputs, with the change beside it', () => {
    const { rows, leftOut, all } = prepareDots(result, options);
    expect(rows.map(({ label, text, change }) => [label, text, change?.text])).toEqual([
      ['api', '34.0\u00a0%', undefined],
      ['web', '30.0\u00a0%', '\u22122.0\u00a0pt'],
    ]);
    expect([leftOut, all?.text]).toEqual([1, '32.0\u00a0%']);
  });

  it('has the target inside its scale, which need not begin at zero', () => {
    const near = prepareDots(result, options);
    expect(Number(near.ticks[0]?.text)).toBeGreaterThan(0);
    const { target, ticks } = prepareDots(result, { ...options, target: 0.2 });
    expect(target?.at).toBeGreaterThanOrEqual(0);
    expect(Number(ticks[0]?.text)).toBeLessThanOrEqual(20);
  });
});
