import { describe, expect, it } from 'vitest';
import { evaluate } from '../evaluate/evaluate.ts';
import { parseQuery } from '../request/metric-query.ts';
import type { Scan, ScanRow } from '../scan.ts';
import { planQuery } from './plan.ts';

const COVERED = { finalTo: '2026-10-10', provisional: [], missing: [], noReport: [] };

/** Answers by person from `people`, everyone from `whole`; keeps which scans were run. */
async function ask(metrics: readonly string[], by: readonly string[], people: readonly ScanRow[], whole: ScanRow) {
  const ran: string[] = [];
  const query = parseQuery({ metrics, by, range: { from: '2026-10-01', to: '2026-10-10' }, total: true });
  const result = await evaluate(
    planQuery(query, ['org:acme']),
    async (scan: Scan) => {
      ran.push(scan.id);
      return scan.by.length === 0 ? [whole] : people;
    },
    COVERED,
    () => new Set(),
  );
  return { total: result.total, ran };
}

const row = (login: string, ...values: ScanRow['values']): ScanRow => ({ keys: [login], values });
const UNASKED: ScanRow = { keys: [], values: [-1, -1] };

describe('the total of people', () => {
  it('is added up from their rows without another scan', async () => {
    const rows = [row('ada', 3), row('bob', null), row('cleo', 4)];
    expect(await ask(['interactions'], ['user'], rows, UNASKED)).toEqual({
      total: { interactions: 7 },
      ran: ['rows:user_day'],
    });
  });

  it('counts each person who has a row once', async () => {
    const rows = [row('ada', 1), row('bob', 1), row('cleo', 0)];
    expect((await ask(['active_users'], ['user'], rows, UNASKED)).total).toEqual({ active_users: 2 });
  });

  it('is unknown when nobody knows it, and when there is nobody', async () => {
    expect((await ask(['interactions'], ['user'], [row('ada', null)], UNASKED)).total).toEqual({ interactions: null });
    expect((await ask(['interactions'], ['user'], [], UNASKED)).total).toEqual({ interactions: null });
  });

  it('is exact beyond 2^53', async () => {
    const rows = [row('ada', 9_007_199_254_740_991), row('bob', 2)];
    expect((await ask(['interactions'], ['user'], rows, UNASKED)).total).toEqual({
      interactions: 9_007_199_254_740_993n,
    });
  });

  it('is asked of the engine for money, and where people stand in several rows', async () => {
    const money = await ask(['ai_credits_used'], ['user'], [row('ada', 1.5)], { keys: [], values: [1.5] });
    expect(money.ran).toContain('total:user_day');
    const weekly = await ask(['active_users'], ['week', 'user'], [], { keys: [], values: [2] });
    expect(weekly).toMatchObject({ total: { active_users: 2 } });
    expect(weekly.ran).toContain('total:user_day');
  });
});
