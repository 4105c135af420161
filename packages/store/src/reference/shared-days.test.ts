import { describe, expect, it } from 'vitest';
import type { Row } from './row.ts';
import { countSharedDays } from './shared-days.ts';

const row = (scope: string, userId: string, day: string, cells: Row['cells']): Row => {
  return { scope, day, userId, repoId: null, teamIds: [], cells };
};

describe('days of people in several organizations', () => {
  it('are those active in both, equal where nothing that both know differs', () => {
    const rows = [
      row('org:a', '1', '2026-10-02', { loc_added_sum: 5, ai_credits_used: null }),
      row('org:b', '1', '2026-10-02', { loc_added_sum: 5, ai_credits_used: 1_500_000_000n }),
      row('org:a', '1', '2026-10-03', { loc_added_sum: 5, ai_credits_used: null }),
      row('org:b', '1', '2026-10-03', { loc_added_sum: 6, ai_credits_used: null }),
      row('org:a', '2', '2026-10-04', { loc_added_sum: 5, ai_credits_used: null }),
      row('org:b', '2', '2026-10-04', { loc_added_sum: 0, ai_credits_used: null }),
      row('org:a', '3', '2026-10-05', { loc_added_sum: 5, ai_credits_used: null }),
    ];
    expect(countSharedDays(rows)).toEqual({ equal: 1, different: 1, from: '2026-10-02', to: '2026-10-03' });
    expect(countSharedDays([])).toEqual({ equal: 0, different: 0, from: null, to: null });
  });
});
