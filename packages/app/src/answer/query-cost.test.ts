import { eachDay } from '@flightdeck/catalog';
import { type MetricQueryInput, parseQuery, planQuery } from '@flightdeck/query';
import { describe, expect, it } from 'vitest';
import { groupsOf, requireAffordable } from './query-cost.ts';

const RANGE = { from: '2026-09-01', to: '2026-09-30' };

/** The ledger of two organizations with 100 people each on every day of September. */
const LEDGER = ['org:acme', 'org:beta'].flatMap((scope) =>
  eachDay(RANGE).map((day) => ({ scope, report: 'users-1-day' as const, day, records: 100 })),
);

const cost = (query: Partial<MetricQueryInput>): number =>
  groupsOf(planQuery(parseQuery({ metrics: ['accepted'], range: RANGE, ...query }), ['org:acme', 'org:beta']), LEDGER);

describe('the cost of a question', () => {
  it('is about the number of rows it will have', () => {
    expect(cost({ by: ['day'] })).toBe(30);
    expect(cost({ by: ['user'] })).toBe(200);
    expect(cost({ by: ['user', 'day'] })).toBe(6000);
    expect(cost({ by: ['user', 'week'] })).toBe(1000);
    expect(cost({ by: ['language', 'user', 'day'] })).toBe(12_000);
    expect(cost({ by: ['user', 'day'], range: { from: '2026-09-30', to: '2026-12-31' } })).toBe(200);
    expect(cost({ by: ['language'] })).toBe(10);
    // What an organization or a seat has one of each day does not cross.
    const policies = ['public_code_suggestions', 'ide_chat', 'platform_chat', 'cli_policy', 'seat_management'];
    expect(cost({ metrics: ['seats_billed'], by: ['day', ...policies] })).toBe(3000);
    const seat = [
      'user',
      'granting_organization',
      'granting_team',
      'plan',
      'seat_created',
      'last_active',
      'last_editor',
    ];
    expect(cost({ metrics: ['seat_grants'], by: seat })).toBe(800);
  });

  it('is refused with what to do when it is more than can be answered', () => {
    expect(() => requireAffordable(6000, 6000)).not.toThrow();
    expect(() => requireAffordable(6001, 6000)).toThrow(
      expect.objectContaining({
        code: 'too_costly',
        message: 'The answer would have about 6,000 rows; 6,000 are possible.',
      }),
    );
  });
});
