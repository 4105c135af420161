import type { Scan } from '@flightdeck/query';
import { describe, expect, it } from 'vitest';
import { toQuestion } from '../../shared/question.ts';
import { groupRows } from '../groups.ts';
import type { Row } from '../row.ts';

const row = (scope: string, userId: string, day: string, cells: Row['cells']): Row => {
  return { scope, day, userId, repoId: null, teamIds: [], cells };
};

describe('rows of one person and day in two organizations', () => {
  const scan: Scan = {
    id: 'rows:user_day',
    fact: 'user_day',
    scopes: ['org:a', 'org:b'],
    range: { from: '2026-10-01', to: '2026-10-31' },
    by: [],
    where: [],
    once: true,
    measures: [
      { name: 'lines', aggregate: 'sum', column: 'loc_added_sum', when: [] },
      { name: 'credits', aggregate: 'sum', column: 'ai_credits_used', when: [] },
      { name: 'rows', aggregate: 'rows', column: null, when: [{ column: 'used_agent', op: 'true' }] },
      { name: 'phase', aggregate: 'min', column: 'ai_adoption_phase_number', when: [] },
    ],
  };
  const rows = [
    row('org:a', '1', '2026-10-02', {
      user_id: '1',
      loc_added_sum: 5,
      ai_credits_used: 1_250_000_000n,
      used_agent: true,
      ai_adoption_phase_number: 2,
    }),
    row('org:b', '1', '2026-10-02', {
      user_id: '1',
      loc_added_sum: 6,
      ai_credits_used: 500_000_000n,
      used_agent: false,
      ai_adoption_phase_number: 2,
    }),
    row('org:b', '2', '2026-10-02', {
      user_id: '2',
      loc_added_sum: null,
      ai_credits_used: null,
      used_agent: false,
      ai_adoption_phase_number: 3,
    }),
  ].map((one) => ({ row: one, team: null }));
  const valuesOf = (asked: Scan) => groupRows(toQuestion(asked), asked.measures, rows, () => [])[0]?.values;

  it('are taken once, each counter at its highest', () => {
    expect(valuesOf(scan)).toEqual([6, 1.25, 1, 2]);
  });

  it('are added where they are parts of a whole: counters only', () => {
    expect(valuesOf({ ...scan, adds: true })).toEqual([11, 1.75, 1, 2]);
  });
});
