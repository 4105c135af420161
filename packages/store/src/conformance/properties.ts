import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Store } from '../port.ts';
import { ask, IN_ACME } from './ask.ts';

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
