import { MADE_IDS_FROM } from '@flightdeck/catalog';
import { expect, it } from 'vitest';
import type { Store } from '../../port.ts';
import { ask, IN_ACME } from '../fixtures/ask.ts';
import type { FixtureFact } from '../fixtures/fixture-fact.ts';
import { loadFacts } from '../fixtures/load.ts';
import type { OpenCompany } from './loads.ts';

const ADA = MADE_IDS_FROM + 7;
const IDLE = MADE_IDS_FROM + 8;

/** Seats of a source that has logins only: ada once had the login Ada, idle never did anything. */
const SEATS: FixtureFact = {
  scope: 'org:acme',
  fact: 'seat_day',
  columns: ['day', 'line', 'user_id', 'user_login', 'plan', 'quiet_days', 'idle_days'],
  rows: [
    ['2026-10-30', 1, ADA, 'Ada', 'business', 1, 1],
    ['2026-10-30', 2, IDLE, 'idle', 'business', 90, null],
  ],
};
/** Her reports have the id, and from one day on another login. */
const REPORTS: FixtureFact = {
  scope: 'org:acme',
  fact: 'user_day',
  columns: ['day', 'user_id', 'user_login', 'code_acceptance_activity_count'],
  rows: [
    ['2026-10-29', 11, 'ada', 5],
    ['2026-10-30', 11, 'lovelace', 6],
  ],
};

/** What a store must answer about people of whom one source has the login and another the id. */
export function adoptedTests(openEmpty: OpenCompany): void {
  it.each([
    ['later', [SEATS, REPORTS]],
    ['earlier', [REPORTS, SEATS]],
  ] as const)('takes a login for the person whose reports came %s', async (_, fixtures) => {
    const { store, folder } = await openEmpty();
    for (const fixture of fixtures) await loadFacts(store, folder, [fixture]);
    const rows = async (where: readonly { dimension: string; values: string[] }[], by: readonly string[] = ['user']) =>
      (await ask(store as Store, { metrics: ['seats', 'accepted'], by: [...by], where: [...IN_ACME, ...where] })).rows;
    expect(await rows([])).toEqual([
      { user: 'idle', seats: 1, accepted: null },
      { user: 'lovelace', seats: 1, accepted: 11 },
    ]);
    for (const name of ['lovelace', 'ada', 'ADA'])
      expect([name, await rows([{ dimension: 'user', values: [name] }], [])]).toEqual([
        name,
        [{ seats: 1, accepted: 11 }],
      ]);
    expect(await rows([{ dimension: 'user', values: ['idle'] }], [])).toEqual([{ seats: 1, accepted: null }]);
  });

  it('counts a person once whom one organization lists by login and another by id', async () => {
    const { store, folder } = await openEmpty();
    const other = { ...SEATS, scope: 'org:lab', rows: [['2026-10-30', 1, 11, 'ada', 'business', 3, 3]] } as const;
    for (const fixture of [SEATS, other]) await loadFacts(store, folder, [fixture]);
    const asked = { metrics: ['seats'], where: [{ dimension: 'organization', values: ['acme', 'lab'] }] };
    expect((await ask(store, asked)).rows).toEqual([{ seats: 2 }]);
    expect((await ask(store, { ...asked, by: ['user'] })).rows).toEqual([
      { user: 'ada', seats: 1 },
      { user: 'idle', seats: 1 },
    ]);
  });
}
