import { expect, it } from 'vitest';
import type { Store } from '../../port.ts';
import { ask, BOTH, IN_ACME } from '../fixtures/ask.ts';
import type { FixtureFact } from '../fixtures/fixture-fact.ts';
import { loadFacts } from '../fixtures/load.ts';
import type { OpenCompany } from './loads.ts';

const IN_GLOBEX = [{ dimension: 'organization', values: ['globex'] }];
const METRICS = ['accepted', 'reported_users'];

const work = (scope: string, rows: FixtureFact['rows']): FixtureFact => ({
  scope,
  fact: 'user_day',
  columns: ['day', 'user_id', 'user_login', 'code_acceptance_activity_count'],
  rows,
});
const members = (scope: string, rows: FixtureFact['rows']): FixtureFact => ({
  scope,
  fact: 'user_team_day',
  columns: ['day', 'user_id', 'team_id', 'team_slug', 'user_login'],
  rows,
});
const repositories = (scope: string, rows: FixtureFact['rows']): FixtureFact => ({
  scope,
  fact: 'repo_day',
  columns: ['day', 'repo_id', 'repo_owner_name', 'repo_name', 'total_created'],
  rows,
});

/**
 * Names that changed hands. Team 11 of acme was platform and is core, 15 took platform, 16 was platform before both and
 * is ops; 17 and 18 were both called night, 18 later and still. Max (1) became maxi, 2 took max; Leo (4) left and 5 took
 * leo; 6 was kim and is kimberly; 7 has no login. Globex has a team called core, one that was platform there, and one
 * that was day as acme's 17 was.
 */
const FIXTURES: readonly FixtureFact[] = [
  work('org:acme', [
    ['2026-10-29', 1, 'max', 40],
    ['2026-10-30', 1, 'maxi', 60],
    ['2026-10-30', 2, 'max', 2000],
    ['2026-10-31', 2, 'max', 2000],
    ['2026-10-29', 4, 'Leo', 5],
    ['2026-10-30', 5, 'leo', 7],
    ['2026-10-29', 6, 'kim', 9],
    ['2026-10-30', 6, 'kimberly', 11],
    ['2026-10-30', 7, null, 13],
  ]),
  members('org:acme', [
    ['2026-10-29', 1, 11, 'platform', 'max'],
    ['2026-10-30', 1, 11, 'core', 'maxi'],
    ['2026-10-30', 2, 15, 'platform', 'max'],
    ['2026-10-29', 4, 16, 'platform', 'Leo'],
    ['2026-10-30', 5, 16, 'ops', 'leo'],
    ['2026-10-29', 6, 17, 'night', 'kim'],
    ['2026-10-30', 6, 18, 'night', 'kimberly'],
    ['2026-10-29', 4, 19, 'day', 'Leo'],
    ['2026-10-30', 5, 19, 'shift', 'leo'],
  ]),
  repositories('org:acme', [
    ['2026-10-29', 101, 'acme', 'web', 1],
    ['2026-10-30', 101, 'acme', 'site', 2],
    ['2026-10-30', 102, 'acme', 'web', 4],
    ['2026-10-29', 103, 'acme', 'old', 8],
    ['2026-10-30', 103, 'acme', 'new', 16],
  ]),
  work('org:globex', [
    ['2026-10-29', 8, 'zoe', 17],
    ['2026-10-30', 8, 'zoe', 19],
  ]),
  members('org:globex', [
    ['2026-10-29', 8, 21, 'core', 'zoe'],
    ['2026-10-30', 8, 21, 'core', 'zoe'],
    ['2026-10-29', 8, 22, 'platform', 'zoe'],
    ['2026-10-30', 8, 22, 'stage', 'zoe'],
    ['2026-10-29', 8, 23, 'day', 'zoe'],
    ['2026-10-30', 8, 23, 'noon', 'zoe'],
  ]),
];

/** What a store must answer about names that were freed and taken by others. */
export function nameTests(openEmpty: OpenCompany): void {
  const open = async (): Promise<Store> => {
    const { store, folder } = await openEmpty();
    for (const fixture of FIXTURES) await loadFacts(store, folder, [fixture]);
    return store;
  };

  it('takes a name for who bears it now; only a free name finds the last who bore it, with a note', async () => {
    const store = await open();
    const found = async (dimension: string, name: string, where = IN_ACME) => {
      const filter = { dimension, values: [name] };
      const { rows, notes } = await ask(store, { metrics: METRICS, where: [...where, filter] });
      return [rows[0]?.accepted, rows[0]?.reported_users, ...notes.map(({ message }) => message)];
    };
    expect(await found('team', 'platform')).toEqual([2000, 1]);
    expect(await found('team', 'Core')).toEqual([100, 1]);
    expect(await found('team', 'night')).toEqual([11, 1]);
    expect(await found('team', 'night (17)')).toEqual([9, 1]);
    expect(await found('team', 'day')).toEqual([12, 2, 'Renamed: day is now shift.']);
    expect(await found('team', 'acme/day')).toEqual([12, 2, 'Renamed: acme/day is now shift.']);
    expect(await found('team', 'nobody')).toEqual([null, null, 'No team is or was called "nobody".']);
    expect(await found('user', 'nobody')).toEqual([null, null, 'No person is or was called "nobody".']);
    expect(await found('team', 'platform', IN_GLOBEX)).toEqual([36, 1, 'Renamed: platform is now stage.']);
    expect(await found('team', 'platform', BOTH)).toEqual([2000, 1]);
    expect(await found('team', 'globex/platform', BOTH)).toEqual([36, 1, 'Renamed: globex/platform is now stage.']);
    expect(await found('team', 'core', BOTH)).toEqual([136, 2]);
    expect(await found('team', 'day', BOTH)).toEqual([48, 3, 'Renamed: day is now noon and shift.']);
    expect(await found('user', 'max')).toEqual([4000, 1]);
    expect(await found('user', 'MAXI')).toEqual([100, 1]);
    expect(await found('user', 'leo')).toEqual([7, 1]);
    expect(await found('user', 'Leo (4)')).toEqual([5, 1]);
    expect(await found('user', 'Kim')).toEqual([20, 1, 'Renamed: Kim is now kimberly.']);
    expect(await found('user', '7')).toEqual([13, 1]);
    const created = async (name: string) =>
      ask(store, {
        metrics: ['pull_requests_created'],
        where: [...IN_ACME, { dimension: 'repository', values: [name] }],
      });
    expect((await created('acme/web')).rows).toEqual([{ pull_requests_created: 4 }]);
    expect((await created('acme/none')).notes.map(({ message }) => message)).toEqual([
      'No repository is or was called "acme/none".',
    ]);
    expect(await created('acme/old')).toMatchObject({
      rows: [{ pull_requests_created: 24 }],
      notes: [{ code: 'renamed', message: 'Renamed: acme/old is now acme/new.' }],
    });
  });

  it('leaves out exactly the one that is named', async () => {
    const store = await open();
    const without = async (dimension: string, name: string) =>
      (await ask(store, { metrics: ['accepted'], where: [...IN_ACME, { dimension, is: 'not_in', values: [name] }] }))
        .rows[0]?.accepted;
    expect(await without('user', 'max')).toBe(145);
    expect(await without('team', 'platform')).toBe(2145);
    expect(await without('user', 'kim')).toBe(4125);
  });

  it('gives for each row the number that filtering by the key of the row gives', async () => {
    const store = await open();
    for (const where of [IN_ACME, IN_GLOBEX, BOTH]) {
      for (const [dimension, metrics] of [
        ['team', METRICS],
        ['user', METRICS],
        ['repository', ['pull_requests_created']],
      ] as const) {
        const { rows } = await ask(store, { metrics: [...metrics], by: [dimension], where: [...where] });
        for (const { [dimension]: key, ...values } of rows) {
          const filter = { dimension, values: [String(key)] };
          const alone = await ask(store, { metrics: [...metrics], where: [...where, filter] });
          expect([key, alone.rows]).toEqual([key, [values]]);
          const again = await ask(store, { metrics: [...metrics], by: [dimension], where: [...where, filter] });
          expect(again.rows.filter((row) => row[dimension] === key)).toEqual([{ [dimension]: key, ...values }]);
          if (dimension !== 'team') expect(again.rows.length).toBe(1);
          expect(alone.notes).toEqual([]);
        }
      }
    }
  });
}
