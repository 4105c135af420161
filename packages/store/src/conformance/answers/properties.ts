import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Store } from '../../port.ts';
import { ask, IN_ACME } from '../fixtures/ask.ts';

const FILTERS = [
  { dimension: 'language', is: 'in' as const, values: ['typescript', 'unknown'] },
  { dimension: 'language', is: 'not_in' as const, values: ['python'] },
  { dimension: 'feature', is: 'not_in' as const, values: ['chat_inline'] },
  { dimension: 'team', is: 'in' as const, values: ['web'] },
  { dimension: 'team', is: 'not_in' as const, values: ['platform'] },
  { dimension: 'user', is: 'not_in' as const, values: ['ada'] },
];
const SUMS = ['generated', 'accepted'];
const filters = fc.subarray(FILTERS);
const groups = fc.subarray(['language', 'feature', 'user', 'week'], { minLength: 1 });
const total = (rows: readonly object[], metric: string): number =>
  rows.reduce((sum, row) => sum + Number((row as Record<string, unknown>)[metric] ?? 0), 0);

/** What holds whatever is asked. */
export function propertyTests(open: () => Store): void {
  it('has parts that add up to the whole for sums', async () => {
    await fc.assert(
      fc.asyncProperty(filters, groups, async (chosen, by) => {
        const where = [...IN_ACME, { dimension: 'language', is: 'not_in' as const, values: ['none'] }, ...chosen];
        const parts = await ask(open(), { metrics: SUMS, by, where });
        const whole = await ask(open(), { metrics: SUMS, where });
        for (const metric of SUMS) expect(total(parts.rows, metric)).toBe(total(whole.rows, metric));
      }),
      { numRuns: 25 },
    );
  });

  it('compares a page of people as it compares everyone', async () => {
    const query = {
      metrics: [...SUMS, 'active_days'],
      by: ['user'],
      range: { from: '2026-11-01', to: '2026-11-07' },
      where: IN_ACME,
      compare: 'previous' as const,
    };
    const everyone = await ask(open(), query);
    expect(everyone.comparison?.rows.map(({ user }) => user)).toEqual(['ada', 'bobby', 'dee']);
    for (const offset of [0, 1, 2, 3]) {
      const page = await ask(open(), { ...query, limit: 1, offset });
      const [shown] = everyone.rows.slice(offset);
      expect(page.rows).toEqual(shown ? [shown] : []);
      expect(page.comparison?.rows).toEqual(everyone.comparison?.rows.filter(({ user }) => user === shown?.user));
    }
  });

  it('answers the same whatever the order of filters', async () => {
    await fc.assert(
      fc.asyncProperty(filters, groups, async (chosen, by) => {
        const metrics = [...SUMS, 'generating_users', 'acceptance_rate'];
        const forward = await ask(open(), { metrics, by, where: [...IN_ACME, ...chosen] });
        const backward = await ask(open(), { metrics, by, where: [...chosen].reverse().concat(IN_ACME as never) });
        expect(backward.rows).toEqual(forward.rows);
      }),
      { numRuns: 25 },
    );
  });
}
