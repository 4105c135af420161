import { expect, it } from 'vitest';
import type { Store } from '../../port.ts';
import { ask } from '../fixtures/ask.ts';
import type { FixtureFact } from '../fixtures/fixture-fact.ts';
import { loadFacts } from '../fixtures/load.ts';
import type { OpenCompany } from './loads.ts';

const HERE = 'org:acme';
const THERE = 'org:acme@api.big.ghe.com';
const IN_HERE = { dimension: 'organization', values: ['acme'] };
const IN_THERE = { dimension: 'organization', values: ['@api.big.ghe.com'] };

const people = (scope: string, rows: FixtureFact['rows']): FixtureFact => ({
  scope,
  fact: 'user_day',
  columns: ['day', 'user_id', 'user_login', 'code_acceptance_activity_count'],
  rows,
});

/** Ids are each host's own: 1 is ada here and zoe there, where another ada is 7; zoe is the later of the two. */
const FIXTURES: readonly FixtureFact[] = [
  people(HERE, [
    ['2026-10-30', 1, 'ada', 5],
    ['2026-10-30', 2, 'bob', 3],
  ]),
  people(THERE, [
    ['2026-11-01', 1, 'zoe', 20],
    ['2026-11-01', 7, 'ada', 40],
  ]),
];

/** What a store of two hosts of GitHub must answer. */
export function hostTests(openEmpty: OpenCompany): void {
  const accepted = async (store: Store, where: readonly (typeof IN_HERE)[], by: readonly string[] = []) =>
    (await ask(store, { metrics: ['reported_users', 'accepted'], by: [...by], where: [...where] })).rows;

  it('keeps people of the same id apart by host, with the logins of their own', async () => {
    const { store, folder } = await openEmpty();
    for (const fixture of FIXTURES) await loadFacts(store, folder, [fixture]);
    expect(await accepted(store, [IN_HERE], ['user'])).toEqual([
      { user: 'ada', reported_users: 1, accepted: 5 },
      { user: 'bob', reported_users: 1, accepted: 3 },
    ]);
    expect(await accepted(store, [IN_THERE], ['user'])).toEqual([
      { user: 'ada', reported_users: 1, accepted: 40 },
      { user: 'zoe', reported_users: 1, accepted: 20 },
    ]);
    expect(await accepted(store, [IN_HERE, { dimension: 'user', values: ['ada'] }])).toEqual([
      { reported_users: 1, accepted: 5 },
    ]);
    expect(await accepted(store, [IN_HERE, { dimension: 'user', values: ['zoe'] }], ['user'])).toEqual([]);
    expect(await accepted(store, [])).toEqual([{ reported_users: 2, accepted: 8 }]);
  });
}
