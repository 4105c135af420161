import type { MetricQueryInput } from '@flightdeck/query';
import { expect, it } from 'vitest';
import { ask, BOTH, IN_ACME } from '../fixtures/ask.ts';
import type { FixtureFact } from '../fixtures/fixture-fact.ts';
import { loadFacts } from '../fixtures/load.ts';
import type { OpenCompany } from './loads.ts';

const COLUMNS = [
  'day',
  'line',
  'user_id',
  'user_login',
  'granting_team',
  'grant_plan',
  'plan',
  'seat_created',
  'last_active',
  'last_editor',
  'idle_days',
  'quiet_days',
  'idle_band',
  'charged',
] as const;

const grants = (scope: string, day: string, ...rows: FixtureFact['rows']): FixtureFact => ({
  scope,
  fact: 'seat_day',
  columns: COLUMNS,
  rows: rows.map((row) => [day, ...row]),
});

/**
 * The same people seated by two organizations: Fay (6) at the higher plan and long ago in one, lately in the other, never
 * active; Gus (7) was active in what one list says and is unused in the other; Hal (8) is at the higher plan in globex.
 */
const TWICE: readonly FixtureFact[] = [
  grants(
    'org:acme',
    '2026-11-20',
    [1, 6, 'fay', 'web', 'enterprise', 'enterprise', '2026-02-01', null, null, null, 90, 'never', true],
    [2, 6, 'fay', null, 'business', 'enterprise', '2026-02-01', null, null, null, 90, 'never', false],
    [3, 7, 'gus', 'web', 'business', 'business', '2026-02-01', '2026-11-19', 'vscode', 1, 1, '0-1', true],
    [4, 8, 'hal', null, 'business', 'business', '2026-03-01', '2026-09-21', 'vscode', 60, 60, '60-89', true],
    [5, null, null, null, 'business', 'business', '2026-01-01', null, null, null, 90, 'never', false],
  ),
  grants(
    'org:globex',
    '2026-11-20',
    [1, 6, 'fay', null, 'business', 'business', '2026-11-18', null, null, null, 2, 'never', true],
    [2, 7, 'gus', null, 'business', 'business', '2026-02-01', '2026-09-01', 'eclipse', 80, 80, '60-89', true],
    [3, 8, 'hal', 'core', 'enterprise', 'enterprise', '2026-10-30', '2026-09-20', 'eclipse', 61, 61, '60-89', true],
  ),
];

/** What a store must answer about people seated by several organizations. */
export function seatsOfPeopleTests(openEmpty: OpenCompany): void {
  const RANGE = { from: '2026-11-01', to: '2026-11-30' };
  const METRICS = ['seats', 'seats_unused_30', 'idle_seat_cost', 'seat_quiet_days'];

  it('takes a person of two organizations once: the higher plan, the latest activity, the earliest grant', async () => {
    const { store, folder } = await openEmpty();
    for (const fixture of TWICE) await loadFacts(store, folder, [fixture], { fetchedAt: '2026-11-20T06:00:00.000Z' });
    const rowsOf = async (query: Omit<MetricQueryInput, 'range' | 'metrics'>) =>
      (await ask(store, { metrics: METRICS, range: RANGE, ...query })).rows.map((row) => Object.values(row));
    for (const asOf of [null, '2026-11-21T00:00:00.000Z']) {
      // Fay 39 and hal 39: one plan each, though acme alone has hal at 19 and globex does not know how long fay has had hers.
      expect(await rowsOf({ where: BOTH, asOf })).toEqual([[3, 2, 78, 1]]);
      expect(await rowsOf({ where: BOTH, asOf, by: ['day'] })).toEqual([['2026-11-20', 3, 2, 78, 1]]);
      expect(await rowsOf({ where: BOTH, asOf, by: ['plan'] })).toEqual([
        ['business', 1, 0, 0, 1],
        ['enterprise', 2, 2, 78, 60],
      ]);
    }
    expect(
      await rowsOf({ where: BOTH, by: ['user', 'plan', 'seat_created', 'last_active', 'last_editor', 'idle_band'] }),
    ).toEqual([
      ['fay', 'enterprise', '2026-02-01', null, null, 'never', 1, 1, 39, 90],
      ['gus', 'business', '2026-02-01', '2026-11-19', 'vscode', '0-1', 1, 0, 0, 1],
      ['hal', 'enterprise', '2026-03-01', '2026-09-21', 'vscode', '60-89', 1, 1, 39, 60],
      [null, 'business', '2026-01-01', null, null, 'never', 0, 0, null, 90],
    ]);
    expect(await rowsOf({ where: BOTH, by: ['granting_team'] })).toEqual([
      ['core', 1, 1, 39, 60],
      ['web', 2, 1, 39, 1],
      [null, 3, 2, 0, 1],
    ]);
    expect(await rowsOf({ where: [...BOTH, { dimension: 'granting_team', values: ['core'] }] })).toEqual([
      [1, 1, 39, 60],
    ]);
    expect(await rowsOf({ where: [...BOTH, { dimension: 'plan', values: ['business'] }] })).toEqual([[1, 0, 0, 1]]);
    expect(await rowsOf({ where: [...BOTH, { dimension: 'user', values: ['fay'] }] })).toEqual([[1, 1, 39, 90]]);
    expect(await rowsOf({ where: BOTH, by: ['organization'] })).toEqual([
      ['acme', 3, 2, 58, 1],
      ['globex', 3, 2, 58, 2],
    ]);
    expect(await rowsOf({ where: [...IN_ACME] })).toEqual([[3, 2, 58, 1]]);
  });
}
