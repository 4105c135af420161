import { expect, it } from 'vitest';
import { findOrganizationRows } from '../../find-organization-rows.ts';
import type { Store } from '../../port.ts';
import { ask } from '../fixtures/ask.ts';
import type { FixtureFact } from '../fixtures/fixture-fact.ts';
import { loadFacts } from '../fixtures/load.ts';
import type { OpenCompany } from './loads.ts';

const COLUMNS = [
  'day',
  'user_id',
  'user_login',
  'code_generation_activity_count',
  'user_initiated_interaction_count',
  'ai_credits_used',
  'used_agent',
];

/** Ten days on which ada and bob are active in both organizations; cyd is in both and active in acme only. */
function peopleOf(scope: string, generated: readonly [ada: number, bob: number], cyd: number): FixtureFact {
  const days = Array.from({ length: 10 }, (_, index) => `2026-10-${index + 10}`);
  return {
    scope,
    fact: 'user_day',
    columns: COLUMNS,
    rows: days.flatMap((day): FixtureFact['rows'][number][] => [
      [day, 1, 'ada', generated[0], 1, 0.5, scope === 'org:acme'],
      [day, 2, 'bob', generated[1], 1, null, false],
      [day, 3, 'cyd', cyd, cyd, null, false],
    ]),
  };
}

const featuresOf = (scope: string, generated: number): FixtureFact => ({
  scope,
  fact: 'user_day_feature',
  columns: ['day', 'user_id', 'feature', 'code_generation_activity_count'],
  rows: [['2026-10-10', 1, 'code_completion', generated]],
});

const RANGE = { from: '2026-10-10', to: '2026-10-19' } as const;
const METRICS = ['active_users', 'active_days', 'agent_days', 'generated', 'interactions'];

/** What a store must answer of people in two organizations whose rows are the same whole, or parts of it. */
export function organizationRowsTests(openEmpty: OpenCompany): void {
  const load = async (acme: readonly [number, number], globex: readonly [number, number]): Promise<Store> => {
    const { store, folder } = await openEmpty();
    await loadFacts(store, folder, [peopleOf('org:acme', acme, 2), featuresOf('org:acme', acme[0])]);
    await loadFacts(store, folder, [peopleOf('org:globex', globex, 0), featuresOf('org:globex', globex[0])]);
    return store;
  };

  it('counts people of two organizations once where both have the same numbers', async () => {
    const store = await load([5, 3], [5, 3]);
    expect(await findOrganizationRows(store, await store.ledger.days())).toEqual([
      { host: 'api.github.com', reading: 'attributed', equal: 20, different: 0, ...RANGE },
    ]);
    const { rows, notes } = await ask(store, { metrics: METRICS, range: RANGE });
    expect(rows).toEqual([{ active_users: 3, active_days: 30, agent_days: 10, generated: 100, interactions: 40 }]);
    expect(notes.filter(({ code }) => code === 'organizations_added')).toEqual([]);
  });

  it('adds up where they have different ones, people still once', async () => {
    const store = await load([5, 3], [4, 1]);
    expect(await findOrganizationRows(store, await store.ledger.days())).toEqual([
      { host: 'api.github.com', reading: 'within', equal: 0, different: 20, ...RANGE },
    ]);
    const { rows, total, notes } = await ask(store, { metrics: METRICS, range: RANGE, by: ['user'], total: true });
    expect(rows).toEqual([
      { user: 'ada', active_users: 1, active_days: 10, agent_days: 10, generated: 90, interactions: 20 },
      { user: 'bob', active_users: 1, active_days: 10, agent_days: 0, generated: 40, interactions: 20 },
      { user: 'cyd', active_users: 1, active_days: 10, agent_days: 0, generated: 20, interactions: 20 },
    ]);
    expect(total).toEqual({ active_users: 3, active_days: 30, agent_days: 10, generated: 150, interactions: 60 });
    expect(notes.map(({ code }) => code)).toContain('organizations_added');
    expect((await ask(store, { metrics: ['ai_credits_used'], range: RANGE })).rows).toEqual([{ ai_credits_used: 10 }]);
    expect((await ask(store, { metrics: ['generated'], range: RANGE, by: ['feature'] })).rows).toEqual([
      { feature: 'code_completion', generated: 9 },
    ]);
    expect((await ask(store, { metrics: ['generated'], range: RANGE, by: ['organization'] })).rows).toEqual([
      { organization: 'acme', generated: 100 },
      { organization: 'globex', generated: 50 },
    ]);
  });

  it('takes fewer than twenty days as no evidence', async () => {
    const { store, folder } = await openEmpty();
    for (const [scope, generated] of [
      ['org:acme', 5],
      ['org:globex', 4],
    ] as const) {
      const { rows, ...fact } = peopleOf(scope, [generated, 0], 0);
      await loadFacts(store, folder, [{ ...fact, rows: rows.filter(([, user]) => user === 1) }]);
    }
    expect(await findOrganizationRows(store, await store.ledger.days())).toEqual([
      { host: 'api.github.com', reading: 'attributed', equal: 0, different: 10, ...RANGE },
    ]);
    expect((await ask(store, { metrics: ['generated'], range: RANGE })).rows).toEqual([{ generated: 50 }]);
  });
}
